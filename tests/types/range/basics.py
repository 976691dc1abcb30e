# range: items, length, slices, membership, comparison.
def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)

for r in (range(5), range(2, 8), range(0, 10, 3), range(10, 0, -3), range(0), range(5, 0), range(-3, 3), range(7, 8, -1)):
    print(r, list(r), len(r), bool(r), list(reversed(r)), r.start, r.stop, r.step)
r = range(0, 100, 7)
print(r[0], r[-1], r[3], r[2:5], r[::-1], r[::2], r[-3:], r[100:], list(r[5:1:-2]), r[:-20])
attempt(lambda: r[15])
attempt(lambda: r[-16])
attempt(lambda: r['a'])
attempt(range)
attempt(range, 1, 2, 0)
attempt(range, 1.5)
attempt(range, 'a')
attempt(range, 1, 2, 3, 4)
print(14 in r, 15 in r, -7 in r, 98 in r, 105 in r, 14.0 in r, 14.5 in r, 'a' in r, True in range(2), None in r)
print(21 in range(100, 0, -1), 0 in range(100, 0, -1), 100 in range(100, 0, -1))
print(r.index(14), r.index(14.0), r.count(14), r.count(15), r.count(14.0))
attempt(r.index, 15)
attempt(r.index, 'a')
print(range(0) == range(5, 1), range(3) == range(0, 3, 1), range(0, 3, 2) == range(0, 4, 2), range(3) != range(4))
print(range(1, 2, 5) == range(1, 3, 9), range(3) == [0, 1, 2], hash(range(0, 3, 2)) == hash(range(0, 4, 2)))
print(hash(range(0)) == hash(range(9, 9)), {range(3): 'x'}[range(0, 3)])
attempt(lambda: range(3) < range(4))
class I:
    def __index__(self):
        return 3
print(list(range(I())), range(I(), 2 * 3))
total = 0
for i in range(3):
    for j in range(i, 10, 2):
        total += i * j
print(total, [x for x in range(10) if x % 3 == 0], sum(range(101)), max(range(5)), min(range(3, 9)))
