# A file system written in Python: mounted, and used by open(), os and import.
# not under esp8266: it unmounts the root
import io
import os
import sys
import vfs


class File(io.IOBase):
    def __init__(self, fs, path, mode):
        self.fs, self.path, self.at, self.mode = fs, path, 0, mode
        self.data = bytearray() if "w" in mode else fs.files[path]
        if "w" in mode:
            fs.files[path] = self.data

    def readinto(self, buf):
        part = self.data[self.at:self.at + len(buf)]
        buf[:len(part)] = part
        self.at += len(part)
        return len(part)

    def read(self, n=-1):
        end = len(self.data) if n < 0 else self.at + n
        part = bytes(self.data[self.at:end])
        self.at += len(part)
        return part if "b" in self.mode else part.decode()

    def readline(self):
        end = self.data.find(b"\n", self.at)
        return self.read((end + 1 if end >= 0 else len(self.data)) - self.at)

    def write(self, text):
        self.data.extend(text if "b" in self.mode else text.encode())
        return len(text)

    def seek(self, offset, whence=0):
        self.at = offset
        return offset

    def close(self):
        self.fs.log("close", self.path)


class UserFS:
    def __init__(self, name, files):
        self.name, self.files, self.dirs, self.quiet = name, files, [], True

    def log(self, *what):
        if not self.quiet:
            print(self.name, *what)

    def mount(self, readonly, mkfs):
        print(self.name, "mount", readonly, mkfs)

    def umount(self):
        print(self.name, "umount")

    def open(self, path, mode):
        self.log("open", path, mode)
        if "w" not in mode and path not in self.files:
            raise OSError(2)
        return File(self, path, mode)

    def stat(self, path):
        self.log("stat", path)
        if path in self.files:
            return (0x8000, 0, 0, 0, 0, 0, len(self.files[path]), 1, 2, 3)
        if path == "/" or path in self.dirs:
            return (0x4000, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        raise OSError(2)

    def ilistdir(self, path):
        self.log("ilistdir", path)
        for name in self.files:
            yield (name[1:], 0x8000, 0, len(self.files[name]))

    def chdir(self, path):
        self.log("chdir", path)

    def mkdir(self, path):
        self.log("mkdir", path)
        self.dirs.append(path)

    def rmdir(self, path):
        self.log("rmdir", path)

    def remove(self, path):
        self.log("remove", path)
        del self.files[path]

    def rename(self, old, new):
        self.log("rename", old, new)
        self.files[new] = self.files.pop(old)

    def statvfs(self, path):
        self.log("statvfs", path)
        return (1, 2, 3)


def error(f, *args):
    try:
        print("no error:", f(*args))
    except Exception as e:
        print(type(e).__name__, e.args)


os.path.exists("x")
print(vfs.mount())
a = UserFS("a", {"/data.txt": b"some data\nline 2\n", "/um1.py": b"x = 5\nprint('um1', __file__)\n",
                 "/um2.py": b"import um1\nraise ValueError(um1.x)\n", "/bad.py": b"x = = 1\n"})
b = UserFS("b", {})
vfs.mount(a, "/a")
os.mount(b, "/a/b", readonly=True)
print([(f.name, p) for f, p in vfs.mount()])
error(vfs.mount, b, "/a")
error(vfs.mount, b, 5)
error(vfs.mount, b)
error(vfs.mount, 5, "/c")
error(vfs.umount, "/c")

a.quiet = b.quiet = False
with open("/a/data.txt") as f:
    print(repr(f.read(4)), repr(f.readline()), list(f))
error(open, "/a/none")
print(os.stat("/a/data.txt")[6:8])
print(os.listdir("/a"))
print(sorted(os.ilistdir("/a"))[0])
print(os.listdir("/a/b"), os.statvfs("/a/b/q"))
os.mkdir("/a/d/../e/")
error(os.mkdir, "/a")
error(os.rename, "/a/data.txt", "/a/b/data.txt")
error(os.remove, "/a/b")
os.rename("/a/data.txt", "/a/./new.txt")
with open("/a/b/out", "w") as f:
    print("hello", 5, file=f)
print(b.files)
os.remove("/a/b/out")

here = os.getcwd()
os.chdir("/a")
print(os.getcwd())
print(repr(open("new.txt", "rb").read()))
os.mkdir("sub")
os.chdir("b")
print(os.getcwd(), os.listdir())
os.chdir("..")
print(os.getcwd())
print(os.path.exists("new.txt"), os.path.exists("/a/none"), os.path.isdir("/a"), os.path.abspath("z"))
os.chdir("/")
print(os.getcwd(), "a" in os.listdir("/"))

sys.path.append("/a")
a.quiet = True
import um1
print(um1.x)
try:
    import um2
except ValueError as e:
    print("ValueError", e)
try:
    import bad
except SyntaxError as e:
    print("SyntaxError", e.filename, e.lineno, repr(e.text))
error(__import__, "nowhere")
a.stat = lambda path: 1 // 0
error(__import__, "nowhere2")
sys.path.remove("/a")

os.chdir("/a/b")
vfs.umount("/a")
print(os.getcwd())
vfs.umount(b)
print(vfs.mount(), os.getcwd() == "/" or os.getcwd() == here)
error(open, "/a/new.txt")
