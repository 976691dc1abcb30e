# Truth, comparisons and their chains, conditional expressions.
def f(v):
    print('f', v)
    return v
print(f(1) and f(0) and f(2))
print(f(0) or f('') or f('x') or f('y'))
print(not f(0), not not f(1))
if f(1) and (f(0) or f(3)) and not f(0):
    print('yes')
if not (f(1) and f(2)) or f(0):
    print('no')
else:
    print('else')
print(1 < 2 < 3, 1 < 3 < 2, 3 > f(2) > f(5) > f(1))
if 1 < f(3) <= 3 != 4:
    print('chain')
if 1 < f(3) < 2 < f(9):
    print('never')
print(1 if f(0) else 2 if f(1) else 3)
print([x if x % 2 else -x for x in range(4)])
a = None
print(a is None, a is not None, a is a, 1 in [1], 1 not in [1], 'a' in 'abc')
if a is None:
    print('none')
if a is not None:
    print('never')
if not a is None:
    print('never')
nan = float('nan')
if not nan < 1:
    print('nan')
if nan >= 1 or nan == nan:
    print('never')
while not (nan > 0 or nan != nan):
    print('never')
def loc(x, y):
    x = x and y
    y = y or x
    z = x < y < 5
    x = not x
    return x, y, z
print(loc(1, 0), loc(0, 2), loc(1, 2))
def keep(x):
    try:
        x = x or 1 // 0
    except ZeroDivisionError:
        return x
    return -1
print(keep(0), keep([]), keep(5))
print(200 > 127 >= -128 > -129, 1 == 1.0 == True)
if 0 or 1 and 'x':
    print('const')
if __debug__:
    print('debug')
print(True if 'a' < 'b' else False, (1, 2) < (1, 3) <= (1, 3))
class Odd:
    def __bool__(self):
        print('bool')
        return False
if not Odd() or Odd():
    print('odd')
