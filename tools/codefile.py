"""Reads code files (src/runtime/codefile.h says what is in them)."""
import struct
from collections import namedtuple

Code = namedtuple('Code', 'name scope filename params frame sizes ops handlers lines consts')


class Name(str):
    """A str that is interned."""


class Unset:
    """The value of a name that is not bound."""


def text(data):
    """A str may have surrogates in it."""
    return data.decode('utf-8', 'surrogatepass')


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, n):
        if self.at + n > len(self.data):
            raise ValueError('the code file ends too early')
        self.at += n
        return self.data[self.at - n:self.at]

    def number(self):
        value = shift = 0
        while True:
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def words(self, n):
        return list(struct.unpack('<%dI' % n, self.take(4 * n)))

    def value(self):
        letter = chr(self.take(1)[0])
        if letter in 'UNTFE':
            return {'U': Unset, 'N': None, 'T': True, 'F': False, 'E': Ellipsis}[letter]
        if letter == 'i':
            negative = self.take(1)[0]
            magnitude = int.from_bytes(self.take(self.number()), 'little')
            return -magnitude if negative else magnitude
        if letter == 'f':
            return struct.unpack('<d', self.take(8))[0]
        if letter == 'j':
            return complex(*struct.unpack('<dd', self.take(16)))
        if letter in 'nsb':
            data = self.take(self.number())
            return data if letter == 'b' else Name(text(data)) if letter == 'n' else text(data)
        if letter == '(':
            return tuple(self.value() for _ in range(self.number()))
        if letter == 'c':
            return self.code()
        raise ValueError('a value cannot begin with %r' % letter)

    def code(self):
        name, scope, filename = self.value(), self.value(), self.value()
        params, frame, sizes = self.number(), self.number(), self.number()
        ops = self.words(self.number())
        handlers = self.words(2 * (sizes >> 16 & 0xFFFF))
        lines = self.take(self.number())
        consts = [self.value() for _ in range(self.number())]
        return Code(name, scope, filename, params, frame, sizes, ops, handlers, lines, consts)


def read(path):
    """(names of the global slots, Code of the module's body)."""
    with open(path, 'rb') as f:
        reader = Reader(f.read())
    if reader.take(4) != b'KKC\2':
        raise ValueError('%s is no code file' % path)
    reader.take(4)
    slots = [reader.value() for _ in range(reader.number())]
    return slots, reader.code()


def values(code):
    """Every value in the code, those inside tuples and inner code included."""
    pending = [code]
    while pending:
        value = pending.pop()
        if isinstance(value, Code):
            pending += [value.name, value.scope, value.filename] + value.consts
        elif isinstance(value, tuple):
            pending += value
        else:
            yield value
