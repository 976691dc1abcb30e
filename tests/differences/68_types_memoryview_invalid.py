# What a memoryview looks at cannot change its size.
b = bytearray(b"abcdefg")
m = memoryview(b)
for change in (lambda: b.extend(b"hij"), lambda: b.append(1), lambda: b.pop(), lambda: b.clear(),
               lambda: b.__delitem__(0), lambda: b.__setitem__(slice(0, 1), b"xyz")):
    try:
        change()
    except BufferError as e:
        print(e)
b[0] = 65
print(bytes(m))
m.release()
b.extend(b"hij")
print(b)
try:
    m[0]
except ValueError as e:
    print(e)
