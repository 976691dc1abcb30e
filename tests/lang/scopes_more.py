# global in classes and below exec, __class__ as a name of a class, keys that bind.
space = {}
exec("""if 1:
    x = 7
    def f():
        x = 1
        def g():
            global x
            x = 2
            return lambda: x
        return g()()
    r = f(), x
    def test(x):
        class Foo:
            global x
            y = x
            def __call__(self, z):
                return x + z, self.y
        return Foo()
    s = test(6)(2)
    z = 1
""", space, rest := {})
print(sorted(rest), [k for k in space if k[0] != "_"], rest["r"], rest["s"])


class A:
    def f(self):
        return "A"


class B(A):
    def f(self):
        return super().f()
    __class__ = 413
    c = __class__


print(B().f(), B.c, B.__dict__["__class__"])
print({(c := 1): c, (c := 2): c})
for bad in (1, []):
    try:
        print({**bad})
    except TypeError as e:
        print(e)


class M:
    def keys(self):
        return "ab"

    def __getitem__(self, key):
        return key * 2


print({**M(), "c": 1})
n = 130
exec("(" + ", ".join("v%d" % i for i in range(n)) + ",) = range(n)")
print(v0, v47, v48, v96, v129)
exec("(" + ", ".join("v%d" % i for i in range(n)) + ", *v, w) = range(n + 5)")
print(v0, v129, v, w)
exec("a, *v, " + ", ".join("v%d" % i for i in range(60)) + " = range(70)")
print(a, v, v0, v59)
for src in ("(" + "a, " * 60 + ") = range(61)", "(" + "a, " * 60 + ") = range(59)"):
    try:
        exec(src)
    except ValueError as e:
        print(type(e).__name__)
