# What programs ask of a collector with generations.
# host only: the Python half of gc
import gc

print(gc.get_threshold())
gc.set_threshold(0)
gc.set_threshold(500, 5)
print(gc.get_threshold(), gc.isenabled(), len(gc.get_count()), gc.garbage, gc.callbacks, gc.get_debug())
for one in ([], [1], 3, 'a', b'', 1.5, None, lambda: 0, gc):
    print(gc.is_tracked(one), end=' ')
print()
try:
    gc.set_threshold('a')
except TypeError as e:
    print(e)
