# Builtin functions on numbers.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

print(abs(-5), abs(-2.5), abs(True), abs(3 - 4j) == 5, abs(-10**20), divmod(7, 2), divmod(-7, 2), divmod(7.5, 2))
attempt(abs, 'a')
attempt(abs)
attempt(divmod, 1, 0)
attempt(divmod, 'a', 1)
print(pow(2, 10), pow(2, -1), pow(3, 4, 5), pow(3, -1, 7), pow(2, 100, 1000007), pow(base=2, exp=3), pow(2, 3, mod=5))
attempt(pow, 2, 3, 0)
attempt(pow, 2.0, 3, 5)
attempt(pow, 'a', 2)
attempt(pow, 2, -1, 4)
print(round(2.5), round(3.5), round(-0.5), round(1.25, 1), round(1234, -2), round(15, -1), round(2.75, 0), round(5), round(1.5, None))
attempt(round, 'a')
attempt(round)
attempt(round, 1.5, 'a')
print(round(number=1.5), type(round(1.0)).__name__, type(round(1.0, 0)).__name__)
print(bin(5), bin(-5), bin(0), oct(8), oct(-64), hex(255), hex(-256), hex(10**20), bin(True))
attempt(bin, 1.5)
attempt(hex, 'a')
print(chr(97), chr(233), chr(0x1F600), repr(chr(0)), ord('a'), ord('é'), ord(b'a'), ord(bytearray(b'z')))
attempt(chr, -1)
attempt(chr, 0x110000)
attempt(chr, 'a')
attempt(ord, 'ab')
attempt(ord, '')
attempt(ord, 5)
attempt(ord, b'ab')
print(sum([]), sum([1, 2, 3]), sum([0.5, 0.25]), sum([1, 0.5]), sum([0.5, 1, True]), sum(range(5), 10), sum([[1], [2]], []))
print(sum([2**61, 2**61, 2**61]), sum((x for x in (1, 2)), start=5), sum([True, False]), sum([1, 2], 0.5), sum({1: 2, 3: 4}))
attempt(sum, ['a'])
attempt(sum, [], '')
attempt(sum, ['a'], '')
attempt(sum, [], b'')
attempt(sum, 5)
class N:
    def __abs__(self):
        return 'abs'
    def __round__(self, n=None):
        return ('round', n)
    def __index__(self):
        return 10
    def __divmod__(self, o):
        return 'divmod'
    def __pow__(self, e, m=None):
        return ('pow', e, m)
    def __radd__(self, o):
        return ('radd', o)
n = N()
print(abs(n), round(n), round(n, 2), bin(n), hex(n), chr(n) == '\n', divmod(n, 1), pow(n, 2), pow(n, 2, 3), sum([n]))
