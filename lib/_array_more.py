"""array: what copies and pickles of arrays are made from."""
import sys
from array import array

# What the numbers of a format are: unsigned, signed, float, text; how many bytes an item has.
_FORMATS = (('B', 1), ('b', 1), ('H', 2), ('H', 2), ('h', 2), ('h', 2), ('I', 4), ('I', 4), ('i', 4), ('i', 4),
            ('Q', 8), ('Q', 8), ('q', 8), ('q', 8), ('f', 4), ('f', 4), ('d', 8), ('d', 8),
            ('utf-16-le', 2), ('utf-16-be', 2), ('utf-32-le', 4), ('utf-32-be', 4))


def _format_of(a):
    """The number of the format that the array's items are in."""
    code = a.typecode
    if code in 'bB':
        return int(code == 'b')
    if code == 'u':
        kind = 'utf-32-le'
    elif code in 'fd':
        kind = code
    else:
        kind = {2: 'H', 4: 'I', 8: 'Q'}[a.itemsize]
        kind = kind.lower() if code.islower() else kind
    return [name for name, size in _FORMATS].index(kind) + (sys.byteorder == 'big')


def _array_reconstructor(arraytype, typecode, mformat_code, items, /):
    if not isinstance(arraytype, type):
        raise TypeError('first argument must be a type object, not %s' % type(arraytype).__name__)
    if not issubclass(arraytype, array):
        raise TypeError('%s is not a subtype of array.array' % arraytype.__name__)
    if not isinstance(typecode, str) or len(typecode) != 1:
        raise TypeError('_array_reconstructor() argument 2 must be a unicode character, not %s' % type(typecode).__name__)
    if typecode not in 'ubBhHiIlLqQfd':
        raise ValueError('second argument must be a valid type code')
    if not isinstance(mformat_code, int):
        raise TypeError('%s object cannot be interpreted as an integer' % type(mformat_code).__name__)
    if not 0 <= mformat_code < len(_FORMATS):
        raise ValueError('third argument must be a valid machine format code.')
    if not isinstance(items, bytes):
        raise TypeError('fourth argument should be bytes, not %s' % type(items).__name__)
    kind, size = _FORMATS[mformat_code]
    if len(items) % size:
        raise ValueError('string length not a multiple of item size')
    if len(kind) > 1:
        return arraytype(typecode, items.decode(kind))
    made = array(kind)
    made.frombytes(items)
    if size > 1 and mformat_code % 2 != (sys.byteorder == 'big'):
        made.byteswap()
    return arraytype(typecode, made.tolist())


def _reduced(a, protocol):
    state = getattr(a, '__dict__', None)
    if protocol < 3:
        return type(a), (a.typecode, a.tounicode() if a.typecode == 'u' else a.tolist()), state
    return _array_reconstructor, (type(a), a.typecode, _format_of(a), a.tobytes()), state


def _read(a, f, n):
    """Adds n items from a file."""
    if n < 0:
        raise ValueError('negative count')
    wanted = n * a.itemsize
    data = f.read(wanted)
    if not isinstance(data, bytes):
        raise TypeError("read() didn't return bytes")
    a.frombytes(data)
    if len(data) != wanted:
        raise EOFError('read() didn\'t return enough bytes')
