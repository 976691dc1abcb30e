# Entries that are put in while a dict is iterated over are noticed, even when as many were taken out.


def attempt(what, d, view, change):
    seen = []
    try:
        for i, x in enumerate(view(d)):
            seen.append(x)
            if i == 20:
                break
            change(d, x)
        print(what, 'ended', seen)
    except RuntimeError as e:
        print(what, e, seen)


def renew(d, x):
    key = x[0] if isinstance(x, tuple) else x
    del d[key]
    d[key] = key


def add(d, x):
    d[len(d) + 100] = 0


def drop_last(d, x):
    if len(d) > 1:
        d.popitem()


for view in (dict.keys, dict.values, dict.items, iter):
    attempt('renew one', {0: 0}, view, renew)
    attempt('add', {0: 0, 1: 1}, view, add)
    attempt('popitem', {0: 0, 1: 1, 2: 2}, view, drop_last)

# A dict used as a stack or as a queue keeps its order, and its size.
d = {}
for i in range(300):
    d[i] = i
    if i > 5:
        d.pop(i - 3 if i % 2 else next(iter(d)), 0)
    if i % 7 == 0:
        d.popitem()
print(list(d.items()), list(reversed(d)))
d.clear()
for i in range(50):
    d['x'] = i
    del d['x']
    d['y'] = i
    print(d.popitem(), len(d), end=' ')
print(d)
