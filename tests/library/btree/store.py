# host only: the module is not in the test image
# btree against a dict, on one page size after the other; ends of power; files that are none.
import btree
import io
import random

random.seed(11)


def check(db, model):
    keys = sorted(model)
    assert list(db) == keys
    assert list(db.items()) == [(k, model[k]) for k in keys]
    assert list(db.values(None, None, btree.DESC)) == [model[k] for k in reversed(keys)]
    for i in range(3):
        a, b = b'%d' % random.randint(0, 400), b'%d' % random.randint(0, 400)
        assert list(db.keys(a, b)) == [k for k in keys if a <= k < b], (a, b)
        assert list(db.keys(a, b, btree.INCL)) == [k for k in keys if a <= k <= b]
        assert list(db.keys(a, None)) == [k for k in keys if a <= k]
        down = keys[::-1]
        assert list(db.keys(a, b, btree.DESC)) == [k for k in down if a >= k > b], (a, b)
        assert list(db.keys(a, b, btree.DESC | btree.INCL)) == [k for k in down if a >= k >= b]
        assert list(db.keys(a, None, btree.DESC)) == [k for k in down if a >= k]


def change(db, model, times):
    for i in range(times):
        key = b'%d' % random.randint(0, 300)
        if random.random() < 0.4 and key in model:
            del db[key], model[key]
            assert key not in db
        else:
            value = bytes([random.getrandbits(8)]) * random.choice((0, 1, 5, 20, 60, 300))
            db[key] = model[key] = value
            assert db[key] == value


for size in 128, 512:
    f = io.BytesIO()
    db = btree.open(f, pagesize=size)
    model = {}
    for turn in range(4):
        change(db, model, 60)
        check(db, model)
        db.flush()
        if turn % 2:
            db.close()
            db = btree.open(f, cachesize=2048)
            check(db, model)
    for key in list(model):
        del db[key]
    assert list(db) == [] and db.get(b'1') is None
    db.close()
    used = len(f.getvalue())
    db = btree.open(f)
    db[b'again'] = b'x'
    db.close()
    print(size, 'ok', len(f.getvalue()) == used)

# Whatever part of the writes reached the file: the store is one of the last two.


class Torn(io.BytesIO):
    left = 1 << 30

    def write(self, data):
        n = min(self.left, len(data))
        self.left -= n
        super().write(data[:n])
        return len(data)


def versions(cut):
    f = Torn()
    db = btree.open(f, pagesize=128)
    for i in range(12):
        db[b'key%d' % i] = b'old%d' % i
    db.flush()
    f.left = cut
    for i in range(0, 12, 2):
        db[b'key%d' % i] = b'new' * 20
    del db[b'key3']
    db.flush()
    whole = f.left > 0
    found = dict(btree.open(io.BytesIO(f.getvalue())).items())
    old = {b'key%d' % i: b'old%d' % i for i in range(12)}
    new = dict(old)
    for i in range(0, 12, 2):
        new[b'key%d' % i] = b'new' * 20
    del new[b'key3']
    assert found in (old, new)
    return found == new, whole


seen = [versions(cut) for cut in range(0, 3000, 37)]
print(seen[0], seen[-1], sorted(seen) == seen)

# Files that are none, or were changed.
f = io.BytesIO()
with btree.open(f, pagesize=128) as db:
    for i in range(30):
        db[b'k%d' % i] = b'v' * i
good = f.getvalue()
kinds = set()
for i in range(0, len(good), 7):
    data = bytearray(good)
    data[i] ^= 0x55
    try:
        kinds.add(len(list(btree.open(io.BytesIO(data)))) in (0, 30))
    except OSError as e:
        kinds.add(e.errno)
for n in 1, 28, 100, 130, 1000, len(good) - 1:
    try:
        btree.open(io.BytesIO(good[:n]))
    except OSError as e:
        kinds.add(e.errno)
print(sorted(kinds))


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


db = btree.open(io.BytesIO(), pagesize=128)
db['text'] = 'value'
for f in (lambda: db['text'], lambda: db[b'none'], lambda: db.get('none', 7), lambda: db.put(bytes(200), b''), lambda: db[5],
          lambda: db.put(b'k', 5), lambda: btree.open(io.BytesIO(), pagesize=100), lambda: btree.open(io.BytesIO(b'junk')),
          lambda: db.__delitem__(b'none'), lambda: b'text' in db, lambda: db.close(), lambda: db.close(),
          lambda: db['text'], lambda: db.flush(), lambda: list(db)):
    attempt(f)
