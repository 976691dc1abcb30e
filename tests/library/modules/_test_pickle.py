"""pickle: the bytes of all protocols, what comes back, and broken or hostile pickles."""
import collections
import copyreg
import io
import pickle


class Plain:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return self.__dict__ == other.__dict__


class Slots:
    __slots__ = ('a', 'b')


class WithArgs(int):
    def __new__(cls, value, *, unit):
        self = int.__new__(cls, value)
        self.unit = unit
        return self

    def __getnewargs_ex__(self):
        return (int(self),), {'unit': self.unit}


class Items(list):
    pass


class State:
    def __getstate__(self):
        return 'given'

    def __setstate__(self, state):
        self.got = state


Point = collections.namedtuple('Point', 'x y')
loop = [1]
loop.append(loop)
pair = ([],)
pair[0].append(pair)
for value in [None, True, 0, -1, 255, 256, 65535, 65536, -2 ** 31, 2 ** 31, 10 ** 30, -10 ** 700, 1.5, -0.0, '', 'a\u20ac\n\\\0',
              'x' * 300, b'', b'abc\xff', b'y' * 300, bytearray(b'12'), (), (1,), (1, 2, 3, 4), [], [1, [2]], {}, {'a': {}},
              set(), {1}, frozenset({'q'}), ..., NotImplemented, int, len, Plain, Point(1, 2),
              collections.Counter('aab'), 1 + 2j, range(3), slice(1, 2), Items([1, 2])]:
    made = []
    for protocol in range(6):
        try:
            data = pickle.dumps(value, protocol)
        except Exception as e:
            made.append(type(e).__name__)
            continue
        back = pickle.loads(data)
        assert back == value and type(back) is type(value), (value, back)
        made.append(data if len(data) < 60 else len(data))
    if callable(value) and not isinstance(value, type) or isinstance(value, (set, range, slice, complex, collections.Counter)):
        made = ''
    print(repr(value)[:30].split(' object')[0].split(' at 0x')[0] if made else type(value).__name__, made)
for protocol in range(6):
    back = pickle.loads(pickle.dumps(loop, protocol))
    pair2 = pickle.loads(pickle.dumps(pair, protocol))
    print(protocol, back[1] is back, pair2[0][0] is pair2, pickle.loads(pickle.dumps(Plain(loop), protocol)).x[0],
          pickle.loads(pickle.dumps(State(), protocol)).got, pickle.loads(pickle.dumps(WithArgs(3, unit='m'), protocol)).unit)
    if protocol > 1:
        s = Slots()
        s.a = 1
        print(pickle.loads(pickle.dumps(s, protocol)).a)


class Persistent(pickle.Pickler):
    def persistent_id(self, obj):
        return 'P' if obj is loop else None


class Restorer(pickle.Unpickler):
    def persistent_load(self, pid):
        return 'restored ' + pid


class Overriding(pickle.Pickler):
    def reducer_override(self, obj):
        return (str, ('plain',)) if isinstance(obj, Plain) else NotImplemented


for protocol in range(6):
    file = io.BytesIO()
    Persistent(file, protocol).dump([loop, 1])
    print(Restorer(io.BytesIO(file.getvalue())).load())
    file = io.BytesIO()
    Overriding(file, protocol).dump([Plain(1)])
    print(pickle.loads(file.getvalue()))
buffers = []
data = pickle.dumps([pickle.PickleBuffer(b'one'), pickle.PickleBuffer(bytearray(b'two'))], 5, buffer_callback=buffers.append)
print(data, pickle.loads(data, buffers=[b'1', bytearray(b'2')]), [bytes(b.raw()) for b in buffers])
copyreg.add_extension('__main__', 'Plain', 200)
print(pickle.dumps(Plain, 2), pickle.loads(pickle.dumps(Plain(4), 2)).x)
big = pickle.dumps([b'x' * 70000, 'y' * 70000, bytearray(5)] + list(range(40000)), 5)
print(len(big), big.count(b'\x95'), len(pickle.loads(big)))
for data in [b'', b'N', b'.', b'0.', b'(.', b')R.', b'\x80\x09.', b'\xff', b"'", b'I1', b'Ix\n.', b'X\xff\xff\xff\xff.', b'B\x10\0\0\0a.',
             b'\x8e\xff\xff\xff\xff\xff\xff\xff\xff.', b'\x95\xff\xff\xff\0\0\0\0\0N.', b'h\0.', b'g9\n.',
             b'S"a\n.', b'U\x05a.', b'T\xff\xff\xff\xff.', b'\x8b\xff\xff\xff\xff.', b't.', b'e.', b'(e.', b'1.', b'2.', b'a.', b's.',
             b'N\x81.', b'NN\x81.', b'N)\x81.', b'cbuiltins\nnope\n.', b'cnope\nx\n.', b'NN\x93.', b'\x82\0.', b'\x82\x01.', b'P1\n.',
             b'NQ.', b'p-1\n.', b'Np-1\n.', b'\x97.', b'K\x01\x98.', b'(Nu.', b'}(Nu.', b']K\x01b.', b'o.', b'(o.', b'F1.x\n.', b'\x95\1\0\0\0\0\0\0\0X.',
             b'V\\ud800\n.', b'\x8c\x02\xff\xff.', b'cos\nsystem']:
    try:
        print(data, repr(pickle.loads(data)))
    except Exception as e:
        # Where CPython's C code says what it is made of, only the kind counts.
        known = isinstance(e, (pickle.UnpicklingError, EOFError, MemoryError, OverflowError))
        print(data, 'refused' if known else type(e).__name__)
for e in ['pickle.dumps(lambda: 0)', 'pickle.dumps(1, 9)', 'pickle.loads("x")', 'pickle.Pickler(1)', 'pickle.Unpickler(1)',
          'pickle.dumps(pickle.PickleBuffer(b""), 4)', 'pickle.dumps(1, 4, buffer_callback=print)', 'pickle.dumps(io)',
          'pickle.dumps(x for x in ())', 'pickle.dump(1, 1)']:
    try:
        print(e, eval(e))
    except Exception as x:
        print(e, type(x).__name__)


class Failure(Exception):
    def __init__(self, message):
        self.message = message
        Exception.__init__(self, message)


failure = Failure('x')
failure.message += 'y'
for protocol in range(6):
    print(pickle.loads(pickle.dumps(failure, protocol)).message, failure.__reduce__()[1:])
