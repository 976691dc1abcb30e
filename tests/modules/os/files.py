# host only: needs a file system
# Directories and files.
import os

def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)

print(os.sep, os.name, os.path.basename(os.getcwd()) != "")
os.mkdir("d")
show(lambda: os.mkdir("d"))
show(lambda: os.mkdir("x/y"))
os.makedirs("d/e/f")
show(lambda: os.makedirs("d/e/f"))
os.makedirs("d/e/f", exist_ok=True)
with open("d/a.txt", "w") as f:
    f.write("12345")
print(sorted(os.listdir("d")), os.listdir("d/e"))
st = os.stat("d/a.txt")
print(st[6], st.st_size, st[0] & 0xF000 == 0x8000, os.stat("d").st_mode & 0x4000 != 0, len(tuple(st)))
show(lambda: os.stat("none"))
show(lambda: os.listdir("none"))
show(lambda: os.rmdir("d"))
show(lambda: os.remove("d/none"))
show(lambda: os.rename("d/none", "d/b"))
os.rename("d/a.txt", "d/b.txt")
print(os.path.exists("d/a.txt"), os.path.isfile("d/b.txt"), os.path.isdir("d"), os.path.getsize("d/b.txt"))
here = os.getcwd()
os.chdir("d")
print(os.getcwd() == here + "/d", sorted(os.listdir()))
os.chdir("..")
show(lambda: os.chdir("none"))
os.remove("d/b.txt")
os.rmdir("d/e/f")
os.rmdir("d/e")
os.rmdir("d")
print(os.path.exists("d"))
print(len(os.urandom(8)), os.urandom(0))
show(lambda: os.urandom(-1))
show(lambda: os.remove("a\0b"))
print(os.getenv("KUKRI_NO_SUCH"), os.getenv("KUKRI_NO_SUCH", 5), "PATH" in os.environ, os.getenv("PATH") == os.environ["PATH"])
os.environ["KUKRI_X"] = "1"
print(os.getenv("KUKRI_X"))
print(os.system("exit 3") >> 8)
import os.path as p
print(p is os.path)
