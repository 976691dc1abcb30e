# host only: needs a file system
# Line ends and encodings of text files.
import os

with open("n.txt", "wb") as f:
    f.write(b"a\rb\nc\r\nd\r")
for newline in (None, "", "\n", "\r", "\r\n"):
    with open("n.txt", newline=newline) as f:
        print(repr(newline), f.readlines())
    with open("n.txt", newline=newline) as f:
        print(repr(f.read()))
    with open("n.txt", newline=newline) as f:
        parts = []
        while True:
            c = f.read(1)
            if not c:
                break
            parts.append(c)
        print(parts)
    with open("m.txt", "w", newline=newline) as f:
        f.write("x\ny\r\n")
    with open("m.txt", "rb") as f:
        print(f.read())
# A \r at the end of one piece that is read and \n at the beginning of the next.
with open("n.txt", "wb") as f:
    f.write(b"x" * 8191 + b"\r\n" + b"y" * 8190 + b"\r" + b"z\r\n")
with open("n.txt") as f:
    print([len(line) for line in f])
with open("n.txt", "wb") as f:
    f.write("aü€\U0001F600\n".encode() * 3000)
with open("n.txt") as f:
    text = f.read()
    print(len(text), text[:5] == "aü€\U0001F600\n")
    f.seek(0)
    print(sum(len(f.read(7)) for i in range(3000)))
with open("n.txt", "w", encoding="latin-1") as f:
    f.write("äöü")
with open("n.txt", "rb") as f:
    print(f.read())
with open("n.txt", encoding="latin-1") as f:
    print(f.read(), f.encoding)
with open("n.txt") as f:
    try:
        f.read()
    except UnicodeDecodeError as e:
        print(e)
with open("n.txt", errors="replace") as f:
    print(ascii(f.read()))
with open("n.txt", "w", encoding="ascii") as f:
    try:
        f.write("ä")
    except UnicodeEncodeError as e:
        print(e)
os.remove("n.txt")
os.remove("m.txt")
