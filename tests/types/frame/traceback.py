# Frames of tracebacks, with their locals.
# host only: a small heap does not keep them
import sys

def thrower(n):
    if n == 0:
        raise ValueError
    thrower(n - 1)

def catcher():
    n = 9
    try:
        thrower(2)
    except ValueError as e:
        tb = e.__traceback__
        print(tb.tb_frame is sys._getframe(), e.__traceback__ is tb, tb.tb_next is tb.tb_next)
        while tb:
            f = tb.tb_frame
            print(tb.tb_lineno, f.f_lineno, f.f_code.co_name, f.f_locals["n"], f.f_back.f_code.co_name)
            tb = tb.tb_next
        return e

e = catcher()
e.__traceback__.tb_next.tb_frame.clear()
print(e.__traceback__.tb_next.tb_frame.f_locals)

def generator():
    y = 5
    yield sys._getframe()
    y = 6
    1 / 0

g = generator()
f = next(g)
try:
    next(g)
except ZeroDivisionError as e:
    print(e.__traceback__.tb_next.tb_frame is f, f.f_locals, f.f_lineno, g.gi_frame)

def again():
    try:
        1 / 0
    except ZeroDivisionError as e:
        try:
            raise e
        except ZeroDivisionError as e2:
            tb = e2.__traceback__
            print(tb.tb_lineno, tb.tb_next.tb_lineno, tb.tb_next.tb_frame is tb.tb_frame, tb.tb_next.tb_next)
again()
