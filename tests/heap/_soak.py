# COUNT allocations of every kind, with cycles, finalisers, weak references, generators and closures among them.
import gc
import weakref


class Node:
    alive = 0

    def __init__(self, other):
        self.other = other
        self.me = self

    def __del__(self):
        Node.alive -= 1


def counter(n):
    kept = [n]

    def add(by=1):
        kept[0] += by
        return kept[0]
    return add


def numbers(n):
    for i in range(n):
        yield [i, str(i)]


def soak(count):
    slots = [None] * 500
    seed, made, refs, sums = 1, 0, [], 0
    while made < count:
        seed = (seed * 1103515245 + 12345) & 0x3FFFFFFF
        place, kind, n = (seed >> 8) % 500, seed >> 20 & 15, seed >> 12 & 63
        if kind == 0:
            slots[place] = node = Node(slots[n])
            Node.alive += 1
            if n < 8:
                refs.append(weakref.ref(node))
            node = None
        elif kind == 1:
            slots[place] = bytearray(n * n)
        elif kind == 2:
            slots[place] = {i: (i, n) for i in range(n & 15)}
        elif kind == 3:
            slots[place] = [slots[n], slots[place]] if n < 40 else []
        elif kind == 4:
            slots[place] = counter(n)
        elif kind == 5:
            slots[place] = it = numbers(n)
            for item in it:
                sums += item[0]
                if item[0] > 3:
                    break
            it = None
        elif kind == 6:
            slots[place] = 1 << n * 7
        elif kind == 7:
            slots[place] = "%d and %s" % (n, "x" * n)
        elif kind == 8:
            slots[place] = {str(i) for i in range(n & 7)}
        elif kind == 9:
            try:
                slots[place] = {}[n]
            except KeyError as e:
                slots[place] = e if n < 20 else None
        elif kind == 10:
            slots[place] = sorted([i * 7 % 11 for i in range(n & 15)], key=lambda v: -v)
        elif kind == 11:
            slots[place] = memoryview(bytearray(n))[n // 2:]
        else:
            slots[place] = (n, float(n), None)
        made += 4
        if len(refs) > 200:
            refs = [r for r in refs if r() is not None][-100:]
    alive = sum(1 for v in slots if type(v) is Node)
    slots = refs = None
    gc.collect()
    return made >= count, alive > 0, sums > 0


print(*soak(COUNT))
