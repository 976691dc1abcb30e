# A namespace package may be split over several folders of sys.path.
# host only: the folders of a namespace package are not handed to the machine
import sys

here = __file__.rpartition("/")[0] or "."
sys.path.append(here + "/_split1")
sys.path.append(here + "/_split2")

import subpkg.foo
import subpkg.bar

print(subpkg.foo.name, subpkg.bar.name, len(subpkg.__path__), getattr(subpkg, "__file__", None))
