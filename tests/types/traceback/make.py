# TracebackType called, tb_next set.
import sys

try:
    1 / 0
except ZeroDivisionError as e:
    tb = e.__traceback__
    saved = e
Traceback = type(tb)
print(Traceback.__name__)
frame = sys._getframe()
new = Traceback(tb, frame, 4, 77)
print(new.tb_next is tb, new.tb_frame is frame, new.tb_lasti, new.tb_lineno)
new = Traceback(tb_next=None, tb_frame=frame, tb_lasti=0, tb_lineno=5)
print(new.tb_next, new.tb_lineno)
for bad in (("no", frame, 1, 1), (None, "x", 1, 1), (None, frame, "a", 1), (None, frame, 1, "b"), (None, frame)):
    try:
        Traceback(*bad)
    except TypeError as e:
        print(e)
tb.tb_next = new
print(tb.tb_next is new)
for bad in (tb, new, 5):
    try:
        new.tb_next = tb if bad is new else bad
        print("set")
    except (ValueError, TypeError) as e:
        print(e)
    new.tb_next = None
try:
    del tb.tb_next
except TypeError as e:
    print(e)
tb.tb_next = None
print(tb.tb_next)
try:
    raise saved.with_traceback(new)
except ZeroDivisionError as e:
    print(e.__traceback__.tb_next is new)

# A split group has the traceback itself.
try:
    raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
except ExceptionGroup as g:
    a, b = g.split(ValueError)
    print(a.__traceback__ is g.__traceback__ is b.__traceback__)
