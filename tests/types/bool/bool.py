print(True, False, repr(True), str(False), bool(), bool(0), bool(1), bool(""), bool("x"), bool([]), bool([0]), bool(None), bool(0.0), bool(2**70), bool(...))
print(True + True, True * 5, -True, ~True, ~False, True - 2, True / 2, True // 2, 7 % True, True ** 3, True << 3, True >> 1)
print(True & False, True | False, True ^ True, type(True & True), type(True & 1), True | 2, 5 ^ True, True == 1, True is True, False == 0, True < 2, True > False)
print(isinstance(True, int), isinstance(True, bool), issubclass(bool, int), type(True), bool.__mro__, hash(True), hash(False), [10, 20][True], "ab"[False])
print(int(True), float(True), complex(True), f"{True}", f"{True:d}", f"{True:>6}", "%d %s %r" % (True, True, False), "x" * True, range(3)[True])
class Len:
    def __len__(self): return 0
class Bool:
    def __bool__(self): return False
class Bad:
    def __bool__(self): return 1
print(bool(Len()), bool(Bool()), not Len(), not Bool(), bool(object()), 1 if Bool() else 2)
print(sum([True, False, True]), max(True, 0), sorted([True, False]), {True: "a"}[1], {1: "a"}[True], True in [1], (1).__bool__(), True.__and__(False), True.__index__())
for f in (lambda: bool(1, 2), lambda: bool(x=1), lambda: bool(Bad()), lambda: True.foo, lambda: True < "a", lambda: True + "a"):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
try:
    class B(bool):
        pass
except TypeError as e:
    print(e)
