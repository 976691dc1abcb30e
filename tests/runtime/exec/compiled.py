# compile(): code objects that run in several namespaces.
def show(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

c = compile("y = x * 2\ndef f(): return x, y\nr = f()", "file.py", "exec")
for v in (1, 2):
    d = {"pad%d" % v: 0, "x": v}
    exec(c, d)
    print(d["y"], d["r"], d["f"]())
ev = compile("x + 1", "<e>", "eval")
print(eval(ev, {"x": 1}), eval(ev, {"x": 2.5}), eval(ev, {}, {"x": 7}))
g, l = {"x": 3}, {}
exec(compile("z = x\nw = z + 1", "f", "exec"), g, l)
print(sorted(l), l["w"], "z" in g)
s = compile("1 + 1", "<s>", "single")
exec(s)
exec(compile("None\n'a'", "<s>", "exec"))
x = 10
exec(compile("x += 1\nprint(x)", "f", "exec"))
print(x)

def inside():
    exec(compile("q = 1", "f", "exec"))
    return "q" in globals()

print(inside(), c.co_filename, c.co_name)
nested = compile("""
def outer():
    n = 0
    def inner():
        nonlocal n
        n += step
        return n
    return inner
k = outer()
k()
class A:
    b = step
    def m(self): return [step for _ in range(self.b)]
res = (k(), A().m())
""", "f", "exec")
for step in (1, 2):
    d = {"other": 1, "step": step}
    exec(nested, d)
    print(d["res"])
show(lambda: compile("1", "f", "bad"))
show(lambda: compile("1", "f", "exec", optimize=7))
show(lambda: compile(5, "f", "exec"))
show(lambda: compile("x y", "f", "exec"))
show(lambda: eval(compile("x = 1", "f", "exec"), {}))
show(lambda: compile("a = 1", "f", "eval"))
show(lambda: compile("1", "f", "exec", 1 << 28))
