"""graphlib: orders, cycles, and calls at the wrong time."""
from graphlib import CycleError, TopologicalSorter

print(list(TopologicalSorter({'D': {'B'}, 'B': {'A'}, 'C': {'A'}}).static_order())[0], list(TopologicalSorter().static_order()))
sorter = TopologicalSorter({2: [11], 9: [11, 8], 10: [11, 3], 11: [7, 5], 8: [7, 3], None: [2]})
sorter.prepare()
while sorter:
    ready = sorter.get_ready()
    print(sorted(ready, key=str), sorter.get_ready())
    sorter.done(*ready)
for graph in [{1: [1]}, {1: [2], 2: [3], 3: [1], 4: [1]}, {i: [i + 1] for i in range(3000)} | {3000: [0]}]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as e:
        cycle = e.args[1]
        print(e.args[0], len(cycle), cycle[0] == cycle[-1], all([b in graph and a in graph[b] or a in graph[b] for a, b in zip(cycle, cycle[1:])]))
for actions in ['s.get_ready()', 's.is_active()', 's.done(1)', 's.prepare(); s.prepare()', 's.prepare(); s.add(1)', 's.prepare(); s.done(9)',
                's.prepare(); s.done(2)', 's.prepare(); s.get_ready(); s.done(1); s.done(1)', 's.add([])']:
    s = TopologicalSorter({2: [1]})
    try:
        exec(actions)
    except (ValueError, TypeError) as e:
        print(actions, type(e).__name__, e)
