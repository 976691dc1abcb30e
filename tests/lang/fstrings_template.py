# host only: lib/_string_templatelib.py is not on the board
import sys
sys.path.insert(0, __file__.rsplit("/tests/", 1)[0] + "/lib")
from string.templatelib import Interpolation, Template, convert

name, width, x = "World", 7, 3.5
t = t"Hello {name}!"
print(t, type(t).__module__, type(t).__qualname__)
print(t.strings, t.values, list(t), [i.expression for i in t.interpolations])
for s in (t"", t"a", t"{x}", t"{x}{name}", t"{ x }", t"{x = }", t"{x=!s}", t"{x=:.2f}", t"{x!r:>{width}}",
          t"{{}} {x:{width}.{1}f} {'q'!a}", rt"\n{x}\d", Rt'\{x}', tR"{x:\w}", T"""{
    x
    + 1
}""", t"a" t"{x}" t"b{name}", t"{t'{x}'}", t"{[n for n in (1, 2)]}", t"{f'{x}'}", t"{x:}", t"{(lambda: 1)()}",
          t"{x:{width!r:>3}}", t"{1, 2}", t"{{{x}}}"):
    print(s.strings, [(i.value, i.expression, i.conversion, i.format_spec) for i in s.interpolations])
print((t"a{1}" + t"{2}b").strings, list(t"a{1}" + t"b"))
print(Template("a", "b", Interpolation(1, "one"), Interpolation(2), "c"))
print(Interpolation(1, "x", "r", ">3"), convert(3, None), convert("a", "r"), convert("\xe9", "a"), convert(1, "s"))
match Interpolation(1, "e", "s", "f"):
    case Interpolation(v, e, c, f):
        print(v, e, c, f)


def fails(f):
    try:
        print(f())
    except (TypeError, ValueError, AttributeError, NameError) as e:
        print(type(e).__name__, e)


fails(lambda: t"a" + "b")
fails(lambda: "b" + t"a")
fails(lambda: Template(1))
fails(lambda: Interpolation(1, "x", "z"))
fails(lambda: setattr(t, "strings", ()))
fails(lambda: type("X", (Template,), {}))
fails(lambda: convert(1, "x"))
fails(lambda: t"{undefined}")
for s in ["t'a' 'b'", "'a' t'b'", "f'{1}' t'b'", "t'b' b'a'", "bt''", "tf''", "ut''", "t'{}'", "t'{a'", "t'}'", "t'{a b}'",
          "t'{a!x}'", "t'{=}'", "t'a' = 1", "t'{!r}'", "t'{a:{b'", "t'{*a}'"]:
    try:
        compile(s, "m", "exec")
        print("compiles", s)
    except SyntaxError as e:
        print(s, "|", e.msg, e.offset)
