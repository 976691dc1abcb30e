# What goes to the end stays findable, and the order is that of the last moves, at every size of a table.
from collections import OrderedDict
for n in (1, 2, 8, 9, 16, 17, 100, 200):
    for key in (lambda i: i, lambda i: 'k%d' % i, lambda i: (i, 1), lambda i: i + .5):
        d = OrderedDict((key(i), i) for i in range(n))
        for i in range(3 * n):
            d.move_to_end(key(i * 7 % n))
            d.move_to_end(key(i * 5 % n), i % 3 != 0)
        print(n, list(d.values())[:4], list(d.values())[-4:], all(d[key(i)] == i for i in range(n)), len(d), key(n) in d, list(dict(d)) == list(d))
        e = dict.fromkeys(d)
        e.update({key(i): i for i in range(n + 5)})
        del e[key(0)]
        print(len(e), list(e.values())[-6:], len(e | d), (e | d) == {**e, **d}, list(e)[:1] == list(iter(e))[:1])
try:
    d.move_to_end('none')
except KeyError as e:
    print('KeyError', e)
