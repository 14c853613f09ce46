// A third implementation of age, run by test_age_interop_others.py where its package lies in $UNDERCROFT_AGE_NODE.
// node age_by_node.mjs new | recipient ID | seal RECIPIENT | open ID | lock WORDS | unlock WORDS; data on standard input.
import { stdin, stdout, argv, env } from "node:process"

const age = await import(`${env.UNDERCROFT_AGE_NODE}/node_modules/age-encryption/dist/index.js`)
const [verb, key] = argv.slice(2)

async function data() {
  const parts = []
  for await (const part of stdin) parts.push(part)
  return new Uint8Array(Buffer.concat(parts))
}

async function encrypt(prepare) {
  const encrypter = new age.Encrypter()
  prepare(encrypter)
  return encrypter.encrypt(await data())
}

async function decrypt(prepare) {
  const decrypter = new age.Decrypter()
  prepare(decrypter)
  return decrypter.decrypt(await data())
}

const verbs = {
  new: () => age.generateHybridIdentity(),
  recipient: () => age.identityToRecipient(key),
  seal: () => encrypt((one) => one.addRecipient(key)),
  open: () => decrypt((one) => one.addIdentity(key)),
  lock: () => encrypt((one) => { one.setScryptWorkFactor(10); one.setPassphrase(key) }),
  unlock: () => decrypt((one) => one.addPassphrase(key)),
}

stdout.write(await verbs[verb]())
