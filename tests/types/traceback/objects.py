# Traceback objects: lines, names, the way down.
def walk(tb):
    while tb:
        print(tb.tb_lineno, tb.tb_frame.f_code.co_name)
        tb = tb.tb_next

def g():
    raise KeyError("k")

def f(n):
    if n:
        f(n - 1)
    g()

try:
    f(2)
except KeyError as e:
    walk(e.__traceback__)
    saved = e

# Raising again adds to the outside; what was taken before stays.
first = saved.__traceback__
def again():
    raise saved
try:
    again()
except KeyError as e:
    print("again")
    walk(e.__traceback__)
print("first")
walk(first)
try:
    raise ValueError().with_traceback(first)
except ValueError as e:
    print("with")
    walk(e.__traceback__)
saved.__traceback__ = None
print(saved.__traceback__)

def gen():
    yield 1
    1 / 0

try:
    for x in gen():
        print(x)
except ZeroDivisionError as e:
    walk(e.__traceback__)
