# After much use of all sizes, most of what is free is one piece; how much is measured by tests/unit/heap.c:
# here the C stack may pin something in the middle.
import gc

seed = 1


def random(n):
    global seed
    seed = (seed * 1103515245 + 12345) & 0x3FFFFFF
    return (seed >> 8) % n


def churn(table, rounds):
    for i in range(rounds):
        k = random(len(table))
        kind = random(5)
        if kind == 0:
            table[k] = bytearray(random(400))
        elif kind == 1:
            table[k] = [i] * random(20)
        elif kind == 2:
            table[k] = {j: str(j) for j in range(random(8))}
        elif kind == 3:
            table[k] = "text " * random(30)
        else:
            table[k] = (table[k] if random(4) else None, i, float(i))


def largest(free):
    percent = 100
    while percent > 0:
        try:
            bytearray(free // 100 * percent)
            return percent
        except MemoryError:
            percent -= 1
    return 0


table = [None] * 40
for run in range(4):
    churn(table, 400)
    for k in range(run, 40, 3):
        table[k] = None
    gc.collect()
    percent = largest(gc.mem_free())
    print("ok" if percent >= 40 else percent)
