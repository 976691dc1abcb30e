# Slices of a bytearray take any iterable of integers.
b = bytearray(4)
b[0:1] = [1, 2]
print(b)
b[1:1] = range(3)
b[::2] = b"abcd"
print(b)
b[:] = (i for i in (65, 66))
print(b)
for bad in (5, "ab", [300], [None], None):
    try:
        b[0:1] = bad
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
