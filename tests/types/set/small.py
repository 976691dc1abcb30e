# Small tables are filled up to their last place: searches for what is not there must end, whatever the hashes.
for stride in (1, 2, 4, 7, 8, 16, 64):
    for n in range(1, 18):
        s = set()
        for i in range(n):
            s.add(i * stride)
            assert i * stride in s and (i + 1) * stride not in s and -1 not in s
        assert len(s) == n and sorted(s) == [i * stride for i in range(n)]
        other = {i * stride for i in range(n // 2, n + 3)}
        assert sorted(s & other) == [i * stride for i in range(n // 2, n)]
        assert sorted(s | other) == [i * stride for i in range(n + 3)]
        assert sorted(s - other) == [i * stride for i in range(n // 2)]
        # Places of removed items count as used, until the table is made anew.
        for turn in range(20):
            s.discard(turn % n * stride)
            s.add(-1 - turn)
            assert -1 - turn in s and turn % n * stride not in s and 1000 not in s
            s.discard(-1 - turn)
            s.add(turn % n * stride)
        assert s == {i * stride for i in range(n)}


class Same:
    def __hash__(self):
        return 5


same = [Same() for _ in range(9)]
for n in range(10):
    s = set(same[:n])
    print(n, len(s), [k in s for k in same].count(True), len(s | set(same[n:])))
