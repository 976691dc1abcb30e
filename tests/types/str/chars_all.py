# not under stress: a hundred thousand characters
# host only: goes through all code points
import sys
names = ("isalpha", "isalnum", "isdigit", "isdecimal", "isnumeric", "isspace", "isprintable", "isidentifier", "islower",
         "isupper", "istitle")
crc = 0
count = [0] * len(names)
for c in range(0x110000):
    s = chr(c)
    # what later versions of Unicode added is left out
    v = 0
    for i, n in enumerate(names):
        if getattr(s, n)():
            v |= 1 << i
            count[i] += 1
    crc = (crc * 31 + v) & 0xFFFFFF
    if c < 0x20000:
        for t in (s.upper(), s.lower(), s.title(), s.casefold()):
            for x in t:
                crc = (crc * 31 + ord(x)) & 0xFFFFFF
    if c % 0x1000 == 0:
        print(hex(c), crc)
print(count)
