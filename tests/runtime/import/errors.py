# host only: needs a file system
# What importing can fail with.
import sys
here = __file__[:__file__.rfind("/")] + "/_data"
sys.path.insert(0, here)

def run(source):
    try:
        exec(source, {"__name__": "x"})
        print(source, "works")
    except BaseException as e:
        text = str(e).replace(here, "HERE")
        print(source, "-", type(e).__name__, text, getattr(e, "name", None))

run("import nothing")
run("import pk.nothing")
run("import bad")
print("bad" in sys.modules)
run("import bad")
run("from pk import zzz")
run("import circ1")
print("circ1" in sys.modules, "circ2" in sys.modules)
run("from . import x")
run("from sys import foo")
run("import pk.a.b")
run("import sys.nothing")
run("import syn")
run("from pk import sub, nope")
run("from lazy import missing")
run("__import__('')")
run("__import__(5)")
run("__import__('pk', level=-1)")
run("from .... import x")
try:
    exec("from ... import x", {"__name__": "pk.a", "__package__": "pk"})
except ImportError as e:
    print(e)
sys.modules["blocked"] = None
try:
    import blocked
except ImportError as e:
    print(type(e).__name__)
