# join, +, *, in-place
def t(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

t(",".join, [])
t(",".join, ["a"])
t(",".join, ["a", "b", "c"])
t(",".join, ("a", "", "c"))
t("".join, ["ab", "cd"])
t(", ".join, (c for c in "xyz"))
t("-".join, "abc")
t("-".join, {"a": 1, "b": 2})
t("-".join, {"q"})
t("\u00e9".join, ["a", "\u65e5", "b"])
t("ab".join, map(str, range(5)))
t(",".join, ["a", 1])
t(",".join, [None, "a"])
t(",".join, (1,))
t(",".join, [b"a"])
t(",".join, 1)
t(",".join, None)

class S(str):
    pass
t(",".join, [S("x"), S("y")])
t(S("-").join, ["a", "b"])
print(type("".join([S("x")])) is str)

def gen():
    yield "a"
    raise KeyError("inside")
t(",".join, gen())

t(lambda: "a" + "b")
t(lambda: "" + "")
t(lambda: "\u00e9" + "x")
t(lambda: "a" + 1)
t(lambda: 1 + "a")
t(lambda: "a" + b"b")
t(lambda: "a" + None)
for n in (-1, 0, 1, 2, 3, 7, True):
    print(repr("ab" * n), repr(n * "x"), repr("\u00e9" * n))
t(lambda: "a" * 1.5)
t(lambda: "a" * "b")
t(lambda: [1] * "b")
t(lambda: "ab" * 10**30)
t(lambda: "" * 10**6)
t(lambda: "a" - "b")
s = "a"
for i in range(5):
    s += str(i)
s *= 2
print(s)

class R:
    def __radd__(self, other):
        return ("radd", other)
    def __rmul__(self, other):
        return ("rmul", other)
    def __index__(self):
        return 3
print("a" + R(), "a" * R())
