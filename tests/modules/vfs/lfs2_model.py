# host only: the model takes memory
# VfsLfs2 against a model: random operations, with files left open, mounts in between and a device that fills up.
import gc
import os
import random
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


R = random.randrange
NAMES = ["a", "b", "c", "dd", "e.txt"]


def some(n):
    return bytes(R(256) for _ in range(R(n)))


def fails(f, path, *codes):
    try:
        f(path)
    except OSError as e:
        assert e.args[0] in codes, (path, e, codes)
    else:
        assert False, "no error for " + path


class Model:
    def __init__(self):
        self.bdev = RAM(40)
        self.files, self.dirs, self.open = {}, {""}, []
        vfs.VfsLfs2.mkfs(self.bdev)
        vfs.mount(self.bdev, "/f")

    def below(self, folder):
        return [p for p in list(self.files) + list(self.dirs) if p.startswith(folder + "/")]

    def write(self, p):
        data = some(700)
        if p in self.dirs:
            return fails(lambda path: open(path, "wb"), "/f" + p, 21)
        with open("/f" + p, "wb") as f:
            i = 0
            while i < len(data):
                n = 1 + R(200)
                f.write(data[i:i + n])
                i += n
        self.files[p] = data

    def append(self, p):
        if p in self.files:
            data = some(300)
            with open("/f" + p, "ab") as f:
                f.write(data)
            self.files[p] += data

    def patch(self, p):
        if p in self.files:
            old, data = self.files[p], some(100)
            at = R(len(old) + 1)
            with open("/f" + p, "r+b") as f:
                f.seek(at)
                f.write(data)
                self.files[p] = old[:at] + data + old[at + len(data):]
                f.seek(0)
                assert f.read() == self.files[p]

    def truncate(self, p):
        if p in self.files:
            old = self.files[p]
            n = R(len(old) + 50)
            with open("/f" + p, "r+b") as f:
                f.truncate(n)
            self.files[p] = old[:n] + bytes(max(0, n - len(old)))

    def remove(self, p):
        if p in self.files:
            os.remove("/f" + p)
            del self.files[p]
        elif p not in self.dirs:
            fails(os.remove, "/f" + p, 2)
        elif self.below(p):
            fails(os.rmdir, "/f" + p, 39)
        else:
            os.rmdir("/f" + p)
            self.dirs.discard(p)

    def mkdir(self, p):
        if p in self.files or p in self.dirs:
            fails(os.mkdir, "/f" + p, 17)
        elif p.count("/") < 3:
            os.mkdir("/f" + p)
            self.dirs.add(p)

    def rename(self, p):
        to = self.place()
        if p not in self.files:
            return
        if to in self.dirs:
            return fails(lambda path: os.rename(path, "/f" + to), "/f" + p, 21, 39)
        os.rename("/f" + p, "/f" + to)
        self.files[to] = self.files.pop(p)

    def remount(self, p):
        vfs.umount("/f")
        vfs.mount(self.bdev, "/f")

    def list(self, p):
        d = random.choice(sorted(self.dirs))
        want = [x[len(d) + 1:] for x in self.below(d) if "/" not in x[len(d) + 1:]]
        assert sorted(os.listdir("/f" + d)) == sorted(want)

    def leave_open(self, p):
        if p in self.files:
            f = open("/f" + p, "rb")
            assert f.read(10) == self.files[p][:10]
            self.open.append(f)
            del self.open[:-3]
            if R(3) == 0:
                self.open.clear()
                gc.collect()

    def full(self, p):
        """What was being written is what it is; some files go."""
        self.files.pop(p, None)
        if p not in self.dirs and os.path.exists("/f" + p):
            self.files[p] = open("/f" + p, "rb").read()
        for q in list(self.files)[:3]:
            os.remove("/f" + q)
            del self.files[q]

    def check(self):
        for p in self.files:
            assert open("/f" + p, "rb").read() == self.files[p], p

    def place(self):
        return random.choice(sorted(self.dirs)) + "/" + random.choice(NAMES)

    def run(self, steps):
        acts = [self.write, self.write, self.write, self.append, self.patch, self.truncate, self.remove, self.mkdir,
                self.rename, self.remount, self.list, self.leave_open]
        for step in range(steps):
            p = self.place()
            try:
                random.choice(acts)(p)
            except OSError as e:
                if e.args[0] != 28:
                    raise
                self.full(p)
            if step % 20 == 0:
                self.check()
        self.remount("")
        self.check()
        vfs.umount("/f")


for seed in range(6):
    random.seed(seed)
    model = Model()
    model.run(500)
    print(seed, "agrees")
