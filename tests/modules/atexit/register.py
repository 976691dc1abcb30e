# Functions called at the end, the last one first.
# not under esp8266: the prompt does not end
import atexit

def show(*args, **kw):
    print("exit", args, kw)

print(atexit.register(show, 1, 2, a=3) is show)
atexit.register(show, "last")
def gone():
    print("never")
atexit.register(gone)
atexit.register(gone)
atexit.unregister(gone)
@atexit.register
def fails():
    raise SystemExit
try:
    atexit.register(5)
except TypeError as e:
    print(e)
print("end")
