"""The system calls a process in the cell may make: threads and files of its own, no more; any other is refused."""

import errno
import mmap
import os

import pyseccomp as seccomp

from extractors.serve import CHANNEL
from extractors.syscalls import add_rule

_CLONE_THREAD = 0x00010000
_CLONE_NEW = 0x7E020000  # any namespace
_FREE = (
    *("read", "pread64", "readv", "write", "pwrite64", "writev", "lseek", "close", "fcntl", "flock", "fsync"),
    *("pipe", "pipe2", "dup", "dup2", "dup3"),  # refused, the machine would close what is not its own
    *("open", "openat", "stat", "lstat", "fstat", "newfstatat", "statx", "access", "faccessat", "faccessat2"),
    *("readlink", "readlinkat", "getcwd", "getdents64", "statfs", "fstatfs", "umask", "fallocate", "ftruncate"),
    *("mkdir", "mkdirat", "rmdir", "unlink", "unlinkat", "rename", "renameat", "renameat2", "utimensat"),
    *("munmap", "mremap", "brk", "madvise", "futex", "set_robust_list", "rseq", "membarrier", "poll", "ppoll"),
    *("sched_yield", "sched_getaffinity", "sched_getscheduler", "sched_getparam", "getpriority", "getrandom"),
    *("clock_gettime", "clock_getres", "gettimeofday", "time", "nanosleep", "clock_nanosleep", "times", "getrusage"),
    *("rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "restart_syscall", "exit", "exit_group"),
    *("getpid", "gettid", "getppid", "getuid", "geteuid", "getgid", "getegid", "sysinfo", "uname"),
)
_TALK = ("sendto", "sendmsg", "recvmsg", "recvfrom")
_REFUSED = {errno.ENOTTY: ("ioctl",), errno.ENOSYS: ("clone3",)}  # the C library then asks in the older way
_PR_SET_NAME, _PR_SET_DUMPABLE, _PR_SET_VMA = 15, 4, 0x53564D41


def filter_program() -> int:
    """A memory file that holds the filter as the kernel takes it; the caller closes it."""
    held = seccomp.SyscallFilter(seccomp.ERRNO(errno.EPERM))
    held.set_attr(seccomp.Attr.CTL_OPTIMIZE, 2)
    for name in _FREE:
        add_rule(held, seccomp.ALLOW, name)
    for name in _TALK:
        add_rule(held, seccomp.ALLOW, name, seccomp.Arg(0, seccomp.EQ, CHANNEL))
    for number, names in _REFUSED.items():
        for name in names:
            add_rule(held, seccomp.ERRNO(number), name)
    add_rule(held, seccomp.ALLOW, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, _CLONE_THREAD | _CLONE_NEW, _CLONE_THREAD))
    add_rule(held, seccomp.ALLOW, "prlimit64", seccomp.Arg(0, seccomp.EQ, 0))  # its own, which only fall
    for option in (_PR_SET_NAME, _PR_SET_DUMPABLE, _PR_SET_VMA):
        add_rule(held, seccomp.ALLOW, "prctl", seccomp.Arg(0, seccomp.EQ, option))
    _allow_memory(held)
    return _exported(held)


def _allow_memory(held: seccomp.SyscallFilter) -> None:
    """Code comes from files only, and is never made writable or out of what was written."""
    anonymous = seccomp.Arg(3, seccomp.MASKED_EQ, mmap.MAP_ANONYMOUS, 0)
    add_rule(held, seccomp.ALLOW, "mmap", seccomp.Arg(2, seccomp.MASKED_EQ, mmap.PROT_EXEC, 0))
    for protection in (mmap.PROT_EXEC, mmap.PROT_EXEC | mmap.PROT_READ):
        add_rule(held, seccomp.ALLOW, "mmap", seccomp.Arg(2, seccomp.EQ, protection), anonymous)
    add_rule(held, seccomp.ALLOW, "mprotect", seccomp.Arg(2, seccomp.MASKED_EQ, mmap.PROT_EXEC, 0))


def _exported(held: seccomp.SyscallFilter) -> int:
    fd = os.memfd_create("filter", os.MFD_CLOEXEC)
    with os.fdopen(os.dup(fd), "wb") as file:
        held.export_bpf(file)
    os.lseek(fd, 0, os.SEEK_SET)
    return fd
