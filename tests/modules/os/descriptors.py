# host only: there are no descriptors
# Descriptors, processes, PathLike.
import os
import sys


def error(f, *args):
    try:
        print("no error:", f(*args))
    except Exception as e:
        print(type(e).__name__, e)


fd = os.open("f.bin", os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
print(os.write(fd, b"hello world"), os.lseek(fd, 0, os.SEEK_SET), os.read(fd, 5), os.read(fd, 100), os.read(fd, 1))
os.ftruncate(fd, 3)
os.fsync(fd)
print(os.lseek(fd, 0, 2), os.isatty(fd), os.get_inheritable(fd), os.fstat(fd).st_size, oct(os.stat("f.bin").st_mode & 0o777))
copy = os.dup(fd)
os.close(fd)
print(os.lseek(copy, 0, 0), os.read(copy, 9), os.dup2(copy, 77), os.get_inheritable(77))
os.set_inheritable(77, False)
print(os.get_inheritable(77))
os.close(77)
os.close(copy)
error(os.open, "f.bin", os.O_CREAT | os.O_EXCL)
error(os.open, "none", os.O_RDONLY)
error(os.close, copy)
error(os.read, copy, 1)
error(os.write, copy, b"")
error(os.dup, -1)
error(os.read, "x", 1)
error(os.write, 1 << 40, b"")
error(os.lseek, copy, 0, 0)
r, w = os.pipe()
os.write(w, b"through a pipe\nsecond")
with os.fdopen(r, "rb") as f:
    print(f.readline())
    os.close(w)
    print(f.read())
r, w = os.pipe()
os.set_blocking(r, False)
print(os.get_blocking(r), os.get_blocking(w))
error(os.read, r, 1)
os.close(r)
os.close(w)
print(os.access("f.bin", os.R_OK | os.W_OK), os.access("none", os.F_OK))
os.symlink("f.bin", "link")
os.link("f.bin", "hard")
print(os.readlink("link"), os.stat("hard").st_nlink)
error(os.readlink, "f.bin")
os.chmod("hard", 0o644)
print(oct(os.stat("f.bin").st_mode & 0o777), os.umask(0o22) >= 0)
os.makedirs("d/e")
open("d/x", "w").close()
print([(a, sorted(b), sorted(c)) for a, b, c in os.walk("d")], [a for a, b, c in os.walk("d", topdown=False)])
for name in ("hard", "link", "f.bin", "d/x"):
    os.remove(name)
os.removedirs("d/e")
print(os.listdir("."))
print(os.getpid() > 1, os.getppid() > 0, os.getuid() == os.geteuid(), os.cpu_count() > 0)
error(os.kill, 2 ** 22 + 5, 0)
print(os.strerror(2))
error(os.waitpid, -1, os.WNOHANG)


class P:
    def __fspath__(self):
        return "some/path"


class Q:
    def __fspath__(self):
        return 5


print(os.fspath("a"), os.fspath(b"a"), os.fspath(P()), isinstance(P(), os.PathLike), isinstance("a", os.PathLike))
error(os.fspath, 5)
error(os.fspath, Q())
print(os.fsencode("z\u00f6\udcff"), ascii(os.fsdecode(b"z\xff")), os.fsdecode(P()))
