# Constants that are computed by the compiler must be what they would be at run time.
print(1 + 2 * 3, 2 ** 10, 7 // 2, -7 // 2, 7 % -3, 1 << 40, 255 & 15 | 16 ^ 1, ~5, -(-3), +4)
print(1 / 4, 0.5 + 0.25, 2 ** -1, 10 ** 20, -2 ** 2, (-2) ** 2, not 0, not 'a')
print('a' + 'b', 'ab' * 3, 3 * 'x', b'a' + b'b', (1, 2) + (3,), (1, (2, 'x', None)), -1.5)
print(0 == False, 0 is False, 1 == True, [0, False, 0.0, -0.0], (0, False), {0.0, 1})
def z():
    return 0.0, -0.0, 0, False, 1, True, 1.0
print(z())
for src in ('1 // 0', '1 % 0', '"a" + 1', '1 << -1', '-"a"', '1 + None', '0 ** -1'):
    try:
        print(eval(src))
    except Exception as e:
        print(type(e).__name__, e)
def dead():
    if 0:
        return 1
    elif 1:
        return 2
    else:
        return 3
def loop():
    while 1:
        return 'loop'
    return 'never'
print(dead(), loop(), 1 if () else 2, [] or 3, 0 and x, 'y' or x)
print(__debug__ and 'debug', 1 and 2 and 3, 0 or '' or None)
assert True, 1 // 0
assert (1, 'always true')[0]
a = 2
print(a + 1 + 2, 1 + 2 + a, a * 2 * 3, 2 * 3 * a, 'x' + 'y' + str(a))
print(1 in (1, 2), 3 not in (1, 2), 'a' in ('a',), (1, 2)[0], 'abc'[1], 'abc'[-1:])
print([1, 2, 3, 4, 5], {1, 2, 3, 4})
def fresh():
    return [1, 2, 3, 4]
fresh().append(5)
print(fresh())
print(100000000 * 100000000, 0x7fffffff + 1, -0x80000000 - 1, 1 << 31, 1 << 62, 1 << 63)
