"""graphlib: the order of things that depend on each other."""

__all__ = ['TopologicalSorter', 'CycleError']
_OUT, _DONE = -1, -2
_nothing = object()


class CycleError(ValueError):
    """The second argument is a list of nodes that form a cycle."""


class TopologicalSorter:
    """Nodes, each with the nodes that must come before it."""

    def __init__(self, graph=None):
        self._waits = {}     # node: how many it waits for, or _OUT (handed out), _DONE
        self._followers = {}  # node: those that wait for it
        self._ready = None
        self._out = self._finished = 0
        for node, before in (graph or {}).items():
            self.add(node, *before)

    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError('Nodes cannot be added after a call to prepare()')
        for one in (node,) + predecessors:
            if one not in self._waits:
                self._waits[one] = 0
                self._followers[one] = []
        self._waits[node] += len(predecessors)
        for one in predecessors:
            self._followers[one].append(node)

    def prepare(self):
        """No more nodes; CycleError if there is no order."""
        if self._ready is not None:
            raise ValueError('cannot prepare() more than once')
        self._ready = [node for node, waits in self._waits.items() if waits == 0]
        cycle = self._find_cycle()
        if cycle:
            raise CycleError('nodes are in a cycle', cycle)

    def get_ready(self):
        """Nodes that wait for nothing more."""
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        ready, self._ready = tuple(self._ready), []
        for node in ready:
            self._waits[node] = _OUT
        self._out += len(ready)
        return ready

    def is_active(self):
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        return self._finished < self._out or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        """What get_ready() gave is finished."""
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        for node in nodes:
            waits = self._waits.get(node)
            if waits is None:
                raise ValueError('node %r was not added using add()' % (node,))
            if waits != _OUT:
                raise ValueError('node %r was %s' % (node, 'not passed out (still not ready)' if waits >= 0 else
                                                     'already marked done'))
            self._waits[node] = _DONE
            for follower in self._followers[node]:
                self._waits[follower] -= 1
                if self._waits[follower] == 0:
                    self._ready.append(follower)
            self._finished += 1

    def _find_cycle(self):
        """Nodes that follow each other in a circle, or None. A search in depth, without recursion."""
        seen, path, places, steps = set(), [], {}, []
        for start in self._waits:
            node = start
            while node is not _nothing:
                if node in places:
                    return path[places[node]:] + [node]
                if node not in seen:
                    seen.add(node)
                    places[node] = len(path)
                    path.append(node)
                    steps.append(iter(self._followers[node]))
                node = _nothing
                while steps and node is _nothing:
                    node = next(steps[-1], _nothing)
                    if node is _nothing:
                        del places[path.pop()]
                        steps.pop()
                    elif node in seen and node not in places:
                        node = _nothing
        return None

    def static_order(self):
        """All nodes, in an order."""
        self.prepare()
        while self.is_active():
            nodes = self.get_ready()
            yield from nodes
            self.done(*nodes)

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)
