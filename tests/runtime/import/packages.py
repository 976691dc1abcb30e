# host only: needs a file system
# Packages, relative imports, submodules.
import sys
sys.path.insert(0, __file__[:__file__.rfind("/")] + "/_data")
import pk, pk.sub.deep as d
print(d.__name__, pk.sub.deep is d, pk.val, pk.__package__, pk.a.__package__, pk.__file__[-14:], len(pk.__path__))
from pk import *
print(a.__name__)
from pk.sub import deep
from pk import sub as s
print(deep is d, s is pk.sub)
m = __import__("pk.sub")
print(m.__name__)
m = __import__("pk.sub", None, None, ["deep"])
print(m.__name__)
m = __import__("sub", {"__name__": "pk.a", "__package__": "pk"}, None, ["deep"], 1)
print(m.__name__)
import ns.m
print(ns.m.v, type(ns).__name__, hasattr(ns, "__file__"))
import swap
print(swap.z)
from lazy import *
print(one, two, "three" in globals())
from lazy import made, three
print(made, three)
import os.path
print(os.path.join("a", "b"))
print([n for n in ("pk", "pk.a", "pk.sub", "pk.sub.deep", "ns", "ns.m") if n in sys.modules])
def inside():
    import pk.a
    return pk.a.val
print(inside())
import lazy as l1
del sys.modules["lazy"]
import lazy as l2
print(l1 is l2)
