/*
 * m_os_posix.c: what module os has of POSIX: descriptors, processes, the rest of the file system. lib/_os_more.py has more.
 *
 * Layer: ports.   Tests: tests/modules/os/descriptors.py.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "modules/os.h"
#include "object/func.h"
#include "object/import.h"
#include "object/vm.h"
#include "platform/wait.h"
#include "types/bytes/bytes.h"
#include "types/fsname.h"
#include "types/tuple.h"
#include "unix.h"

KK_MODULE_CONST(os, O_RDONLY, KK_INT(0))
KK_MODULE_CONST(os, O_WRONLY, KK_INT(1))
KK_MODULE_CONST(os, O_RDWR, KK_INT(2))
KK_MODULE_CONST(os, O_CREAT, KK_INT(64))
KK_MODULE_CONST(os, O_EXCL, KK_INT(128))
KK_MODULE_CONST(os, O_NOCTTY, KK_INT(256))
KK_MODULE_CONST(os, O_TRUNC, KK_INT(512))
KK_MODULE_CONST(os, O_APPEND, KK_INT(1024))
KK_MODULE_CONST(os, O_NONBLOCK, KK_INT(2048))
KK_MODULE_CONST(os, O_SYNC, KK_INT(1052672))
KK_MODULE_CONST(os, O_DIRECTORY, KK_INT(65536))
KK_MODULE_CONST(os, O_NOFOLLOW, KK_INT(131072))
KK_MODULE_CONST(os, O_CLOEXEC, KK_INT(524288))
KK_MODULE_CONST(os, F_OK, KK_INT(0))
KK_MODULE_CONST(os, X_OK, KK_INT(1))
KK_MODULE_CONST(os, W_OK, KK_INT(2))
KK_MODULE_CONST(os, R_OK, KK_INT(4))
KK_MODULE_CONST(os, WNOHANG, KK_INT(1))
KK_MODULE_CONST(os, EX_OK, KK_INT(0))

/* What is in the Python half: PathLike, fspath, walk, fdopen ... */
KK_FUNCTION(os, __getattr__, "(name, /)")
Value kk_os_posix_getattr(Vm *vm, Value self, Args args)
{
    return kk_import_more(vm, KK_N(os), KK_N(_os_more), args.pos[0]);
}

/* ---- arguments and results ---- */

KK_MUST_CHECK static bool int_arg(Vm *vm, Value v, int *out)
{
    intptr_t n;
    *out = 0;
    if (!kk_index(vm, v, &n))
        return false;
    if (n != (int)n)
        return kk_raise_false(vm, KK_OverflowError, "Python int too large to convert to C int");
    *out = (int)n;
    return true;
}

/* The result of a system call: an int, or OSError. */
KK_MUST_CHECK static Value number(Vm *vm, long result)
{
    return result < 0 ? kk_raise_os(vm, errno, KK_UNSET) : kk_int_new(vm, result);
}

KK_MUST_CHECK static Value nothing(Vm *vm, int result, Value path)
{
    return result < 0 ? kk_raise_os(vm, errno, path) : kk_none;
}

/* ---- descriptors ---- */

/* Opens a file; returns its descriptor. */
KK_FUNCTION(os, open, "(path, flags, mode=511)")
Value kk_os_posix_open(Vm *vm, Value self, Args args)
{
    OsPath path;
    int flags, mode = 0777;
    if (!kk_os_path_arg(vm, args.pos[0], &path) || !int_arg(vm, args.pos[1], &flags) ||
        (kk_arg(args, 2, KK_UNSET) != KK_UNSET && !int_arg(vm, args.pos[2], &mode)))
        return KK_ERROR;
    kk_vm_leave(vm);
    int fd = open(path.text, flags | O_CLOEXEC, mode), error = errno;
    kk_vm_enter(vm);
    return fd < 0 ? kk_raise_os(vm, error, args.pos[0]) : KK_INT(fd);
}

/* Closes a descriptor. */
KK_FUNCTION(os, close, "(fd)")
Value kk_os_posix_close(Vm *vm, Value self, Args args)
{
    int fd;
    return int_arg(vm, args.pos[0], &fd) ? nothing(vm, close(fd), KK_UNSET) : KK_ERROR;
}

