"""The system calls a locked worker may make, a thread of its own being one; any other one kills it."""

import errno
import itertools
import mmap

import pyseccomp as seccomp

_FREE = (
    *("read", "pread64", "close", "fstat", "lseek", "exit", "exit_group", "restart_syscall"),
    *("munmap", "mremap", "brk", "madvise", "futex", "sched_yield", "sched_getaffinity", "rseq", "membarrier"),
    "set_robust_list",
    *("clock_gettime", "clock_getres", "gettimeofday", "time", "nanosleep", "clock_nanosleep", "getrusage", "times"),
    *("rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "getrandom", "sysinfo"),
    *("getpid", "gettid", "getppid", "getuid", "geteuid", "getgid", "getegid"),
)

# Asked for by libraries in passing (fonts, time zones): refused, but no reason to lose the file.
_REFUSED: dict[int, tuple[str, ...]] = {
    errno.EACCES: (
        *("openat", "open", "newfstatat", "stat", "lstat", "statx", "access", "faccessat", "faccessat2"),
        *("readlink", "readlinkat", "getcwd", "statfs", "uname"),
    ),
    errno.ENOTTY: ("ioctl",),
    errno.ENOSYS: ("clone3",),  # its flags lie in memory, where no filter sees them: the C library then asks by clone
    errno.EPERM: ("mbind", "set_mempolicy", "get_mempolicy"),
}

# CLONE_VM, FS, FILES, SIGHAND, THREAD, SYSVSEM, SETTLS, PARENT_SETTID and CHILD_CLEARTID: what pthread_create of glibc
# asks for, and nothing else. A thread is under the same filter, Landlock and limits as the one that began it.
_A_THREAD = 0x003D0F00

_TALK = ("write", "sendto", "sendmsg", "recvmsg", "recvfrom")
_TO_NOWHERE = ("write", "writev")  # libraries complain to stdout and stderr, which lead to /dev/null


def allow_only_reading(channel: int) -> None:
    """Puts the filter in force; `channel` is the one descriptor that may be written to."""
    held = seccomp.SyscallFilter(seccomp.KILL_PROCESS)
    held.set_attr(seccomp.Attr.CTL_OPTIMIZE, 2)  # a tree of calls instead of a list: parsers make many
    for name in _FREE:
        _allow(held, name)
    for number, names in _REFUSED.items():
        for name in names:
            add_rule(held, seccomp.ERRNO(number), name)
    _allow(held, "clone", seccomp.Arg(0, seccomp.EQ, _A_THREAD))
    add_rule(held, seccomp.ERRNO(errno.EAGAIN), "clone", seccomp.Arg(0, seccomp.NE, _A_THREAD))
    for name in _TALK:
        _allow(held, name, seccomp.Arg(0, seccomp.EQ, channel))
    for name, fd in itertools.product(_TO_NOWHERE, (1, 2)):
        _allow(held, name, seccomp.Arg(0, seccomp.EQ, fd))
    _allow_memory(held)
    _allow(held, "prlimit64", seccomp.Arg(0, seccomp.EQ, 0))  # its own, for each file; never above what is locked
    held.load()


def _allow_memory(held: seccomp.SyscallFilter) -> None:
    """No code is made at run time, and no file is mapped so that writing to it would reach the parent."""
    private = seccomp.Arg(3, seccomp.MASKED_EQ, mmap.MAP_SHARED, 0)
    no_code = seccomp.Arg(2, seccomp.MASKED_EQ, mmap.PROT_EXEC, 0)
    _allow(held, "mmap", private, no_code)
    _allow(held, "mprotect", no_code)


def _allow(held: seccomp.SyscallFilter, name: str, *conditions: seccomp.Arg) -> None:
    add_rule(held, seccomp.ALLOW, name, *conditions)


def add_rule(held: seccomp.SyscallFilter, action: int, name: str, *conditions: seccomp.Arg) -> None:
    number = seccomp.resolve_syscall(seccomp.Arch.NATIVE, name)
    if number >= 0:  # what this architecture does not have cannot be called on it either
        held.add_rule(action, number, *conditions)
