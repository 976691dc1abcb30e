# MicroPython's bytes.format
print(b"{}-{:>4}|{a!r}".format(1, "x", a="q"), b"{0}{0}".format(5), bytearray(b"{}").format("\u00e9"))
try:
    b"\xff{}".format(1)
except ValueError as e:
    print("ValueError")
try:
    b"{}".format()
except IndexError as e:
    print(e)
