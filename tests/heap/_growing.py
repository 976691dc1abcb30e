# Lists and dicts grow among other objects, some of which stay where they are, until there is hardly any memory left.
keep = []


def tuples(n):
    d = {}
    for x in range(n):
        d[x, -x] = d.get((x, -x), 0) + x
        d[(x % 7, x % 5)] = str(x)
    return len(d), d[0, 0], d[n - 1, 1 - n], sum(k[0] for k in d)


def names(n):
    d = {}
    for i in range(n):
        d['k%d' % i] = i
        if i % 3 == 2:
            del d['k%d' % (i - 1)]
    return len(d), d['k0'], list(d)[-3:], sum(d.values())


def numbers(n):
    d, s = {}, []
    for i in range(n):
        d[i * i] = i
        s.append(d)
        s.append(i)
    return sum(s[1::2]), s[0] is s[-2], d[(n - 1) ** 2], max(d)


def lists(n):
    rows = [[] for _ in range(4)]
    for i in range(n):
        rows[i % 4].append((i, str(i)))
        if i % 50 == 0:
            keep.append([i])
            id(keep[-1])
    return [len(r) for r in rows], rows[3][-1], all(r[j][1] == str(4 * j + i) for i, r in enumerate(rows) for j in range(len(r)))


class Things:
    pass


def attributes(n):
    t = Things()
    for i in range(n):
        setattr(t, 'a%d' % i, i)
    return sum(t.__dict__.values()), t.a0, getattr(t, 'a%d' % (n - 1))


for n in range(8, 64, 8):
    print(n, tuples(n), names(n))
    print(numbers(n), attributes(n // 2))
    print(lists(2 * n))
