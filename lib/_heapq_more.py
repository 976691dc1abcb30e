"""The part of the module heapq, which is native, that is made of iterators."""
from heapq import (_heapify_max, _heappop_max, _heapreplace_max, heapify, heappop, heappush, heappushpop, heapreplace)

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge', 'nlargest', 'nsmallest', 'heappushpop']
_none = object()


def merge(*iterables, key=None, reverse=False):
    """The items of several sorted iterables in order."""
    pop, replace, order = (_heappop_max, _heapreplace_max, _heapify_max) if reverse else (heappop, heapreplace, heapify)
    heap = []
    for i, iterator in enumerate(map(iter, iterables)):
        item = next(iterator, _none)
        if item is not _none:
            # The number decides between equals: the iterable that stands first comes first.
            heap.append([item if key is None else key(item), -i if reverse else i, item, iterator])
    order(heap)
    while len(heap) > 1:
        entry = heap[0]
        yield entry[2]
        item = next(entry[3], _none)
        if item is _none:
            pop(heap)
        else:
            entry[0] = item if key is None else key(item)
            entry[2] = item
            replace(heap, entry)
    if heap:
        yield heap[0][2]
        yield from heap[0][3]


def _best(n, iterable, key, largest):
    """The n best items, the best first; of equals those that come first."""
    # Where much of it is wanted, sorting takes less time and memory than a heap of entries.
    if hasattr(iterable, '__len__') and len(iterable) <= 4 * n:
        return sorted(iterable, key=key, reverse=largest)[:n]
    iterator = iter(iterable)
    sign = -1 if largest else 1
    if n == 1:
        best = (max if largest else min)(iterator, default=_none, key=key)
        return [] if best is _none else [best]
    # Numbers decide between equals, and keep the items themselves from being compared.
    heap = []
    for i, item in zip(range(n), iterator):
        heap.append((item if key is None else key(item), i * sign, item))
    if not heap:
        return []
    (heapify if largest else _heapify_max)(heap)
    replace = heapreplace if largest else _heapreplace_max
    worst, i = heap[0][0], len(heap)
    for item in iterator:
        k = item if key is None else key(item)
        if worst < k if largest else k < worst:
            replace(heap, (k, i * sign, item))
            worst = heap[0][0]
        i += 1
    heap.sort(reverse=largest)
    return [entry[2] for entry in heap]


def nlargest(n, iterable, key=None):
    return _best(n, iterable, key, True)


def nsmallest(n, iterable, key=None):
    return _best(n, iterable, key, False)
