# VfsLfs2 on a block device in memory.
# not under esp8266: its module is also beside it
import errno
import os
import sys
import vfs


class RAM:
    def __init__(self, blocks, size=512):
        self.size, self.data = size, bytearray(blocks * size)

    def readblocks(self, n, buf, off=0):
        at = n * self.size + off
        buf[:] = self.data[at:at + len(buf)]

    def writeblocks(self, n, buf, off=0):
        at = n * self.size + off
        self.data[at:at + len(buf)] = buf

    def ioctl(self, op, arg):
        if op == 4:
            return len(self.data) // self.size
        if op == 5:
            return self.size
        if op == 6:
            at = arg * self.size
            self.data[at:at + self.size] = b"\xff" * self.size
            return 0


def error(f, *args):
    try:
        print("no error:", f(*args))
    except Exception as e:
        print(type(e).__name__, e.args[0] if isinstance(e, OSError) else e)


bdev = RAM(16)
error(vfs.VfsLfs2, bdev)
error(vfs.mount, bdev, "/ram")
error(vfs.VfsLfs2)
error(vfs.VfsLfs2, bdev, 0)
error(vfs.VfsLfs2, bdev, 32, 24)
error(vfs.VfsLfs2.mkfs, 5)
error(vfs.VfsLfs2.mkfs, bdev, 32, 32, 5)
os.VfsLfs2.mkfs(bdev)
fs = vfs.VfsLfs2(bdev, progsize=32, mtime=True)
print(os.VfsLfs2 is vfs.VfsLfs2, fs.getcwd(), list(fs.ilistdir()))

# By its methods.
with fs.open("a.txt", "w") as f:
    print(f.write("first line\nsecond \u00fcml\u00e4ut\n"))
    print("third", file=f)
with fs.open("/bin", "wb") as f:
    f.write(bytes(range(256)) * 3)
fs.mkdir("d")
fs.chdir("d")
print(fs.getcwd())
fs.open("inner", "w").close()
print(sorted(fs.ilistdir("")), sorted(fs.ilistdir("..")))
fs.chdir("..")
error(fs.chdir, "bin")
error(fs.chdir, "none")
st = fs.stat("a.txt")
print(st[:7], st[7] > 0, st[7] == st[8], fs.stat("d")[0] == 0x4000, fs.stat("/")[0])
error(fs.stat, "none")
error(fs.rmdir, "d")
error(fs.remove, "d")
error(fs.rmdir, "bin")
error(fs.mkdir, "d")
error(fs.open, "none", "r")
error(fs.open, "d", "r")
error(fs.open, "bin", "x")
error(fs.open, "x", "q")
print(fs.statvfs("")[:3], fs.statvfs("")[9], 0 < fs.statvfs("")[3] < 16)

# Mounted.
vfs.mount(fs, "/ram")
with open("/ram/a.txt") as f:
    print(list(f))
    print(f.seek(0), repr(f.read(5)), repr(f.readline()), f.tell())
    error(f.fileno)
    print(f.isatty(), f.seekable(), f.name, f.mode)
with open("/ram/bin", "rb") as f:
    buf = bytearray(10)
    print(f.seek(-5, 2), f.read(), f.seek(250), f.readinto(buf), buf)
with open("/ram/bin", "r+b") as f:
    f.seek(100)
    f.write(b"changed")
    f.seek(98)
    print(f.read(12))
    print(f.truncate(105))
with open("/ram/bin", "ab") as f:
    f.write(b"appended")
print(os.stat("/ram/bin")[6], open("/ram/bin", "rb").read()[95:])
os.chdir("/ram/d")
print(os.getcwd(), os.listdir(), os.listdir(".."))
os.rename("inner", "../outer")
with open("/ram/d/two", "w") as f:
    f.writelines(["x\n", "y\n"])
os.replace("two", "/ram/outer")
print(open("../outer").readlines(), os.path.exists("two"))
print(sorted(os.ilistdir("/ram")))
os.chdir("/ram")
os.rmdir("d")
error(os.rename, "outer", "/elsewhere")

# A module.
with open("/ram/lfsmod.py", "w") as f:
    f.write("import sys\nx = 1\ndef f(n):\n    return 1 // n\n")
sys.path.append("/ram")
import lfsmod
print(lfsmod.x, lfsmod.__file__)
try:
    lfsmod.f(0)
except ZeroDivisionError as e:
    import io
    s = io.StringIO()
    sys.print_exception(e, s)
    print("return 1 // n" in s.getvalue())
sys.path.remove("/ram")

# Not closed: a flush is enough; so is dropping the file.
f = open("/ram/open", "w")
f.write("flushed")
f.flush()
print(vfs.VfsLfs2(bdev).stat("open")[6])
f.write(" and not")
print(vfs.VfsLfs2(bdev).stat("open")[6])
os.sync()
print(vfs.VfsLfs2(bdev).stat("open")[6])


def drop():
    g = open("/ram/dropped", "w")
    g.write("dropped")


drop()
import gc
for i in range(5):
    gc.collect()
    [0] * 50
for i in range(10):
    pass

# Unmounted while in use, mounted again, for reading only.
vfs.umount("/ram")
f.write("x" * 20)
error(f.flush)
error(f.close)
error(fs.stat, "open")
print(vfs.mount() == [])
vfs.mount(bdev, "/ro", readonly=True)
print(sorted(os.listdir("/ro")), open("/ro/open").read(), open("/ro/dropped").read())
error(open, "/ro/new", "w")
error(os.remove, "/ro/open")
error(os.mkdir, "/ro/new")
error(os.rename, "/ro/open", "/ro/new")
os.umount("/ro")

# Full.
vfs.mount(vfs.VfsLfs2(bdev), "/ram")
try:
    with open("/ram/big", "wb") as f:
        for i in range(100):
            f.write(b"z" * 128)
except OSError as e:
    print("full", e.errno == errno.ENOSPC)
os.remove("/ram/bin")
with open("/ram/after", "w") as f:
    f.write("works")
print(open("/ram/after").read())
vfs.umount("/ram")
