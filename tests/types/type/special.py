# Which special methods the built-in types have by name.
BINARY = "add sub mul truediv floordiv mod pow matmul and or xor lshift rshift divmod".split()
INPLACE = "add sub mul and or xor".split()
OTHER = "neg pos invert abs int float index lt eq len iter next getitem setitem delitem contains call hash repr bool".split()
for v in (1, True, 1.5, 1j, "s", b"b", bytearray(), (1,), [1], {}, set(), frozenset(), range(3), {}.keys()):
    names = [n for n in BINARY if hasattr(v, "__%s__" % n)]
    names += ["r" + n for n in BINARY if hasattr(v, "__r%s__" % n)]
    names += ["i" + n for n in INPLACE if hasattr(v, "__i%s__" % n)]
    names += [n for n in OTHER if hasattr(v, "__%s__" % n) and n not in ("bool", "call", "next")]
    print(type(v).__name__, *names)
print((1).__add__(2), "a".__mul__(3), [1].__iadd__([2]), (2).__rsub__(5), (5).__divmod__(3), (1.5).__neg__(), "abc".__getitem__(1))
print(int.__add__(1, 2), str.__len__("abc"), list.__contains__([1], 1), dict.__getitem__({1: 2}, 1), (1).__add__("x"))
