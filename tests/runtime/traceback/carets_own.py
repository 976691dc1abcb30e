# Marks where brackets stand around the operands (CPython 3.11 takes the bracket for the operator), and positions.
# host only: code for small heaps has lines alone
import io
import sys

def show(f):
    try:
        f()
    except Exception as e:
        out = io.StringIO()
        sys.print_exception(e, out)
        print("\n".join(out.getvalue().split("\n")[4:]))

show(lambda: (1)/(0))
show(lambda: ( 1 )  //  ( 0 ))
show(lambda: (1)[0])
show(lambda: ([1, 2]) [ 3 ])
show(lambda: "日本" + 1)
show(lambda: (
    "日本"
    .upper()
    .nope()))

def f(a, b):
    return a.b + \
        b[1](2)

for position in list(f.__code__.co_positions())[::2]:
    print(position)
