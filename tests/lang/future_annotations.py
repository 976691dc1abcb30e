# host only: a board drops annotations that are not evaluated
from __future__ import annotations


def f(a: undefined, *args: x.y[1, "z"], b: list[int] = 3, c: 'quoted'=None, **k: lambda: 0) -> (1 + 2,):
    z: also.undefined = 1
    return z


print(f.__annotations__, f(1))
v: dict[str,
        int] = {}
w: Undefined   # a comment
f.attr: nowhere = 2
print(__annotations__["v"].replace("  ", " "), __annotations__["w"], f.attr)


class C:
    x: C | None = None
    y: f"{nobody}"

    def m(self, o: C) -> C: ...


print(C.__annotations__, C.m.__annotations__)
head = "from __future__ import annotations\n"
for s in ("x: (yield)", "def f(a: (yield)): pass", "def f() -> (await y): pass", "x: (y := 1)", "x: 1 +",
          "def f(*a: *b): pass", "x: *y"):
    try:
        compile(head + s, "m", "exec")
        print(s, "is fine")
    except SyntaxError as e:
        print(s, e.msg, e.lineno, e.offset)
