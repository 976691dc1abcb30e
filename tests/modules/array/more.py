# host only: What only computers have of array.array: characters, files, copies, how arrays are made again.
import array
import copy
import io
from array import _array_reconstructor


def error(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


a = array.array('u', 'héλ€😀')
print(a, a.tounicode(), len(a), a.itemsize, a[4], list(a), 'λ' in a, a.index('€'))
a.fromunicode('!\x00')
a.append('x')
print(a, a.count('x'), a[::-1].tounicode())
error(a.append, 'xy')
error(a.append, 5)
error(array.array('i').fromunicode, 'x')
error(array.array('i').tounicode)
error(array.array, 'i', a)
error(array.array, 'i', 'text')
error(array.array('u', b'\xff\xff\xff\x7f').tolist)

for code in array.typecodes:
    a = array.array(code, 'abc' if code == 'u' else [1, 2, 100])
    b = copy.copy(a)
    print(code, b, copy.deepcopy(a) == a, b is a)
    for protocol in 2, 3:
        make, args, state = a.__reduce_ex__(protocol)
        print(make.__name__, make(*args), state)
    f = io.BytesIO()
    a.tofile(f)
    f.seek(0)
    b = array.array(code)
    b.fromfile(f, 2)
    print(b)
    error(b.fromfile, f, 2)
    print(b == a)


class Own(array.array):
    def __init__(self, code, newarg=None):
        super().__init__()


print(Own('b', newarg=1), Own('b').__reduce_ex__(2)[1:])
error(_array_reconstructor, '', 'b', 0, b'')
error(_array_reconstructor, str, 'b', 0, b'')
error(_array_reconstructor, Own, 5, 0, b'')
error(_array_reconstructor, array.array, 'z', 0, b'')
error(_array_reconstructor, array.array, 'b', 99, b'')
error(_array_reconstructor, array.array, 'b', 16, b'123')
error(_array_reconstructor, array.array, 'd', 16, '')
print(_array_reconstructor(array.array, 'h', 5, b'\x01\x02\xff\xfe'))
