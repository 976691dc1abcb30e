# host only: needs a file system
# Text files: modes, lines, encodings.
import os

def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)

with open("t.txt", "w") as f:
    print(f.write("one\n"), f.write("zwei ü\n"), f.name, f.mode, f.closed)
    f.writelines(["three\n", "last"])
    show(lambda: f.read())
print(f.closed)
show(lambda: f.write("x"))
show(lambda: f.read())
with open("t.txt") as f:
    show(lambda: f.write("x"))
    print(f.read(5), repr(f.readline()), f.tell())
    print(f.readlines())
    print(repr(f.read()), f.seek(0))
    for line in f:
        print(repr(line))
    f.seek(4)
    print(repr(f.read(6)), repr(f.read(1)))
    show(lambda: f.seek(1, 1))
    show(lambda: f.seek(1, 2))
    print(f.seek(0, 2), repr(f.read(1)))
    f.seek(0)
    print(repr(f.readline(2)), repr(f.readline(10)))
with open("t.txt", "a") as f:
    f.write("+")
with open("t.txt", "r+") as f:
    f.write("ONE")
    f.seek(0)
    print(repr(f.read()))
with open("t.txt", "rb") as f:
    print(f.read())
show(lambda: open("t.txt", "x"))
show(lambda: open("none.txt"))
show(lambda: open("none/none.txt", "w"))
show(lambda: open("."))
for mode in ("rw", "", "q", "rr", "rbt", "+", "b", "r++"):
    show(lambda: open("t.txt", mode))
show(lambda: open("t.txt", "rb", encoding="utf-8"))
show(lambda: open("t.txt", newline="x"))
show(lambda: open("t.txt", encoding="nonsense"))
show(lambda: open(5.5))
show(lambda: open("a\0b"))
show(lambda: open("t.txt", buffering=0))
os.remove("t.txt")
