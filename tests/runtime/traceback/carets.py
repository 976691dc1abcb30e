# What of a line failed is marked below it: compared with CPython, expression by expression.
# host only: code for small heaps has lines alone
import traceback

tests = []
def test(f):
    tests.append(f)

@test
def run():
    1/0

@test
def run():
    x = 1/0

@test
def run():
    1 // 0 + 5

@test
def run():
    5 + 1 // 0

@test
def run():
    5 + (1 // 0)

@test
def run():
    [][0]

@test
def run():
    {}[1, 2]

@test
def run():
    {}[1][2]

@test
def run():
    undefined

@test
def run():
    print(undefined)

@test
def run():
    "abc".nope

@test
def run():
    "abc".nope.foo()

@test
def run():
    "abc".upper().nope()

@test
def run():
    int("x")

@test
def run():
    int("x") + 1

@test
def run():
    y = int("x") + 1

@test
def run():
    1 + "a"

@test
def run():
    "a" % 1 % (2, 3)

@test
def run():
    -"a"

@test
def run():
    not undefined

@test
def run():
    ~"a"

@test
def run():
    1 < "a"

@test
def run():
    1 < 2 < "a"

@test
def run():
    1 in 5

@test
def run():
    a, b = 1

@test
def run():
    a, b = 5, 6, 7

@test
def run():
    (a, b), c = 1, 2

@test
def run():
    [a, *b] = 1

@test
def run():
    for q in 5: pass

@test
def run():
    [i for i in 5]

@test
def run():
    with 5: pass

@test
def run():
    with 5 as z: pass

@test
def run():
    raise ValueError

@test
def run():
    raise ValueError("x") from None

@test
def run():
    if 1: raise ValueError("x")

@test
def run():
    assert 0

@test
def run():
    assert 0, "m"

@test
def run():
    assert 1 == 1, undefined; assert 1/0

@test
def run():
    del [].x

@test
def run():
    del [][0]

@test
def run():
    [].x = 1

@test
def run():
    [][0] = 1

@test
def run():
    q = [].x = 1

@test
def run():
    q = 1; q.x += 1

@test
def run():
    q = [1]; q[3] += 1

@test
def run():
    q = [1]; q[0] += "a"

@test
def run():
    q = 1; q += "a"

@test
def run():
    return_ = (lambda: 1/0)()

@test
def run():
    print(1, *5)

@test
def run():
    print(1, **5)

@test
def run():
    print(foo=1/0)

@test
def run():
    dict(a=1, **{'a': 2})

@test
def run():
    "%d" % "x"

@test
def run():
    f(1) if undefined else 2

@test
def run():
    1 if 2 else undefined; 3 if 0 else undefined

@test
def run():
    while undefined: pass

@test
def run():
    if undefined: pass

@test
def run():
    if 1 < "a": pass

@test
def run():
    if 1 < 2 and undefined: pass

@test
def run():
    if not undefined: pass

@test
def run():
    undefined or 1

@test
def run():
    1 and undefined

@test
def run():
    x = 1 and undefined.y

@test
def run():
    lambda: (yield)

@test
def run():
    def f(x=undefined): pass

@test
def run():
    @undefined
    def f(): pass

@test
def run():
    "é" + undefined

@test
def run():
    "éé".nope

@test
def run():
    é = undefined

@test
def run():
    try: 1/0
    except undefined: pass

@test
def run():
    try: raise KeyError(1)
    except TypeError: pass

@test
def run():
    try: 1/0
    finally: undefined

@test
def run():
    1/0 # comment

@test
def run():
    x = undefined # comment

@test
def run():
    (1 +
     "a")

@test
def run():
    foo = [1,
      undefined,
     3]

@test
def run():
    print(1,
       2, undefined)

@test
def run():
    int(
    "x")

@test
def run():
    x = {1: 2}[
     5]

@test
def run():
    "abc".nope(
     1)

@test
def run():
    ("abc"
     .upper()
     .nope())

@test
def run():
    ("abc"
     .upper()
     .index(5))

@test
def run():
    match 5:
        case int(a, b, c): pass

@test
def run():
    1 .x

@test
def run():
    (undefined)

@test
def run():
    ((undefined))

@test
def run():
    (1).x

@test
def run():
    x[0] = undefined

@test
def run():
    print(*[1, 2, undefined], sep="")

@test
def run():
    [*5]

@test
def run():
    {undefined: 1}

@test
def run():
    {1: 2, [3]: 4}

@test
def run():
    {1, [3]}

@test
def run():
    "abc"[1:2:0]

@test
def run():
    "abc"["a":]

@test
def run():
    slice(1)[0]

@test
def run():
    abs("a")   +   1

@test
def run():
    abs(   "a"   )

@test
def run():
    1 /0 /3

@test
def run():
    3 - 1 / 0 * 2

@test
def run():
    2 ** "a"

@test
def run():
    2 ** -1 ** "a"

@test
def run():
    2 @ 3

@test
def run():
    1 << "a"

@test
def run():
    int.x.y.z

@test
def run():
    max(1, 2, key=5)

@test
def run():
    isinstance(1, 2)

@test
def run():
    setattr(1, "x", 2)

@test
def run():
    [].append(1, 2)

@test
def run():
    (lambda a, b: 0)(1)

@test
def run():
    next(iter([]))

@test
def run():
    (x for x in 5)

@test
def run():
    list(1/x for x in [0])

@test
def run():
    sum([1, "a"])

@test
def run():
    sorted([1, "a"])

for f in tests:
    try:
        f()
        print("nothing")
    except Exception as e:
        for line in "".join(traceback.format_exception(e)).split("\n")[3:-1]:
            if not line.startswith("  File"):
                print(line)
