"""What a process in the cell sees of the file system, and what it may do with it."""

PYTHON = "/python"
PACKAGES = "/packages"
CODE = "/undercroft"
SHARED = ("/lib", "/lib64", "/usr/lib", "/usr/lib64")
SCRATCH = "/tmp"  # memory of its own, gone with the process
SCRATCH_BYTES = 256 << 20
WRITABLE = (SCRATCH, "/dev/null")
READABLE = (PYTHON, PACKAGES, CODE, *SHARED, "/proc/self", "/dev/random", "/dev/urandom")
ALL_AT_ROOT = frozenset(("python", "packages", "undercroft", "lib", "lib64", "usr", "proc", "dev", "tmp"))
