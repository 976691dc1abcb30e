"""collections.Counter: a dict that counts."""
from itertools import chain, repeat, starmap

_missing = object()


def _count(mapping, iterable):
    get = mapping.get
    for item in iterable:
        mapping[item] = get(item, 0) + 1


_count_elements = _count


class Counter(dict):
    """How often each element occurs: a missing one occurs 0 times."""

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def total(self):
        return sum(self.values())

    def most_common(self, n=None):
        """The n most frequent elements, or all, with their counts."""
        if n is not None and n <= 0:
            return []
        pairs = sorted(self.items(), key=lambda pair: pair[1], reverse=True)
        return pairs if n is None else pairs[:n]

    def elements(self):
        """Each element as often as it occurs."""
        return chain.from_iterable(starmap(repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError('Counter.fromkeys() is undefined.  Use Counter(iterable) instead.')

    def update(self, iterable=None, /, **kwds):
        """Adds counts."""
        if iterable is not None:
            if hasattr(iterable, 'items') and hasattr(iterable, 'keys'):
                if self:
                    for element, count in iterable.items():
                        self[element] = count + self.get(element, 0)
                else:
                    super().update(iterable)
            else:
                _count(self, iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        """Takes counts away; they may become negative."""
        if iterable is not None:
            if hasattr(iterable, 'items') and hasattr(iterable, 'keys'):
                for element, count in iterable.items():
                    self[element] = self.get(element, 0) - count
            else:
                for element in iterable:
                    self[element] = self.get(element, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    def __reduce__(self):
        return type(self), (dict(self),)

    def __delitem__(self, elem):
        if elem in self:
            super().__delitem__(elem)

    def __repr__(self):
        name = type(self).__name__
        if not self:
            return name + '()'
        try:
            return '%s({%s})' % (name, ', '.join('%r: %r' % pair for pair in self.most_common()))
        except TypeError:
            return '%s(%r)' % (name, dict(self))

    # Comparing takes what is missing as 0.

    def _pairs(self, other):
        return [(self[key], other[key]) for key in dict.fromkeys(chain(self, other))]

    def __eq__(self, other):
        return all(a == b for a, b in self._pairs(other)) if isinstance(other, Counter) else NotImplemented

    def __ne__(self, other):
        return not self == other if isinstance(other, Counter) else NotImplemented

    def __le__(self, other):
        return all(a <= b for a, b in self._pairs(other)) if isinstance(other, Counter) else NotImplemented

    def __lt__(self, other):
        return self <= other and self != other if isinstance(other, Counter) else NotImplemented

    def __ge__(self, other):
        return all(a >= b for a, b in self._pairs(other)) if isinstance(other, Counter) else NotImplemented

    def __gt__(self, other):
        return self >= other and self != other if isinstance(other, Counter) else NotImplemented

    # Operators of multisets: only positive counts are kept.

    def _positive(self, pairs):
        result = Counter()
        for element, count in pairs:
            if count > 0:
                result[element] = count
        return result

    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._positive([(k, v + other[k]) for k, v in self.items()] +
                              [(k, v) for k, v in other.items() if k not in self])

    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._positive([(k, v - other[k]) for k, v in self.items()] +
                              [(k, 0 - v) for k, v in other.items() if k not in self])

    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._positive([(k, other[k] if v < other[k] else v) for k, v in self.items()] +
                              [(k, v) for k, v in other.items() if k not in self])

    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._positive([(k, v if v < other[k] else other[k]) for k, v in self.items()])

    def __pos__(self):
        return self._positive(self.items())

    def __neg__(self):
        return self._positive([(k, 0 - v) for k, v in self.items()])

    def _keep_positive(self):
        for element in [element for element, count in self.items() if not count > 0]:
            del self[element]
        return self

    def __iadd__(self, other):
        for element, count in other.items():
            self[element] += count
        return self._keep_positive()

    def __isub__(self, other):
        for element, count in other.items():
            self[element] -= count
        return self._keep_positive()

    def __ior__(self, other):
        for element, count in other.items():
            if count > self[element]:
                self[element] = count
        return self._keep_positive()

    def __iand__(self, other):
        for element, count in self.items():
            if other[element] < count:
                self[element] = other[element]
        return self._keep_positive()


Counter.__module__ = 'collections'
