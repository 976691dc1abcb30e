# traceback and linecache, compared with CPython.
import io, linecache, os, sys, time, traceback

def thrower(n):
    inner = [n]
    if n == 0:
        return 1 / n
    return thrower(n - 1)

def caught(f, *args):
    try:
        f(*args)
    except BaseException as e:
        return e

def show(lines):
    print("".join(lines).replace(os.path.dirname(__file__) or "?", "DIR"), end="")

e = caught(thrower, 2)
show(traceback.format_exception(e))
show(traceback.format_exception(type(e), e, e.__traceback__, limit=1))
show(traceback.format_exception(e, limit=-1))
show(traceback.format_tb(e.__traceback__, 2))
show(traceback.format_exception_only(e))
show(traceback.format_exception(None))
show(traceback.format_exception(caught(thrower, 8)))
stack = traceback.extract_tb(e.__traceback__)
print([(s.lineno, s.name, s.line, len(s), s[2]) for s in stack], type(stack).__name__)
print(repr(stack[0]).split("/")[-1].split(",")[1], stack[0] == tuple(stack[0]), stack[0] == 5)
show(traceback.StackSummary.from_list([("f", 1, "g", "  text "), stack[1], ("h", None, "k", None)]).format())
show(traceback.format_list([("f", 1, "g", "text")] * 5))

te = traceback.TracebackException.from_exception(e, capture_locals=True)
te.stack[0].locals["f"] = "F"
show(te.format())
print(te.stack[-1].locals, te.exc_type, str(te))
print(te == traceback.TracebackException.from_exception(e, capture_locals=True),
      te == traceback.TracebackException.from_exception(e))

def chained():
    try:
        thrower(0)
    except ZeroDivisionError as first:
        try:
            raise KeyError("second") from first
        except KeyError:
            raise ValueError("third\nline")

e = caught(chained)
e.add_note("a note\nof two lines")
show(traceback.format_exception(e))
show(traceback.format_exception(e, chain=False))
e.__notes__ = ["x", 5]
show(traceback.format_exception_only(e))

def group():
    try:
        raise ExceptionGroup("inner", [caught(thrower, 0), TypeError(1)])
    except ExceptionGroup as g:
        raise ExceptionGroup("outer", [g, ValueError(5), caught(chained)])

show(traceback.format_exception(caught(group)))
show(traceback.format_exception(ExceptionGroup("wide", [ValueError(i) for i in range(20)])))
g = ValueError("deep")
for i in range(14):
    g = ExceptionGroup(str(i), [g])
show(traceback.format_exception(g))
show(traceback.TracebackException.from_exception(g, max_group_depth=2).format())

show(traceback.format_exception_only(caught(compile, "x = = 1", "name", "exec")))
show(traceback.format_exception_only(SyntaxError("bad", ("f", 3, 4, "  abc de\n"))))
show(traceback.format_exception_only(SyntaxError("bad", ("f", 3, 4, "  abc de\n", 3, 7))))
show(traceback.format_exception_only(SyntaxError("bad", ("f", None, None, None))))
show(traceback.format_exception_only(SyntaxError()))

class Bad(Exception):
    def __str__(self):
        raise TypeError
class Plain(Exception):
    __module__ = "some.where"
show(traceback.format_exception_only(Bad()))
show(traceback.format_exception_only(Plain("x")))
show(traceback.format_exception_only(Plain()))
for bad in ((5,), (e, e), (ValueError, None)):
    try:
        traceback.format_exception(*bad)
    except (TypeError, ValueError) as x:
        print(type(x).__name__, x)

out = io.StringIO()
try:
    thrower(0)
except ZeroDivisionError as e:
    traceback.print_exc(file=out, limit=1)
    print(traceback.format_exc() == "".join(traceback.format_exception(e)))
    traceback.print_exception(e, file=out)
    traceback.print_tb(e.__traceback__, file=out)
    tb = e.__traceback__
show([out.getvalue()])
print(tb.tb_next.tb_frame.f_locals)
traceback.clear_frames(tb)
print(tb.tb_next.tb_frame.f_locals)

def here():
    return traceback.extract_stack(limit=2), traceback.format_stack(sys._getframe(), 1)
a, b = here()
print([(s.lineno, s.name) for s in a])
show(b)
print([(f.f_code.co_name, n) for f, n in traceback.walk_tb(tb)])
sys.tracebacklimit = 1
show(traceback.format_exception(e if "e" in globals() else g))
show(traceback.format_tb(tb))
del sys.tracebacklimit

path = "/tmp/lines_%d.py" % time.time_ns()
with open(path, "w") as f:
    f.write("one\ntwo\nlast")
print(linecache.getline(path, 2), linecache.getline(path, 3), repr(linecache.getline(path, 4)), len(linecache.cache) > 0)
with open(path, "w") as f:
    f.write("other text\n")
print(linecache.getline(path, 1))
linecache.checkcache(path)
print(linecache.getline(path, 1), linecache.getlines(path))
with open(path, "wb") as f:
    f.write(b"# -*- coding: latin-1 -*-\nx = '\xe9'\n")
linecache.checkcache()
print(linecache.getlines(path))
os.remove(path)
print(repr(linecache.getline("/nothing/there.py", 1)), linecache.getlines("<string>"))
class Loader:
    def get_source(self, name):
        return "lazy %s\nsecond" % name
print(linecache.lazycache("virtual.py", {"__name__": "m", "__loader__": Loader()}), linecache.getline("virtual.py", 2))
linecache.clearcache()
print(linecache.cache)