/* Reads up to n bytes; b'' at the end. */
KK_FUNCTION(os, read, "(fd, length, /)")
Value kk_os_posix_read(Vm *vm, Value self, Args args)
{
    int fd;
    intptr_t n;
    if (!int_arg(vm, args.pos[0], &fd) || !kk_index(vm, args.pos[1], &n))
        return KK_ERROR;
    if (n < 0)
        return kk_raise_os(vm, EINVAL, KK_UNSET);
    Value bytes = kk_bytes_alloc(vm, (size_t)n);
    for (;;) {
        if (bytes == KK_ERROR)
            return KK_ERROR;
        kk_vm_leave(vm);
        ssize_t got = read(fd, n == 0 ? NULL : KK_OBJ(BytesObj, bytes)->at, (size_t)n);
        int error = errno;
        kk_vm_enter(vm);
        if (got >= 0)
            return got == n ? bytes : kk_bytes_new(vm, (Span){KK_OBJ(BytesObj, bytes)->at, (size_t)got});
        if (error != EINTR)
            return kk_raise_os(vm, error, KK_UNSET);
        if (vm->poll != 0 && !kk_vm_poll(vm))
            return KK_ERROR;
    }
}

/* Writes bytes; returns how many were taken. */
KK_FUNCTION(os, write, "(fd, data, /)")
Value kk_os_posix_write(Vm *vm, Value self, Args args)
{
    int fd;
    Buffer data;
    if (!int_arg(vm, args.pos[0], &fd))
        return KK_ERROR;
    if (fd <= 2)
        (void)kk_unix_flush_out();
    for (;;) {
        if (!kk_buffer_arg(vm, args.pos[1], &data))
            return KK_ERROR;
        /* A thread could give the buffer another size while it waits here: what does not fit goes through a wait. */
        WaitFor wait = {fd, WAIT_OUT, 0};
        if (vm->leave != NULL && (fcntl(fd, F_GETFL) & O_NONBLOCK) == 0) {
            kk_vm_leave(vm);
            (void)kk_platform_wait(&wait, 1, -1);
            kk_vm_enter(vm);
            if (!kk_buffer_arg(vm, args.pos[1], &data))
                return KK_ERROR;
        }
        ssize_t done = write(fd, data.at, data.len);
        if (done >= 0)
            return KK_INT(done);
        if (errno != EINTR)
            return kk_raise_os(vm, errno, KK_UNSET);
        if (vm->poll != 0 && !kk_vm_poll(vm))
            return KK_ERROR;
    }
}

/* (read end, write end) of a new pipe. */
KK_FUNCTION(os, pipe, "()")
Value kk_os_posix_pipe(Vm *vm, Value self, Args args)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0)
        return kk_raise_os(vm, errno, KK_UNSET);
    return kk_tuple_pair(vm, KK_INT(ends[0]), KK_INT(ends[1]));
}

/* Another descriptor for the same file. */
KK_FUNCTION(os, dup, "(fd, /)")
Value kk_os_posix_dup(Vm *vm, Value self, Args args)
{
    int fd;
    return int_arg(vm, args.pos[0], &fd) ? number(vm, fcntl(fd, F_DUPFD_CLOEXEC, 0)) : KK_ERROR;
}

/* Makes fd2 another descriptor for the file of fd. */
KK_FUNCTION(os, dup2, "(fd, fd2, inheritable=True)")
Value kk_os_posix_dup2(Vm *vm, Value self, Args args)
{
    int fd, to;
    bool inherit;
    if (!int_arg(vm, args.pos[0], &fd) || !int_arg(vm, args.pos[1], &to) ||
        !kk_truth(vm, kk_arg(args, 2, kk_true), &inherit))
        return KK_ERROR;
    (void)kk_unix_flush_out();
    return number(vm, fd == to ? dup2(fd, to) : dup3(fd, to, inherit ? 0 : O_CLOEXEC));
}

/* It is a terminal. */
KK_FUNCTION(os, isatty, "(fd, /)")
Value kk_os_posix_isatty(Vm *vm, Value self, Args args)
{
    int fd;
    return int_arg(vm, args.pos[0], &fd) ? kk_bool(isatty(fd) == 1) : KK_ERROR;
}

/* Moves to a place in the file; returns where that is. */
KK_FUNCTION(os, lseek, "(fd, position, how, /)")
Value kk_os_posix_lseek(Vm *vm, Value self, Args args)
{
    int fd, how;
    intptr_t at;
    if (!int_arg(vm, args.pos[0], &fd) || !kk_index(vm, args.pos[1], &at) || !int_arg(vm, args.pos[2], &how))
        return KK_ERROR;
    return number(vm, lseek(fd, at, how));
}

/* Makes a file that long. */
KK_FUNCTION(os, ftruncate, "(fd, length, /)")
Value kk_os_posix_ftruncate(Vm *vm, Value self, Args args)
{
    int fd;
    intptr_t n;
    if (!int_arg(vm, args.pos[0], &fd) || !kk_index(vm, args.pos[1], &n))
        return KK_ERROR;
    return nothing(vm, ftruncate(fd, n), KK_UNSET);
}

