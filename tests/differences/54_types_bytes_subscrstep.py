# Slices of bytes with a step.
b = b"123456"
print(b[0:3:2], b[::-1], b[5:0:-2], b[1::3], bytearray(b)[::2], memoryview(b)[::2].tolist())
try:
    b[::0]
except ValueError as e:
    print(e)
