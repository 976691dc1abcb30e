# heapq: the heap functions, and lists that change meanwhile.
import heapq as h

def run(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)

seed = 7
def rnd():
    global seed
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed >> 16 & 63

data = [rnd() for _ in range(60)]
heap = []
for x in data:
    h.heappush(heap, x)
print(heap)
print([h.heappop(heap) for _ in range(len(heap))] == sorted(data))
heap = data[:]
h.heapify(heap)
print(heap)
print(h.heappushpop(heap, 30), h.heapreplace(heap, 31), h.heappushpop(heap, -5), h.heappushpop([], 3))
print(heap)
heap = data[:]
h._heapify_max(heap)
print(heap, h._heappop_max(heap), h._heapreplace_max(heap, 1))
run(h.heappop, [])
run(h.heapreplace, [], 1)
run(h.heappush, (1, 2), 3)
run(h.heapify, 5)
run(h.heappush, [1], 'x')
run(h.heapify, [1, 'x'])
print(h.heappop([5]))

class Cruel:
    heap = None
    def __lt__(self, other):
        del Cruel.heap[:]
        return True
Cruel.heap = [Cruel() for _ in range(5)]
run(h.heappop, Cruel.heap)
Cruel.heap = [Cruel() for _ in range(5)]
run(h.heapify, Cruel.heap)
Cruel.heap = [Cruel() for _ in range(5)]
run(h.heappush, Cruel.heap, Cruel())
Cruel.heap = [Cruel() for _ in range(5)]
run(h.heapreplace, Cruel.heap, Cruel())

class Only:
    """Nothing but < is asked for."""
    def __init__(self, x): self.x = x
    def __lt__(self, other): return self.x < other.x
heap = [Only(x) for x in (3, 1, 2)]
h.heapify(heap)
print([h.heappop(heap).x for _ in range(3)])
