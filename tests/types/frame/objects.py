# Frames as objects: identity, what they show while they run and afterwards.
import sys

def running():
    x = 1
    f = sys._getframe()
    print(f is sys._getframe(), f.f_locals["x"], f.f_back is sys._getframe(1), f.f_code is running.__code__)
    def inner():
        return x
    x = 2
    print(sorted(f.f_locals), f.f_locals is f.f_locals)
    del x
    print("x" in f.f_locals, f.f_globals is globals())
    return f

f = running()
print(sorted(f.f_locals), f.f_lineno, f.f_back is sys._getframe(), f.f_back.f_back)
print(f.f_trace, f.f_trace_lines, f.f_trace_opcodes, f.f_lasti >= 0)
f.clear()
print(f.f_locals)
try:
    sys._getframe().clear()
except RuntimeError as e:
    print(e)
try:
    sys._getframe(1000)
except ValueError as e:
    print(e)
try:
    f.f_trace_lines = 1
except TypeError as e:
    print(e)

def generator():
    y = 5
    yield sys._getframe()
    y += 1
    yield sys._getframe()

g = generator()
f = g.gi_frame
print(f is g.gi_frame, f.f_locals, f.f_lasti, f.f_back)
print(next(g) is f, f.f_locals, f.f_lineno, f.f_back)
for other in g:
    print(other is f, f.f_locals, f.f_lineno)
print(g.gi_frame, f.f_locals)

def suspended():
    try:
        yield
    finally:
        print("closed")

g = suspended()
next(g)
f = g.gi_frame
f.clear()
print(g.gi_frame, f.f_locals)

async def coroutine():
    z = sys._getframe()
    return z

c = coroutine()
f = c.cr_frame
try:
    c.send(None)
except StopIteration as e:
    print(e.value is f, c.cr_frame)

class Body:
    q = 1
    here = sys._getframe()
    print("q" in here.f_locals, here.f_back.f_locals is globals(), here.f_code.co_name)

def factorial(n):
    return sys._getframe() if n == 0 else factorial(n - 1)

f = factorial(3)
while f.f_back:
    print(f.f_code.co_name, f.f_locals)
    f = f.f_back
print(repr(f).startswith("<frame at 0x"), repr(f).endswith("code <module>>"))
