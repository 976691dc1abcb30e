# Frozen modules behave as imported ones; only where they lie differs. run_frozen.py compares.
import sys
if 'FOLDER' in globals():
    sys.path.insert(0, FOLDER)
import gc
import traceback

import froz
from froz import inner
import froz.inner

print(froz.__name__, froz.__doc__, froz.__file__[-16:], froz.__path__[0][-5:], froz.__package__)
print(inner.__name__, inner.__file__[-13:], inner.__package__, froz.inner is inner, 'froz.inner' in sys.modules)
print(inner.make(3, 7, 0, scale=5, z=1, b=2))
print(froz.make is inner.make, inner.make.__doc__, inner.make.__name__, inner.make.__kwdefaults__)
for c in froz.CONSTANTS:
    print(repr(c), type(c).__name__)
print(froz.bump(), froz.bump(), froz.count)
try:
    inner.make(6)
except ValueError as e:
    text = ''.join(traceback.format_exception(e))
    print('inner.py", line 22, in make' in text, text.split('\n')[-2])
try:
    from froz import nothing
except ImportError as e:
    print(str(e).split('(')[0])
try:
    import froz.nothing
except ImportError as e:
    print(e)
inner.make = 1
print(froz.make(1)[0], inner.make)
del inner.make
print(hasattr(inner, 'make'))
print(inner.make.__code__.co_varnames if hasattr(inner, 'make') else froz.make.__code__.co_varnames[:3])
del sys.modules['froz'], sys.modules['froz.inner'], froz, inner
gc.collect()
before = gc.mem_free()
import froz
gc.collect()
used = before - gc.mem_free()
# 928 bytes stay: the module objects, their namespaces, and what the names in these are bound to.
print(froz.bump(), 'FOLDER' in globals() or used < 960 or used)
