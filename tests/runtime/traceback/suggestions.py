# "Did you mean" behind messages; the name and object that errors know; sys.__excepthook__.
# host only: small heaps spend nothing on it
import io
import sys

class Dynamic:
    blech = bluff = 1
    def __getattr__(self, name):
        raise AttributeError
class Slots:
    __slots__ = ("length", "width")

def local():
    value = other = 1
    return valeu
def unbound():
    something = 1
    print(somethong)
    somethong = 2
def far():
    return a_name_that_nothing_here_is_like

foo_bar = 1
cases = [lambda: foo_baz, lambda: prnt, lambda: Print, lambda: [].apend, lambda: "".jion, lambda: None.x, local, unbound, far,
         lambda: Dynamic().bluch, lambda: Slots().lenght, lambda: Dynamic.blehc, lambda: sys.exc_inof, lambda: (5).reel,
         lambda: x, lambda: [].append.__nme__, lambda: {}.item, lambda: {}.ITEMS]
for case in cases:
    sys.stderr = io.StringIO()
    try:
        case()
    except (NameError, AttributeError) as e:
        sys.__excepthook__(*sys.exc_info())
        text = sys.stderr.getvalue().split("\n")[-2]
        sys.stderr = sys.__stderr__
        print(text, "|", e.name, type(getattr(e, "obj", None)).__name__)

def limited():
    raise ValueError(1)
for limit in (0, 1, 5, -1):
    sys.tracebacklimit = limit
    sys.stderr = io.StringIO()
    try:
        limited()
    except ValueError:
        sys.__excepthook__(*sys.exc_info())
        lines = sys.stderr.getvalue().split("\n")
        sys.stderr = sys.__stderr__
        print(limit, len(lines), lines[-2], [line.strip() for line in lines if "raise" in line or "limited()" in line])
del sys.tracebacklimit