/* Brings what was written to where it belongs. */
KK_FUNCTION(os, fsync, "(fd)")
Value kk_os_posix_fsync(Vm *vm, Value self, Args args)
{
    int fd;
    return int_arg(vm, args.pos[0], &fd) ? nothing(vm, fsync(fd), KK_UNSET) : KK_ERROR;
}

/* Whether programs that are started have the descriptor too. */
KK_FUNCTION(os, get_inheritable, "(fd, /)")
Value kk_os_posix_get_inheritable(Vm *vm, Value self, Args args)
{
    int fd;
    if (!int_arg(vm, args.pos[0], &fd))
        return KK_ERROR;
    int flags = fcntl(fd, F_GETFD);
    return flags < 0 ? kk_raise_os(vm, errno, KK_UNSET) : kk_bool((flags & FD_CLOEXEC) == 0);
}

/* Programs that are started have the descriptor too, or not. */
KK_FUNCTION(os, set_inheritable, "(fd, inheritable, /)")
Value kk_os_posix_set_inheritable(Vm *vm, Value self, Args args)
{
    int fd;
    bool inherit;
    if (!int_arg(vm, args.pos[0], &fd) || !kk_truth(vm, args.pos[1], &inherit))
        return KK_ERROR;
    return nothing(vm, fcntl(fd, F_SETFD, inherit ? 0 : FD_CLOEXEC), KK_UNSET);
}

/* Whether calls with the descriptor may wait. */
KK_FUNCTION(os, get_blocking, "(fd, /)")
Value kk_os_posix_get_blocking(Vm *vm, Value self, Args args)
{
    int fd;
    if (!int_arg(vm, args.pos[0], &fd))
        return KK_ERROR;
    int flags = fcntl(fd, F_GETFL);
    return flags < 0 ? kk_raise_os(vm, errno, KK_UNSET) : kk_bool((flags & O_NONBLOCK) == 0);
}

