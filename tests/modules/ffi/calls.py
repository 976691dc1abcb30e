# host only: libraries of computers
import ffi
import gc
import uctypes


def show(f, *args):
    try:
        print(repr(f(*args))[:90])
    except Exception as e:
        print(type(e).__name__, str(e)[:90])


libc = ffi.open('libc.so.6')
libm = ffi.open('libm.so.6')
print(libc, libc.func('i', 'abs', 'i'))
print(libc.func('i', 'abs', 'i')(-5), libm.func('d', 'pow', 'dd')(2, 0.5) == 2 ** 0.5, libm.func('f', 'sqrtf', 'f')(6.25))
print(libc.func('L', 'strlen', 's')('h\xe9llo'), libc.func('L', 'strlen', 'p')(b'abc\0def'), libc.func('i', 'toupper', 'i')(97))
print(libc.func('q', 'llabs', 'q')(-2**40), libc.func('Q', 'strtoull', 'spi')('18446744073709551615', None, 10))
print(libc.func('s', 'getenv', 's')('NO_SUCH_VARIABLE_AT_ALL'), libc.func('s', 'strerror', 'i')(2))
out = bytearray(40)
printf = libc.func('i', 'snprintf', 'pLsisd')
n = printf(out, len(out), '%d %s', 7, 'x', 0.5)
print(n, out[:n])
mixed = libc.func('i', 'snprintf', 'pLsdib')
n = mixed(out, len(out), '%.2f %d %d', 1.5, -3, 200)
print(n, out[:n])
print(libc.func('v', 'srand', 'I')(3))
memset = libc.func('p', 'memset', 'piL')
print(memset(out, 65, 4) == uctypes.addressof(out), out[:6])
print(bytes(ffi.as_bytearray(uctypes.addressof(out), 3)))

# A function by its address, and the program's own names.
labs = ffi.func('l', libc.addr('labs'), 'l')
print(labs, labs(-9), ffi.open(None).func('i', 'abs', 'i')(-1))

opterr = libc.var('i', 'opterr')
print(opterr, opterr.get())
opterr.set(12345)
print(libc.var('i', 'opterr').get())
opterr.set(1)


# C calls Python; the collector may run meanwhile.
def compare(a, b):
    gc.collect()
    return uctypes.bytearray_at(a, 1)[0] - uctypes.bytearray_at(b, 1)[0]


qsort = libc.func('v', 'qsort', 'pLLC')
cb = ffi.callback('i', compare, 'PP')
data = bytearray(b'foobar')
qsort(data, len(data), 1, cb)
print(data, type(cb.cfun()) is int)
qsort(data, len(data), 1, cb.cfun())

calls = 0


def broken(a, b):
    global calls
    calls += 1
    raise KeyError('from the callback')


show(qsort, data, len(data), 1, ffi.callback('i', broken, 'PP'))
print(calls)
show(qsort, data, len(data), 1, ffi.callback('i', lambda a, b: 'no int', 'PP'))
show(qsort, data, len(data), 1, ffi.callback('i', lambda a: 0, 'PP'))


# A callback that sorts by another callback.
def outer(a, b):
    inner = bytearray(b'ba')
    qsort(inner, 2, 1, ffi.callback('i', compare, 'PP'))
    assert inner == b'ab'
    return compare(a, b)


data = bytearray(b'hgfe')
qsort(data, len(data), 1, ffi.callback('i', outer, 'PP'))
print(data)

# Types of all sizes through a callback and back.
for letter, value in ('b', -5), ('B', 250), ('h', -300), ('H', 65000), ('i', -70000), ('I', 2**32 - 1), ('l', -2**40), ('L', 2**63), \
        ('q', -2**50), ('Q', 2**64 - 1), ('f', 0.5), ('d', 1e300), ('p', 2**47), ('O', ['a', 'list']):
    cb = ffi.callback(letter, lambda x: x, letter)
    print(letter, ffi.func(letter, cb.cfun(), letter)(value))
cb = ffi.callback('v', lambda s: print('got', s), 's')
ffi.func('v', cb.cfun(), 's')('text')

# One that is gone answers 0.
gone = ffi.callback('i', lambda: 5, '').cfun()
for i in range(20):
    gc.collect()
    [bytearray(100) for k in range(50)]
print(ffi.func('i', gone, '')() in (0, 5))

show(ffi.open, 'libnosuchlibrary.so.9')
show(libc.func, 'i', 'no_such_function', 'i')
show(libc.func, 'z', 'abs', 'i')
show(libc.func, 'i', 'abs', 'v')
show(libc.func, 'i', 'abs', 'i' * 40)
show(libc.func, 'ii', 'abs', 'i')
show(libc.func, 5, 'abs', 'i')
show(libc.func, 'i', 'abs\0x', 'i')
show(libc.func('i', 'abs', 'i'))
show(libc.func('i', 'abs', 'i'), 1, 2)
show(libc.func('i', 'abs', 'i'), 'x')
show(libc.func('L', 'strlen', 's'), 'a\0b')
show(libc.func('L', 'strlen', 's'), 1.5)
show(qsort, data, 1, 1, 'x')
show(ffi.callback, 'i', 5, 'i')
show(ffi.func, 'i', 0, '')
show(libc.var, 'v', 'opterr')
libm.close()
