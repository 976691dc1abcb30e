# Block devices that raise, answer nonsense, or use the file system that they carry.
import gc
import os
import vfs


class RAM:
    def __init__(self, blocks, size=512):
        self.size, self.data = size, bytearray(blocks * size)
        self.hook = None

    def readblocks(self, n, buf, off=0):
        if self.hook:
            result = self.hook("read", buf)
            if result is not None:
                return result
        at = n * self.size + off
        buf[:] = self.data[at:at + len(buf)]

    def writeblocks(self, n, buf, off=0):
        if self.hook:
            result = self.hook("write", buf)
            if result is not None:
                return result
        at = n * self.size + off
        self.data[at:at + len(buf)] = buf
        return 0

    def ioctl(self, op, arg):
        if op == 4:
            return len(self.data) // self.size
        if op == 5:
            return self.size
        if self.hook:
            result = self.hook("ioctl", op)
            if result is not None:
                return result
        if op == 6:
            at = arg * self.size
            self.data[at:at + self.size] = b"\xff" * self.size
        return 0


def error(f, *args):
    try:
        print("no error:", f(*args))
    except BaseException as e:
        print(type(e).__name__, e.args[0] if e.args else "")


def put(path, text):
    with open(path, "w") as f:
        f.write(text)


def get(path):
    with open(path) as f:
        return f.read()


bdev = RAM(16)
vfs.VfsLfs2.mkfs(bdev)
fs = vfs.VfsLfs2(bdev)
vfs.mount(fs, "/r")
put("/r/a", "old" * 100)


def raises(exc):
    def hook(what, arg):
        raise exc
    return hook


# Exceptions come through unchanged; afterwards everything works.
for exc in (ValueError("mine"), OSError(5), KeyboardInterrupt(), MemoryError("m")):
    bdev.hook = raises(exc)
    error(get, "/r/a")
    error(put, "/r/a", "new")
    error(os.listdir, "/r")
    error(os.mkdir, "/r/d")
    error(os.rename, "/r/a", "/r/b")
    error(fs.statvfs, "/")
    bdev.hook = None
    print(get("/r/a") == "old" * 100, os.listdir("/r"))

# Error numbers, and answers that are none.
for answer in (-5, -30, 1, 5000, -5000, "x", 1.5):
    bdev.hook = lambda what, arg: answer
    error(get, "/r/a")
    bdev.hook = None
print(get("/r/a") == "old" * 100)

# Every call fails once while a file is replaced: it is the old one or the new one.
content = "old" * 100
for n in range(60):
    calls = 0

    def hook(what, arg):
        global calls
        calls += 1
        if calls == n:
            raise OSError(5)

    new = "%d " % n * 90
    bdev.hook = hook
    try:
        put("/r/new", new)
        os.rename("/r/new", "/r/a")
        done = True
    except OSError as e:
        done = False
        if e.args[0] not in (5,):
            print(n, e)
    bdev.hook = None
    now = vfs.VfsLfs2(bdev).open("a", "r").read()
    if now != content and now != new or done and now != new:
        print("lost", n, done)
    content = get("/r/a")
print(calls > 5, os.listdir("/r").count("a"))


# The device uses the file system, changes its buffer, keeps it.
seen = []


def reenters(what, arg):
    try:
        os.listdir("/r")
    except OSError as e:
        seen.append(e.args[0])
    try:
        vfs.umount("/r")
    except OSError as e:
        seen.append(e.args[0])


bdev.hook = reenters
print(get("/r/a") == content)
bdev.hook = None
print(set(seen))
print(get("/r/a") == content)
kept = []


def keeps(what, arg):
    if what == "read":
        kept.append(arg)
        gc.collect()


bdev.hook = keeps
print(get("/r/a") == content, len(kept) > 0)
del kept


def grows(what, arg):
    if what != "ioctl":
        arg.append(0)


bdev.hook = grows
error(get, "/r/a")
bdev.hook = None
print(get("/r/a") == content)


# Sizes that are none.
class Odd(RAM):
    def ioctl(self, op, arg):
        return self.answer if op in (4, 5) else 0


odd = Odd(4)
for odd.answer in (None, 0, -1, "x", 100):
    error(vfs.VfsLfs2.mkfs, odd)
    error(vfs.VfsLfs2, odd)

# Rubbish on the device.
vfs.umount("/r")
fs = bdev = None
bdev = RAM(8)
state = 1
for i in range(len(bdev.data)):
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    bdev.data[i] = state >> 16 & 255
error(vfs.VfsLfs2, bdev)
vfs.VfsLfs2.mkfs(bdev)
print(list(vfs.VfsLfs2(bdev).ilistdir()))

# The device fails while a file that nobody closed is closed.
vfs.VfsLfs2.mkfs(bdev)
vfs.mount(bdev, "/s")
f = open("/s/x", "w")
f.write("lost")
bdev.hook = raises(ValueError("at the end"))
f = None
gc.collect()
for i in range(10):
    pass
bdev.hook = None
error(os.listdir, "/s")
vfs.umount("/s")