/* Calls with the descriptor may wait, or not. */
KK_FUNCTION(os, set_blocking, "(fd, blocking, /)")
Value kk_os_posix_set_blocking(Vm *vm, Value self, Args args)
{
    int fd;
    bool blocking;
    if (!int_arg(vm, args.pos[0], &fd) || !kk_truth(vm, args.pos[1], &blocking))
        return KK_ERROR;
    int flags = fcntl(fd, F_GETFL);
    if (flags >= 0)
        flags = fcntl(fd, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
    return nothing(vm, flags, KK_UNSET);
}

/* (columns, lines) of a terminal. */
KK_FUNCTION(os, _terminal_size, "(fd, /)")
Value kk_os_posix_terminal_size(Vm *vm, Value self, Args args)
{
    int fd;
    struct winsize size;
    if (!int_arg(vm, args.pos[0], &fd))
        return KK_ERROR;
    if (ioctl(fd, TIOCGWINSZ, &size) < 0)
        return kk_raise_os(vm, errno, KK_UNSET);
    return kk_tuple_pair(vm, KK_INT(size.ws_col), KK_INT(size.ws_row));
}

/* ---- files ---- */

/* Whether this process may do that (F_OK, R_OK, W_OK, X_OK) with a file. */
KK_FUNCTION(os, access, "(path, mode)")
Value kk_os_posix_access(Vm *vm, Value self, Args args)
{
    OsPath path;
    int mode;
    if (!kk_os_path_arg(vm, args.pos[0], &path) || !int_arg(vm, args.pos[1], &mode))
        return KK_ERROR;
    return kk_bool(access(path.text, mode) == 0);
}

/* Sets the permissions of a file. */
KK_FUNCTION(os, chmod, "(path, mode)")
Value kk_os_posix_chmod(Vm *vm, Value self, Args args)
{
    OsPath path;
    int mode;
    if (!kk_os_path_arg(vm, args.pos[0], &path) || !int_arg(vm, args.pos[1], &mode))
        return KK_ERROR;
    return nothing(vm, chmod(path.text, (mode_t)mode), args.pos[0]);
}

/* Makes dst a symbolic link to src. */
KK_FUNCTION(os, symlink, "(src, dst, target_is_directory=False)")
Value kk_os_posix_symlink(Vm *vm, Value self, Args args)
{
    OsPath src, dst;
    if (!kk_os_path_arg(vm, args.pos[0], &src) || !kk_os_path_arg(vm, args.pos[1], &dst))
        return KK_ERROR;
    return nothing(vm, symlink(src.text, dst.text), args.pos[0]);
}

/* Makes dst another name of src. */
KK_FUNCTION(os, link, "(src, dst)")
Value kk_os_posix_link(Vm *vm, Value self, Args args)
{
    OsPath src, dst;
    if (!kk_os_path_arg(vm, args.pos[0], &src) || !kk_os_path_arg(vm, args.pos[1], &dst))
        return KK_ERROR;
    return nothing(vm, link(src.text, dst.text), args.pos[0]);
}

/* What a symbolic link leads to. */
KK_FUNCTION(os, readlink, "(path)")
Value kk_os_posix_readlink(Vm *vm, Value self, Args args)
{
    OsPath path;
    char text[4096];
    if (!kk_os_path_arg(vm, args.pos[0], &path))
        return KK_ERROR;
    ssize_t n = readlink(path.text, text, sizeof text);
    return n < 0 ? kk_raise_os(vm, errno, args.pos[0]) : kk_fsname_new(vm, (Span){(uint8_t *)text, (size_t)n});
}

/* ---- processes ---- */

/* The number of this process. */
KK_FUNCTION(os, getpid, "()")
Value kk_os_posix_getpid(Vm *vm, Value self, Args args) { return KK_INT(getpid()); }

/* The number of the process that started it. */
KK_FUNCTION(os, getppid, "()")
Value kk_os_posix_getppid(Vm *vm, Value self, Args args) { return KK_INT(getppid()); }

/* Its user. */
KK_FUNCTION(os, getuid, "()")
Value kk_os_posix_getuid(Vm *vm, Value self, Args args) { return KK_INT(getuid()); }

/* The user whose rights it has. */
KK_FUNCTION(os, geteuid, "()")
Value kk_os_posix_geteuid(Vm *vm, Value self, Args args) { return KK_INT(geteuid()); }

/* Its group. */
KK_FUNCTION(os, getgid, "()")
Value kk_os_posix_getgid(Vm *vm, Value self, Args args) { return KK_INT(getgid()); }

/* The group whose rights it has. */
KK_FUNCTION(os, getegid, "()")
Value kk_os_posix_getegid(Vm *vm, Value self, Args args) { return KK_INT(getegid()); }

/* Sends a signal to a process. */
KK_FUNCTION(os, kill, "(pid, signal, /)")
Value kk_os_posix_kill(Vm *vm, Value self, Args args)
{
    int pid, signal_number;
    if (!int_arg(vm, args.pos[0], &pid) || !int_arg(vm, args.pos[1], &signal_number))
        return KK_ERROR;
    (void)kk_unix_flush_out();
    if (kill(pid, signal_number) < 0)
        return kk_raise_os(vm, errno, KK_UNSET);
    /* A signal to this process is dealt with before the call returns. */
    return vm->poll == 0 || kk_vm_poll(vm) ? kk_none : KK_ERROR;
}

/* Waits for the end of a process that this one started; (its number, wait status). */
KK_FUNCTION(os, waitpid, "(pid, options, /)")
Value kk_os_posix_waitpid(Vm *vm, Value self, Args args)
{
    int pid, options, status = 0;
    if (!int_arg(vm, args.pos[0], &pid) || !int_arg(vm, args.pos[1], &options))
        return KK_ERROR;
    for (;;) {
        kk_vm_leave(vm);
        pid_t ended = waitpid(pid, &status, options);
        int error = errno;
        kk_vm_enter(vm);
        if (ended >= 0)
            return kk_tuple_pair(vm, KK_INT(ended), KK_INT(status));
        if (error != EINTR)
            return kk_raise_os(vm, error, KK_UNSET);
        if (vm->poll != 0 && !kk_vm_poll(vm))
            return KK_ERROR;
    }
}

/* Ends the process at once. */
KK_FUNCTION(os, _exit, "(status)")
Value kk_os_posix_exit(Vm *vm, Value self, Args args)
{
    int status;
    if (!int_arg(vm, args.pos[0], &status))
        return KK_ERROR;
    (void)kk_unix_flush_out();
    _exit(status);
}

/* Sets which permissions new files do not have; returns the mask before. */
KK_FUNCTION(os, umask, "(mask, /)")
Value kk_os_posix_umask(Vm *vm, Value self, Args args)
{
    int mask;
    return int_arg(vm, args.pos[0], &mask) ? KK_INT(umask((mode_t)mask)) : KK_ERROR;
}

/* What the system says to an errno. */
KK_FUNCTION(os, strerror, "(code, /)")
Value kk_os_posix_strerror(Vm *vm, Value self, Args args)
{
    int code;
    return int_arg(vm, args.pos[0], &code) ? kk_str_new(vm, kk_span_of(strerror(code))) : KK_ERROR;
}

/* How many processors there are. */
KK_FUNCTION(os, cpu_count, "()")
Value kk_os_posix_cpu_count(Vm *vm, Value self, Args args)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n > 0 ? KK_INT(n) : kk_none;
}
