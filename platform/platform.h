/*
 * platform.h: what a port supplies. Nothing else in the core talks to an operating system or a chip.
 *
 * A port defines all of these functions (a missing one is a link error), and a main() that uses
 * include/kukri.h. Functions that can fail return a negative errno (-KK_ENOENT ...): the numbers are
 * Linux's on every port. A path is UTF-8, ends with NUL, and has '/' between its parts.
 * A port without a file system answers -KK_ENODEV or -KK_ENOENT.
 *
 * The file descriptors 0, 1 and 2 are the console: standard input, output and error.
 *
 * Layer: platform (any layer may include it).
 */
#ifndef KK_PLATFORM_H
#define KK_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    KK_EPERM = 1, KK_ENOENT = 2, KK_EINTR = 4, KK_EIO = 5, KK_EBADF = 9, KK_EAGAIN = 11,
    KK_ENOMEM = 12, KK_EACCES = 13, KK_EEXIST = 17, KK_ENODEV = 19, KK_ENOTDIR = 20, KK_EISDIR = 21,
    KK_EINVAL = 22, KK_EMFILE = 24, KK_ENOSPC = 28, KK_ESPIPE = 29, KK_EROFS = 30, KK_EPIPE = 32, KK_ENOSYS = 38,
    KK_ETIMEDOUT = 110
};

/* ---- console ---- */

/* How the console treats what is typed. COOKED is the state at the start and at the end. */
typedef enum ConsoleMode {
    CONSOLE_COOKED,   /* lines, edited and echoed by the terminal; Ctrl-C interrupts */
    CONSOLE_RAW,      /* every byte at once, without echo; Ctrl-C interrupts */
    CONSOLE_RAW_CTRLC, /* the same, and Ctrl-C is a byte like any other */
    CONSOLE_PROGRAM   /* a program of the prompt runs: as COOKED on a terminal, else as RAW */
} ConsoleMode;

/* Switches the console. Returns true when a person may sit at it (a terminal, a UART), false when input or output is a
 * file or pipe. */
bool kk_platform_console_mode(ConsoleMode mode);

/* Whether the end of a line of text must be written to the console as \r\n now: nobody behind it does that. */
bool kk_platform_console_crlf(void);

/* Waits at most timeout_ms (< 0: as long as it takes) for input on the console.
 * Returns the number of bytes stored in buf (1..cap), 0 at the end of the input, -KK_EAGAIN when the
 * time is over, -KK_EINTR when Ctrl-C came meanwhile. What was written is flushed before waiting. */
ptrdiff_t kk_platform_console_read(uint8_t *buf, size_t cap, int timeout_ms);

/* ---- files; descriptors 0..2 are the console ---- */

enum {
    FILE_READ = 1,
    FILE_WRITE = 2,
    FILE_CREATE = 4,     /* make it if it is not there */
    FILE_TRUNCATE = 8,
    FILE_EXCLUSIVE = 16, /* with CREATE: -KK_EEXIST if it is there */
    FILE_APPEND = 32     /* every write goes to the end */
};

/* Opens a file; returns its descriptor (>= 0). A directory: -KK_EISDIR. */
int kk_platform_open(const char *path, unsigned flags);
int kk_platform_close(int fd);
/* Returns how many bytes were read; 0 at the end. */
ptrdiff_t kk_platform_read(int fd, void *buf, size_t n);
/* Returns how many bytes were taken, which may be fewer than n: they arrive as they are. Writes to 1 and 2 may be buffered by the port,
 * and appear in the order in which they were made. */
ptrdiff_t kk_platform_write(int fd, const void *data, size_t n);
/* Moves to offset from the start (whence 0), the current place (1) or the end (2); returns the new place.
 * Something that cannot seek: -KK_ESPIPE. */
int64_t kk_platform_seek(int fd, int64_t offset, int whence);
int kk_platform_truncate(int fd, int64_t size);
/* Brings what was written to where it belongs. */
int kk_platform_sync(int fd);
bool kk_platform_isatty(int fd);

/* ---- the file system ---- */

enum { STAT_DIR = 0x4000, STAT_REG = 0x8000 }; /* in mode, as POSIX has them */

typedef struct FileStat {
    uint32_t mode; /* type and permission bits */
    uint32_t nlink, uid, gid;
    uint64_t dev, ino, size;
    int64_t atime, mtime, ctime; /* seconds since 1970 */
} FileStat;

int kk_platform_stat(const char *path, FileStat *out);

/* Calls see for each entry of the directory but . and .. with its name, STAT_DIR or STAT_REG (0: something
 * else) and inode, until it returns false. */
int kk_platform_list(const char *path, bool (*see)(void *ctx, const char *name, uint32_t type, uint64_t ino),
                     void *ctx);

typedef enum PathOp { PATH_REMOVE, PATH_RENAME, PATH_MKDIR, PATH_RMDIR, PATH_CHDIR } PathOp;

/* Does op to path; `to` is the new name for PATH_RENAME, which replaces what has it. */
int kk_platform_path(PathOp op, const char *path, const char *to);
/* Stores the current directory; -KK_EINVAL when it does not fit, -KK_ENODEV: the port has no files of its own, all are
 * in mounted file systems. */
int kk_platform_getcwd(char *buf, size_t cap);

/* ---- time ---- */

/* Microseconds since some moment; never goes back. */
uint64_t kk_platform_ticks_us(void);
/* The finest counter there is (CPU cycles, nanoseconds); wraps. */
uint32_t kk_platform_ticks_cpu(void);
/* Nanoseconds since 1970-01-01 UTC, as well as it is known. */
int64_t kk_platform_time_ns(void);
/* Seconds that local time is ahead of UTC at that moment (seconds since 1970). */
int32_t kk_platform_utc_offset(int64_t seconds);
/* Waits; returns early when kukri_interrupt or kukri_notify is called meanwhile. */
void kk_platform_sleep_us(uint64_t us);

/* ---- the rest ---- */

/* Fills buf with unpredictable bytes, as good as the port can make them. */
void kk_platform_random(void *buf, size_t n);

typedef enum PlatformInfo {
    INFO_PLATFORM,  /* sys.platform: "linux", "esp8266" */
    INFO_MACHINE,   /* os.uname().machine, sys.implementation._machine: "x86_64", "ESP module with ESP8266" */
    INFO_BOARD,     /* the banner's "BOARD with MCU" */
    INFO_COMPILER, INFO_LIBC, /* "GCC 12.2.0", "picolibc 1.8": platform.python_compiler(), platform.libc_ver() */
    INFO_SYSNAME, INFO_NODENAME, INFO_RELEASE /* os.uname(), os.name is "posix" when SYSNAME is "Linux" */
} PlatformInfo;
const char *kk_platform_info(PlatformInfo which);

/* Environment string number index ("NAME=value"), NULL behind the last. */
const char *kk_platform_environ(size_t index);
/* Sets a variable of the environment; value NULL removes it. -KK_ENOSYS when there is none. */
int kk_platform_setenv(const char *name, const char *value);
/* Runs a command of the shell; its wait status, or -KK_ENOSYS. */
int kk_platform_system(const char *command);

#endif
