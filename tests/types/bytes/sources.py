# What bytes() and bytearray() are made of, in the corners; empty ones; % with __int__ and __index__.
class Index(bytes):
    def __index__(self):
        raise TypeError('not one')


class Sub(bytes):
    pass


class Bytes:
    def __bytes__(self):
        return Sub(b'abc')


for kind in (bytes, bytearray):
    print(kind(Index(b'foobar')), type(kind(Bytes()) if kind is bytes else Sub()), kind(Bytes()) if kind is bytes else '')
    print(kind().find(b''), kind().rfind(b''), kind().index(b''), kind().count(b''), kind().startswith(b''), kind().split())
b = bytearray()
b += bytes(100)
print(b.__alloc__() > 100)


class Numbers:
    def __int__(self):
        return 5

    def __index__(self):
        return 7

    def __float__(self):
        return 0.5


class OnlyIndex:
    def __index__(self):
        return 9


class OnlyInt:
    def __int__(self):
        return 11


for n in (Numbers(), OnlyIndex(), OnlyInt()):
    for f in ('%d', '%i', '%x', '%o', '%f', '%c'):
        try:
            print(f, f % n, f.encode() % n)
        except TypeError as e:
            print(f, e)

print(memoryview(b'abcdef')[::-2].hex('-'), bytearray(b'ab').hex())
