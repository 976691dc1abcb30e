# list methods and their errors.
def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)

a = [3, 1, 2]
a.append(4)
a.extend([5, 6])
a.extend(a)
a.extend(range(2))
a.extend(x for x in "ab")
print(a)
a.insert(0, 'first')
a.insert(-1, 'nearly last')
a.insert(1000, 'last')
a.insert(-1000, 'very first')
print(a)
print(a.pop(), a.pop(0), a.pop(-1), a.pop(1), len(a))
attempt([].pop)
attempt([1].pop, 5)
attempt([1].pop, -2)
attempt([1].pop, 'x')
a = [1, 2, 1, 3, 1.0, True]
print(a.count(1), a.index(1), a.index(1, 1), a.index(1, -2), a.index(3, 0, 4))
attempt(a.index, 3, 0, 3)
attempt(a.index, 'x')
attempt(a.index)
attempt(a.remove, 9)
a.remove(1)
print(a)
a.reverse()
print(a, a.copy() == a, a.copy() is a)
a.clear()
print(a, len(a), bool(a))
attempt([].append)
attempt([].append, 1, 2)
attempt([].extend, 5)
attempt(list, 1)
attempt(list, 1, 2)
print(list(), list('abc'), list((1, 2)), list(range(3)), list({'k': 1}), list(b'ab'))
print([1, 2] + [3], [1, 2] * 2, 2 * [0], [1] * -1, [] * 5)
for f in (lambda: [1] + (2,), lambda: [1] + 1, lambda: [1] * 'a', lambda: [1] * 1.5, lambda: [1] - [1]):
    attempt(f)
b = c = [1]
b += (2, 3)
b *= 2
print(b, c is b)
attempt(lambda: [1].__iadd__(1))
print(a.__class__, repr([]), [[]], [1, 'a', None, 1.5])
r = [1]
r.append(r)
print(r, len(r))
