# sys._getframe: code, line and globals of callers.
import sys

def where():
    f = sys._getframe(1)
    return f.f_code.co_name, f.f_lineno, f.f_globals["__name__"]

def caller():
    return where()

print(where())
print(caller())
print(sys._getframe().f_code.co_name, sys._getframe(0).f_lineno)
try:
    sys._getframe(1000)
except ValueError as e:
    print(e)
