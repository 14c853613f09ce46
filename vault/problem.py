"""What can go wrong in the vault: a code and numbers, never content."""


class VaultProblem(Exception):
    """A refusal of the vault. `code` is one of CODES; the message holds nothing of what was sealed."""

    def __init__(self, code: str, **numbers: int) -> None:
        if code not in CODES:
            raise ValueError("unlisted code")
        super().__init__(code)
        self.code = code
        self.numbers = numbers

    @property
    def hint(self) -> str:
        """What to do about it, in one line."""
        return CODES[self.code]


CODES: dict[str, str] = {
    "no_identity": "give the identity with --identity FILE or UNDERCROFT_IDENTITY",
    "wrong_identity": "none of the identities given opens this; try the one that belongs to this case",
    "no_passphrase": "this identity asks for a passphrase; give --passphrase-file FILE or run on a terminal",
    "empty_passphrase": "give a passphrase that is not empty, or use --no-passphrase",
    "wrong_passphrase": "the passphrase does not open this file",
    "no_passphrase_lock": "this file is sealed to recipients, not under a passphrase",
    "damaged_header": "the sealed file's header is damaged or not of the age format; restore it from a copy",
    "damaged_armor": "the text form of the sealed file is damaged; restore it from a copy",
    "damaged_payload": "the sealed file was altered or cut short; restore it from a copy",
    "damaged_record": "a sealed record was altered, cut short or put in another's place; restore it from a copy",
    "no_recipients": "give at least one recipient",
    "too_many_recipients": "give at most 20 recipients",
    "mixed_recipients": "post-quantum and classic recipients in one file give up post-quantum safety; use one kind",
    "bad_recipient": "a recipient is a line that begins with age1 or age1pq1",
    "bad_identity": "an identity is a line that begins with AGE-SECRET-KEY-1 or AGE-SECRET-KEY-PQ-1",
    "too_large": "it is larger than one sealed record can be",
    "work_factor_too_high": "the passphrase's work factor is higher than this program accepts",
    "disk_full": "the disk is full; make room and run the same command again",
    "not_found": "there is no such thing in the vault",
    "exists": "it is already there, and nothing is overwritten",
    "changed_while_sealing": "the source changed while it was being sealed; run the same command again",
    "log_damaged": "the log does not fit its own checkpoint; restore it from a copy",
    "log_forked": "the log and what this host last saw of it part ways; compare with an auditor's checkpoint",
    "unknown_signer": "the signature is by a key that this vault has not admitted",
    "busy": "another run holds this case; wait for it to end",
    "io": "reading or writing failed; check the disk and run the same command again",
    "bad_name": "an object's name is 26 lower-case letters and digits",
    "no_exchange": "this file system cannot swap two folders at once; keep the case on a local disk",
    "unlisted_act": "the log takes only the acts it lists",
    "entry_too_large": "one log entry holds at most 65535 bytes; split it",
    "log_moved": "the log has grown since it was read; run the same command again",
    "log_rolled_back": "the checkpoint is of fewer entries than one that was seen before; restore the newer log",
    "other_log": "the checkpoint is of another case's log",
    "no_checkpoint": "a checkpoint is a file as CASE/log/checkpoint; give a whole copy of one",
    "proof_damaged": "the file does not prove what it says; ask for it again, and trust nothing in it",
    "no_commitment": "the log commits to no such value of this document",
    "not_witnessed": "no admitted witness cosigned it; see: undercroft audit CASE witness --help",
    "bad_witness": "a witness's key is the line that `audit CASE witness --key` prints on its machine, in quotes",
    "witnessed_before": "a later checkpoint was cosigned already; nothing was changed",
    "witness_ahead": "the witness last cosigned another size; make the request anew with --old SIZE",
    "stamp_damaged": "the file is no RFC 3161 answer, or not a whole one; ask the authority again",
    "stamp_rejected": "the authority refused to stamp; make another request, or ask another authority",
    "stamp_other": "the answer is about something else; give the one to a request that was made here",
    "stamp_nonce": "the answer is about this log and to another request; give the one to a request that was made here",
    "stamp_untrusted": "it is not signed under the authority given; see whose answer it is, and give that one's root",
    "stamp_purpose": "the certificate that signed it is not one for timestamps alone; ask another authority",
    "stamp_expired": "the authority's certificate was not valid at the time it tells; ask another authority",
    "bad_note": "the checkpoint that was asked about is not as this log signed it; make another request",
    "bad_authority": "an authority is a file with its root certificate in PEM",
    "bad_verifier": "a verifier is name+hash+key, as this host's signing key prints it",
    "plugin_missing": "there is no age-plugin-NAME for this recipient or identity on the PATH; install it",
    "plugin_failed": "the plugin could not seal or open; try it by itself, or another identity",
    "plugin_identity": "only the plugin knows this identity's recipient; give the recipient itself",
    "wrong_use": "these options do not go together; see --help",
    "no_input": "the input is missing or cannot be read",
    "no_output": "the output cannot be made there; its folder must exist and be open to writing",
    "terminal_output": "sealed bytes would upset the terminal; use --output FILE or --armor",
    "passphrases_differ": "the two passphrases differ; try again",
    "interrupted": "it was interrupted; nothing is left of it",
    "out_of_memory": "there is not enough memory for this",
    "signer_exposed": "others can read this host's signing key; take their rights away (chmod 600)",
    "signer_damaged": "this host's signing key cannot be read; restore it, or move it away to make a new one",
}
