import micropython


def locked():
    micropython.heap_lock()
    micropython.heap_lock()
    depth = micropython.heap_locked()
    try:
        bytearray(50)
        failed = False
    except MemoryError:
        failed = True
    small = 1 + 2
    one = micropython.heap_unlock()
    zero = micropython.heap_unlock()
    return depth, failed, small, one, zero


print(locked())
print(micropython.heap_locked(), len(bytearray(50)))
try:
    micropython.heap_unlock()
except RuntimeError as e:
    print(e)
