# host only: needs a file system
# MicroPython's way to list a directory.
import os
import uos
print(uos is os)
os.mkdir("d")
open("d/f", "w").close()
os.mkdir("d/g")
print(sorted((e[0], e[1]) for e in os.ilistdir("d")), [len(e) for e in os.ilistdir("d")])
os.remove("d/f")
os.rmdir("d/g")
os.rmdir("d")
print(len(os.uname()), os.uname().sysname == os.uname()[0])
