"""_heapq: what CPython's modules import from the accelerator of heapq."""
from heapq import (_heapify_max, _heappop_max, _heapreplace_max, heapify, heappop, heappush, heappushpop, heapreplace)
