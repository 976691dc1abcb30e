# Where frames are: called through C code; after an exception went through a with, except or finally.
# host only: frames of small heaps are made when asked for
import sys

def line():
    return sys._getframe(1).f_lineno - sys._getframe(1).f_code.co_firstlineno

def through(f):
    first = list(map(f, [0]))
    second = sorted([2, 1],
                    key=lambda i: line())
    return first, [line(),
                   sys._getframe().f_lineno - through.__code__.co_firstlineno]
print(through(lambda i: sys._getframe(1).f_lineno - through.__code__.co_firstlineno))

def show(f):
    try:
        f()
    except Exception as e:
        t = e.__traceback__.tb_next
        while t:
            print(f.__name__, t.tb_lineno - f.__code__.co_firstlineno, t.tb_frame.f_lineno - f.__code__.co_firstlineno)
            t = t.tb_next

class Plain:
    def __enter__(self):
        return self
    def __exit__(self, *details):
        pass

def after_with():
    with Plain():
        1/0
        pass
def named():
    try:
        1/0
    except Exception as e:
        1/0
        pass
def in_finally():
    try:
        1/0
    finally:
        1/0
        pass
def through_finally():
    try:
        1/0
    finally:
        pass
def no_clause():
    try:
        1/0
    except TypeError as e:
        pass
def plain():
    1/0
    pass
for f in (after_with, named, in_finally, through_finally, no_clause, plain):
    show(f)
