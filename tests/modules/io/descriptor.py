# host only: needs descriptors of files
# What is no open file cannot be wrapped, and a closed file takes no lines.
import io
import os


def tell(f, *args):
    try:
        print(f(*args))
    except (OSError, ValueError, TypeError) as e:
        print(type(e).__name__, getattr(e, "errno", None))


read, write = os.pipe()
with io.FileIO(write, "w", closefd=False) as f:
    f.writelines([b"a", b"bc"])
    print(os.read(read, 10))
tell(f.writelines, b"")
os.close(write)
with open(read, "rb", closefd=False) as f:
    print(f.read())
os.close(read)
tell(io.FileIO, read)
tell(open, read)
tell(open, read, "w")
folder = os.open(".", os.O_RDONLY)
tell(io.FileIO, folder, "r")
os.close(folder)
tell(io.FileIO, -1)
