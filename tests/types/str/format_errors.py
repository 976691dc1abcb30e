class A:
    y = [1]

def t(f, *a, **k):
    try:
        print(repr(f), repr(f.format(*a, **k)))
    except Exception as e:
        print(repr(f), type(e).__name__, e)

for f in ("{", "}", "{0", "{0}}", "{0}{", "{!", "{!r", "{!z}", "{!}", "{!rx}", "{!r:", "{:", "{:{", "{:{}", "{:{:{}}}", "{0.}",
          "{0.y.}", "{0[}", "{0.y[]}", "{0.y[0}", "{0.y[0]x}", "{0.y[-1]}", "{0.y[9]}", "{0.z}", "{2}", "{-1}", "{ 0}", "{0 }", "{}{0}",
          "{0}{}", "{0!r", "a}b", "{0x}", "{99999999999999999999}", "{b}", "{a{}", "{!r!s}", "{0:}}", "{0:{{}", "{}{}{}", "{0!\u00e9}"):
    t(f, A(), 8, a="q")
t("{:d}", "a")
t("{:>5}", None)
t("{:5}", [1])
t("{:%Y}", 1)
t("{0[0]}", 5)
for f, m in (("{}", {"a": 1}), ("{0}", {"0": 1}), ("{a}", {}), ("{a}", [1])):
    try:
        print(f.format_map(m))
    except Exception as e:
        print(type(e).__name__, e)
specs = ("zz", ",_", "_,", ",,", ".", ".x", "q", "ss", "99999999999999999999", ".99999999999999999999", "+s", "#s", ",s", "_s", ",x",
         "z", ".3d", "=s", "+c", ",c", "#c", ",n", "_n", "10x,", "\t", "\u00e9", "d", "s", "c", "x", "%", "=5", " ", "-", "010")
for v in (5, "ab", 1.5, True):
    for s in specs:
        try:
            print(s, repr(format(v, s)))
        except Exception as e:
            print(ascii(s), type(e).__name__, e)
for s in ("c",):
    for v in (0x110000, -1, 10**30):
        try:
            print(format(v, s))
        except Exception as e:
            print(type(e).__name__, e)
