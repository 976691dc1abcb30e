# Objects of mixed kinds and sizes fill slots, a random half of them goes, and so on, COUNT allocations long. Each time
# EVERY more were made, one bytearray of 95 % of what is free must succeed at the first try, here and at module level.
import gc


class Node:
    def __init__(self, a, b):
        self.a = a
        self.b = b


def make(r):
    kind = r & 7
    n = r >> 3 & 63
    if kind == 0:
        return bytes(n)
    if kind == 1:
        return [r] * (n >> 2)
    if kind == 2:
        return (r, n, None)
    if kind == 3:
        return Node(r, n)
    if kind == 4:
        return {n: r}
    if kind == 5:
        return "x" * n
    if kind == 6:
        return bytearray(n * 2)
    return lambda: r


def largest():
    """Percent of the free memory that one bytearray can take."""
    gc.collect()
    free = gc.mem_free()
    percent = 99
    while percent > 0:
        try:
            bytearray(free * percent // 100)
            break
        except MemoryError:
            percent -= 1
    return percent


def churn(slots, count, every, seed):
    live = [None] * slots
    made = checks = 0
    worst = 100
    while made < count:
        for i in range(slots):
            if live[i] is None:
                seed = (seed * 1103515245 + 12345) & 0x3FFFFFFF
                live[i] = make(seed >> 10)
                made += 1
        for i in range(slots):
            seed = (seed * 1103515245 + 12345) & 0x3FFFFFFF
            if seed & 0x10000:
                live[i] = None
        if made // every > checks:
            checks += 1
            worst = min(worst, largest())
    return made, checks, worst, live


made, checks, worst, live = churn(SLOTS, COUNT, EVERY, 1)
gc.collect()
try:
    piece = len(bytearray(gc.mem_free() * 95 // 100)) * 100 // gc.mem_free()
except MemoryError:
    piece = 0
print(made >= COUNT, checks, worst, piece > 0)
