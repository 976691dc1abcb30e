# Which bytes-like objects compare with which.
import array

values = b'abc', bytearray(b'abc'), memoryview(b'abc'), array.array('B', b'abc')
for i, x in enumerate(values):
    for j, y in enumerate(values):
        try:
            order = x <= y
        except TypeError:
            order = 'TypeError'
        print(i, j, x == y, x != y, order)
