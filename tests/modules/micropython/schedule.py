import micropython

seen = []
micropython.schedule(seen.append, 1)
for i in range(3):
    pass
print(seen)


def more(n):
    seen.append(n)
    if n > 10:
        micropython.schedule(more, n - 1)


micropython.schedule(more, 13)
for i in range(100):
    pass
print(seen)


def flood(_):
    # Nothing runs while a scheduled function does: the queue fills up.
    count = 0
    try:
        while True:
            micropython.schedule(seen.append, "x")
            count += 1
    except RuntimeError as e:
        print(e, count)


del seen[:]
micropython.schedule(flood, None)
for i in range(100):
    pass
print(seen)
try:
    micropython.schedule(1, 2)
except TypeError as e:
    print(e)
