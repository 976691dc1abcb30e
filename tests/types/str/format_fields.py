class A:
    x = 5
    y = [1, 2, {"k": "v"}]
    def __repr__(self):
        return "\u00e9"
    def __format__(self, spec):
        return "<" + spec + ">"

def t(fmt, *a, **k):
    try:
        print(repr(fmt), ascii(fmt.format(*a, **k)))
    except Exception as e:
        print(repr(fmt), type(e).__name__, e)

for f in ("", "x", "{}", "{{}}", "{0}{1}{0}", "{0.x}", "{0.y[0]}", "{0.y[2][k]}", "{a}", "{a}{}", "{.x}", "{:abc}", "{0:{1}}", "{:{}}",
          "{:{}{}}", "{!r}", "{!s:q}", "{0!a}", "{1!r:>4}", "{00}", "{:}", "{!r:}", "{{{}}}", "{0:{a}{1}}", "{0.y}", "a{}b{}c"):
    t(f, A(), 8, a="q")
t("{:d} {:>5} {:<5}| {:^7}|{:05.1f}", 1, "a", "b", "mid", 2.25)
t("{0[key]} {0[0]}", {"key": 1, 0: 2})
t("{0[1]}", (1, 2))
t("{a.real} {a.imag}", a=3)
t("{:>{w}.{p}f}", 3.14159, w=10, p=2)
t("{k:{f}>{w}}", k="x", f="*", w=4)
t("{0:\u00e9^5}", "\u65e5")
t("{}", None)
t("{} {}", True, [1, "a"])
print("{a} {b}".format_map({"a": 1, "b": 2}))
class D(dict):
    def __missing__(self, k):
        return "missing " + k
print("{a} {b}".format_map(D(a=1)), "{a[x]}".format_map({"a": {"x": 1}}))
class P:
    def __format__(self, spec):
        return 5
t("{}", P())
w = 6
print(f"{3!r:>{w}}|{'a':<{w}}|{1.5:{w}.2f}|{'x'!a}|{w=}|{A():z}")
print(format("a", ">3"), format(5), format(A(), "q"), format(None, ""))
