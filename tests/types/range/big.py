# Ranges of ints that are no machine words.
def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)

b = 10**30
r = range(b, b + 10, 3)
print(r, list(r), r[1], r[-1], r[1:3], len(r), b + 3 in r, b + 4 in r, r.index(b + 6), list(reversed(r)))
huge = range(0, b)
attempt(len, huge)
print(bool(huge), b - 1 in huge, b in huge, huge[b - 1], huge[-1], huge[5:b - 1:7][1], -1 in huge)
print(huge == range(b), hash(huge) == hash(range(b)), huge != range(b + 1))
down = range(b, -b, -b)
print(list(down), down, len(down), 0 in down, 1 in down, down[1])
for i in range(2**62 - 2, 2**62 + 2):
    print(i, end=' ')
print()
for i in range(-2**31 - 1, -2**31 + 2):
    print(i, end=' ')
print()
for i in range(2**29 - 1, 2**29 + 2):
    print(i, end=' ')
print()
print(list(range(2**61 - 2, 2**61 + 1)), list(range(-2**61 - 1, -2**61 + 1)), list(range(-2**29, -2**29 - 2, -1)))
it = iter(range(b, b + 2))
print(next(it), next(it), next(it, 'end'))
print(range(-b, b, b)[::-1], list(range(0, -b, -b)), range(1, b)[::b])
