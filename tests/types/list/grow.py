# A list grows into the memory behind its items or moves: with others growing beside it, none may see another's.
lists = [[] for _ in range(5)]
for i in range(60):
    for k, l in enumerate(lists):
        l.append((k, i) if i % 3 == 0 else i * 10 + k)
        if i % 7 == k:
            l.extend(range(k))
            del l[-k:]
for k, l in enumerate(lists):
    print(k, len(l), l[:4], l[-3:])
alone = []
for i in range(300):
    alone.append(i)
    assert len(alone) == i + 1 and alone[-1] == i and alone[0] == 0
print(sum(alone))
# What was cut off is not seen again when the list gets longer.
alone[20:] = []
alone += [None] * 30
print(alone[18:24], alone.count(None), len(alone))
it = iter(alone)
print(next(it), next(it))
for i in range(50):
    alone.append(i)
print(sum(1 for _ in it))
