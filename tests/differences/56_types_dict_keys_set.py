# Views of dicts are sets.
d, e = {1: 2, 3: 4}, {1: 5, 6: 4}
print(d.keys() & {1}, d.keys() - {1}, sorted(d.keys() | [9]), sorted(d.keys() ^ e.keys()))
print(d.items() & e.items(), d.items() & {(1, 2)}, d.keys() == {3, 1}, d.keys() < {1, 2, 3})
print(d.keys().isdisjoint(e), {1} | d.keys() == {1, 3}, {1, 5} - d.keys(), d.keys() >= {1})
try:
    d.values() & {2}
except TypeError as e:
    print(e)
