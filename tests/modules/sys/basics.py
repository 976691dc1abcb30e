# What sys has of CPython's.
import sys

def show(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

print(sys.byteorder, sys.maxsize > 2 ** 28, sys.version_info >= (3, 8), sys.version_info[0], type(sys.path).__name__)
print(type(sys.argv).__name__, len(sys.argv), "sys" in sys.modules, sys.modules["sys"] is sys)
print(sys.exc_info())
try:
    1 / 0
except ZeroDivisionError as e:
    info = sys.exc_info()
    print(info[0].__name__, info[1] is e, info[2] is not None)
    try:
        raise KeyError
    except KeyError:
        print(sys.exc_info()[0].__name__)
    print(sys.exc_info()[0].__name__)
print(sys.exc_info())
show(lambda: sys.exit())
show(lambda: sys.exit(3))
show(lambda: sys.exit("text"))
print(sys.intern("abc") is sys.intern("a" + "bc"))
show(lambda: sys.intern(5))
show(lambda: sys.setrecursionlimit(0))
limit = sys.getrecursionlimit()
sys.setrecursionlimit(limit)
print(limit == sys.getrecursionlimit(), sys.getsizeof([]) > 0)
print(sys.stdout.write("written\n"), sys.stdout.writable(), sys.stdin.readable(), sys.stderr.name)
sys.stdout.buffer.flush()
sys.mine = 5
print(sys.mine)
import io
old = sys.stdout
sys.stdout = io.StringIO()
print("captured")
text = sys.stdout.getvalue()
sys.stdout = old
print(repr(text), sys.stdout is sys.__stdout__)
