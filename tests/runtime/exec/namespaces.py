# exec and eval: in which namespaces names are found and bound.
def show(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

x = "global"
d = {}
exec("x = 1\ny = x + 1", d)
print(d["x"], d["y"], x)
g, l = {"x": 5}, {}
exec("y = x\nx = 6\nz = (x, y)", g, l)
print(g["x"], sorted(l.items()))
print(eval("x + 1", {"x": 1}), eval("x + y", {"x": 1}, {"y": 2}), eval("  x "))

def f():
    a = 1
    exec("a = 2; b = 3")
    print(a, eval("a"), eval("x"), eval("a", {"a": 7}))

f()


class M:
    def __init__(self):
        self.got = []

    def __getitem__(self, k):
        self.got.append(k)
        if k == "m":
            return 10
        raise KeyError(k)

    def __setitem__(self, k, v):
        self.got.append((k, v))


m = M()
exec("n = m + len('abc')", {}, m)
print(m.got)
exec("def h():\n    global made\n    made = 5\n    return made\nr = h()", g, l)
print(g["made"], l["r"])
exec("def rec(n): return n and n * rec(n - 1) or 1\nr = rec(5)", g)
print(g["r"])
exec("class C:\n    v = x\n    def m(self): return x, self.v\nr = C().m()", {"x": 1, "print": print})
e = {}
exec("import sys\nfor i in range(3): pass\ndel sys", e)
print(e["i"], "sys" in e)
exec("", {})
show(lambda: exec("1/0"))
show(lambda: eval("x ="))
show(lambda: eval(5))
show(lambda: exec(5))
show(lambda: exec("", 5))
show(lambda: eval("1", {}, 5))
show(lambda: eval("undefined_name"))
show(lambda: eval(b"1 + 1"))
show(lambda: exec("del nothing", {}))
