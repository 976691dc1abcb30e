"""An ordered store of bytes by bytes in one file: MicroPython's module btree.

    db = btree.open(file)        file: open(name, 'r+b') or 'w+b', BytesIO, ...
    db[b'key'] = b'value'; db.flush(); db.close()

The file is a B+ tree of pages. A page of the last flush() is never written to: a change writes the pages from
the root to the leaf elsewhere, and flush() then writes which root counts, with a checksum, to one of two header
pages in turns. A loss of power leaves the store as one of the last two flush() calls had it. Every page has a
checksum, and all of them are looked at when a store is opened: what is no store is an OSError.
"""
from binascii import crc32
from struct import pack, unpack_from

INCL = 1
DESC = 2

_MAGIC = b'KkBt'
_HEADER = '<4sHHIIII'
_LEAF = 1
_INNER = 2
_HEAD = 8
_DEPTH = 40


def _bad(why='corrupt'):
    from errno import EINVAL
    return OSError(EINVAL, 'btree: ' + why)


def _bytes(x):
    return x.encode() if isinstance(x, str) else bytes(memoryview(x))


class _Node:
    """A page. A leaf has keys and values, a value being bytes or (first page, length); an inner page has one
    child more than keys, child i having the keys from keys[i - 1] on and below keys[i]."""

    def __init__(self, leaf, keys, values):
        self.leaf = leaf
        self.keys = keys
        self.values = values

    def size(self):
        n = _HEAD + sum([len(k) for k in self.keys])
        if not self.leaf:
            return n + 6 * len(self.keys) + 4
        for v in self.values:
            n += 10 if isinstance(v, tuple) else 6 + len(v)
        return n

    def place(self, key):
        """How many keys are less than the key."""
        low, high = 0, len(self.keys)
        while low < high:
            middle = (low + high) // 2
            if self.keys[middle] < key:
                low = middle + 1
            else:
                high = middle
        return low

    def child(self, key):
        """The number of the child that has the key."""
        i = self.place(key)
        return i + 1 if i < len(self.keys) and self.keys[i] == key else i


def _encode(node, size):
    parts = []
    if not node.leaf:
        parts.append(pack('<I', node.values[0]))
    for i, key in enumerate(node.keys):
        if not node.leaf:
            parts += pack('<HI', len(key), node.values[i + 1]), key
        elif isinstance(node.values[i], tuple):
            first, n = node.values[i]
            parts += pack('<HI', len(key), n | 1 << 31), key, pack('<I', first)
        else:
            parts += pack('<HI', len(key), len(node.values[i])), key, node.values[i]
    body = b''.join(parts)
    body = pack('<HH', _LEAF if node.leaf else _INNER, len(node.keys)) + body + bytes(size - _HEAD - len(body))
    return pack('<I', crc32(body)) + body


def _decode(data):
    """A node of a page whose checksum is right, which somebody may have computed: nothing is believed."""
    if crc32(memoryview(data)[4:]) != unpack_from('<I', data)[0]:
        raise _bad('checksum')
    kind, n = unpack_from('<HH', data, 4)
    at, keys, values = _HEAD, [], []
    if kind not in (_LEAF, _INNER) or (kind == _INNER and n == 0):
        raise _bad()
    try:
        if kind == _INNER:
            values.append(unpack_from('<I', data, at)[0])
            at += 4
        for i in range(n):
            size, number = unpack_from('<HI', data, at)
            at += 6
            end = at + size
            key = data[at:end]
            if kind == _LEAF and number >> 31:
                number = unpack_from('<I', data, end)[0], number & 0x7fffffff
                end += 4
            elif kind == _LEAF:
                at, end = end, end + number
                number = data[at:end]
            if end > len(data) or (keys and keys[-1] >= key):
                raise _bad()
            keys.append(key)
            values.append(number)
            at = end
    except (ValueError, IndexError, _struct_error()):
        raise _bad() from None
    return _Node(kind == _LEAF, keys, values)


def _struct_error():
    import struct
    return struct.error


class _Pages:
    """Which pages are in use: a bit each, now and as of the last flush()."""

    def __init__(self, count):
        self.count = count
        self.used = bytearray((count + 7) // 8)
        self.kept = self.used

    def mark(self, page, n=1):
        if page < 2 or page + n > self.count:
            raise _bad('page')
        for p in range(page, page + n):
            if self.used[p >> 3] & 1 << (p & 7):
                raise _bad('page used twice')
            self.used[p >> 3] |= 1 << (p & 7)

    def is_free(self, p):
        bit = 1 << (p & 7)
        return not self.used[p >> 3] & bit and (p >> 3 >= len(self.kept) or not self.kept[p >> 3] & bit)

    def is_fresh(self, p):
        """It was not in use at the last flush()."""
        return p >> 3 >= len(self.kept) or not self.kept[p >> 3] & 1 << (p & 7)

    def take(self, n=1):
        """The first of n free pages in a row."""
        run = 0
        for p in range(2, self.count):
            run = run + 1 if self.is_free(p) else 0
            if run == n:
                first = p - n + 1
                break
        else:
            first = self.count - run
            self.count = first + n
            missing = (self.count + 7) // 8 - len(self.used)
            if missing > 0:
                self.used += bytes(missing + 8)
        self.mark(first, n)
        return first

    def drop(self, page, n=1):
        for p in range(page, page + n):
            self.used[p >> 3] &= ~(1 << (p & 7))

    def keep(self):
        self.kept = bytearray(self.used)


class _BTree:
    def __init__(self, stream, pagesize, cachesize):
        self._stream = stream
        self._generation = self._root = 0
        self._cache, self._dirty = {}, {}
        self._changed = False
        end = stream.seek(0, 2)
        if end == 0:
            self._size = pagesize or 512
            if self._size < 128 or self._size > 32768 or self._size & (self._size - 1):
                raise ValueError('pagesize must be a power of 2 from 128 to 32768')
            self._pages = _Pages(2)
            self._pages.used[0] = 3
            self._pages.keep()
            self._changed = True
        else:
            self._open(end)
        self._cached = max(cachesize // self._size, 8)

    # -- the file --

    def _read_at(self, offset, n):
        self._stream.seek(offset)
        data = self._stream.read(n)
        return data if data is not None and len(data) == n else b''

    def _header(self, offset):
        data = self._read_at(offset, 28)
        if not data or crc32(data[:24]) != unpack_from('<I', data, 24)[0]:
            return None
        magic, size, _, generation, root, count, _ = unpack_from(_HEADER, data)
        if magic != _MAGIC or size < 128 or size > 32768 or size & (size - 1):
            return None
        return generation, root, count, size

    def _open(self, end):
        first = self._header(0)
        found = [first] if first else []
        for size in [first[3]] if first else [128 << i for i in range(9)]:
            second = self._header(size)
            if second and second[3] == size:
                found.append(second)
                break
        # The newer one counts; if its pages are not what they should be, the one before.
        problem = _bad('no btree file')
        for generation, root, count, size in sorted(found, reverse=True):
            if count < 2 or (count - 1) * size > end:
                continue
            self._generation, self._root, self._size = generation, root, size
            self._pages = _Pages(count)
            self._pages.used[0] = 3
            self._cached = 1
            try:
                if root:
                    self._mark(root, 0, None, None)
            except OSError as e:
                problem = e
                continue
            self._pages.keep()
            return
        raise problem

    def _mark(self, page, depth, low, high):
        """Marks the pages of a tree as used and checks its keys, which are to lie from low on and below high."""
        self._pages.mark(page)
        node = self._load(page)
        keys = node.keys
        if depth > _DEPTH or (keys and ((low is not None and keys[0] < low) or (high is not None and keys[-1] >= high))):
            raise _bad()
        if not node.leaf:
            for i, child in enumerate(node.values):
                self._mark(child, depth + 1, keys[i - 1] if i else low, keys[i] if i < len(keys) else high)
            return
        for v in node.values:
            if isinstance(v, tuple):
                self._pages.mark(v[0], self._run(v[1]))

    def _run(self, n):
        return (n + self._size - 1) // self._size

    def _load(self, page):
        node = self._dirty.get(page) or self._cache.get(page)
        if node is None:
            data = self._read_at(page * self._size, self._size)
            if not data:
                raise _bad('short')
            node = _decode(data)
            if len(self._cache) >= self._cached:
                self._cache.clear()
            self._cache[page] = node
        return node

    def _write(self, offset, data):
        self._stream.seek(offset)
        if self._stream.write(data) not in (None, len(data)):
            from errno import ENOSPC
            raise OSError(ENOSPC, 'btree: short write')

    def _write_dirty(self):
        for page in sorted(self._dirty):
            self._write(page * self._size, _encode(self._dirty[page], self._size))
        self._cache.clear()
        self._dirty.clear()

    def _store(self, old, node):
        """The page on which the node is from now on; old: where it was, or 0."""
        if old and self._pages.is_fresh(old):
            page = old
        else:
            page = self._pages.take()
            if old:
                self._release(old)
        self._cache.pop(page, None)
        self._dirty[page] = node
        return page

    def _release(self, page, n=1):
        self._pages.drop(page, n)
        for p in range(page, page + n):
            self._dirty.pop(p, None)
            self._cache.pop(p, None)

    def flush(self):
        self._check()
        if not self._changed:
            return
        self._write_dirty()
        # A last page that is not full would be a short read.
        end = self._stream.seek(0, 2)
        if end < self._pages.count * self._size:
            self._write(end, bytes(self._pages.count * self._size - end))
        self._sync()
        self._generation += 1
        data = pack(_HEADER, _MAGIC, self._size, 0, self._generation, self._root, self._pages.count, 0)[:24]
        self._write((self._generation & 1) * self._size, data + pack('<I', crc32(data)))
        self._sync()
        self._pages.keep()
        self._changed = False

    def _sync(self):
        flush = getattr(self._stream, 'flush', None)
        if flush is not None:
            flush()

    def close(self):
        if self._stream is not None:
            self.flush()
            self._stream = None
            self._cache = self._dirty = {}

    def _check(self):
        if self._stream is None:
            raise ValueError('database closed')

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    # -- reading --

    def _find(self, key):
        """The leaf's value of the key, or None."""
        self._check()
        page = self._root
        while page:
            node = self._load(page)
            if node.leaf:
                i = node.place(key)
                return node.values[i] if i < len(node.keys) and node.keys[i] == key else None
            page = node.values[node.child(key)]
        return None

    def _content(self, value):
        if isinstance(value, tuple):
            data = self._read_at(value[0] * self._size, value[1])
            if len(data) != value[1]:
                raise _bad('short')
            return data
        return value

    def get(self, key, default=None):
        value = self._find(_bytes(key))
        return default if value is None else self._content(value)

    def __getitem__(self, key):
        value = self._find(_bytes(key))
        if value is None:
            raise KeyError(key)
        return self._content(value)

    def __contains__(self, key):
        return self._find(_bytes(key)) is not None

    def _leaf(self, key, down):
        """(the leaf with the key, or with the keys next to it; the bound behind which the next leaf is)"""
        page, bound = self._root, None
        while page:
            node = self._load(page)
            if node.leaf:
                return node, bound
            if down:
                # Keys below `key`: the last child of which some can be.
                i = len(node.keys) if key is None else node.place(key)
                if i > 0:
                    bound = node.keys[i - 1]
            else:
                i = 0 if key is None else node.child(key)
                if i < len(node.keys):
                    bound = node.keys[i]
            page = node.values[i]
        return None, None

    def _walk(self, start, end, flags):
        self._check()
        start = None if start is None else _bytes(start)
        end = None if end is None else _bytes(end)
        down, included = flags & DESC, flags & INCL
        at, first = start, True
        while True:
            self._check()
            # Downwards `at` itself is wanted only at the start: the keys below at + b'\0' include it.
            node, bound = self._leaf(at + b'\0' if down and first and at is not None else at, down)
            if node is None:
                return
            pairs = list(zip(node.keys, node.values))
            for key, value in reversed(pairs) if down else pairs:
                if at is not None and (key > at or (key == at and not first) if down else key < at):
                    continue
                if end is not None and (key < end if down else key > end):
                    return
                if key == end and not included:
                    return
                yield key, value
            if bound is None:
                return
            at, first = bound, False

    def keys(self, start=None, end=None, flags=0):
        for key, value in self._walk(start, end, flags):
            yield key

    def values(self, start=None, end=None, flags=0):
        for key, value in self._walk(start, end, flags):
            yield self._content(value)

    def items(self, start=None, end=None, flags=0):
        for key, value in self._walk(start, end, flags):
            yield key, self._content(value)

    def __iter__(self):
        return self.keys()

    # -- writing --

    def _split(self, page, node):
        """Stores a node that may have become too large: [(first key of it, page)], one or more; the first key of
        the first is not used."""
        if node.size() <= self._size:
            return [(None, self._store(page, node))]
        half, n, i = node.size() // 2, _HEAD, 0
        while n < half and i < len(node.keys) - 2:
            value = node.values[i]
            n += len(node.keys[i]) + (6 if not node.leaf else 10 if isinstance(value, tuple) else 6 + len(value))
            i += 1
        i = max(i, 1)
        if node.leaf:
            middle = node.keys[i]
            left, right = _Node(True, node.keys[:i], node.values[:i]), _Node(True, node.keys[i:], node.values[i:])
        else:
            middle = node.keys[i]
            left = _Node(False, node.keys[:i], node.values[:i + 1])
            right = _Node(False, node.keys[i + 1:], node.values[i + 1:])
        parts = self._split(page, left)
        more = self._split(0, right)
        more[0] = middle, more[0][1]
        return parts + more

    def _insert(self, page, key, value):
        node = self._load(page)
        keys, values = list(node.keys), list(node.values)
        if node.leaf:
            i = node.place(key)
            if i < len(keys) and keys[i] == key:
                self._forget(values[i])
                values[i] = value
            else:
                keys.insert(i, key)
                values.insert(i, value)
        else:
            i = node.child(key)
            parts = self._insert(values[i], key, value)
            values[i:i + 1] = [p for k, p in parts]
            keys[i:i] = [k for k, p in parts[1:]]
        return self._split(page, _Node(node.leaf, keys, values))

    def _forget(self, value):
        if isinstance(value, tuple):
            self._release(value[0], self._run(value[1]))

    def put(self, key, value, flags=0):
        self._check()
        key, value = _bytes(key), _bytes(value)
        quarter = (self._size - _HEAD) // 4 - 14
        if len(key) > quarter:
            raise ValueError('key is longer than %d bytes' % quarter)
        if len(key) + len(value) > quarter:
            n = len(value)
            first = self._pages.take(self._run(n))
            self._write(first * self._size, value)
            value = first, n
        if self._root:
            parts = self._insert(self._root, key, value)
        else:
            parts = [(None, self._store(0, _Node(True, [key], [value])))]
        while len(parts) > 1:
            parts = self._split(0, _Node(False, [k for k, p in parts[1:]], [p for k, p in parts]))
        self._now(parts[0][1])
        return 0

    def _now(self, root):
        self._root = root
        self._changed = True
        if len(self._dirty) > self._cached:
            self._write_dirty()

    def __setitem__(self, key, value):
        self.put(key, value)

    def _remove(self, page, key):
        """The page without the key; 0 when nothing is left."""
        node = self._load(page)
        keys, values = list(node.keys), list(node.values)
        if node.leaf:
            i = node.place(key)
            self._forget(values[i])
            del keys[i], values[i]
        else:
            i = node.child(key)
            child = self._remove(values[i], key)
            if child:
                values[i] = child
                self._merge(keys, values, i)
            else:
                del values[i]
                if keys:
                    del keys[max(i - 1, 0)]
            if len(values) == 1:
                # What would have one child is that child.
                self._release(page)
                return values[0]
        if not values:
            self._release(page)
            return 0
        return self._store(page, _Node(node.leaf, keys, values))

    def _merge(self, keys, values, i):
        """Puts child i, if little is left of it, together with a neighbour that has room."""
        if self._load(values[i]).size() > self._size // 4:
            return
        for left in i - 1, i:
            if left < 0 or left + 1 >= len(values):
                continue
            a, b = self._load(values[left]), self._load(values[left + 1])
            if a.leaf != b.leaf or a.size() + b.size() + len(keys[left]) > self._size:
                continue
            between = [] if a.leaf else [keys[left]]
            whole = _Node(a.leaf, a.keys + between + b.keys, a.values + b.values)
            self._release(values[left + 1])
            values[left:left + 2] = [self._store(values[left], whole)]
            del keys[left]
            return

    def __delitem__(self, key):
        raw = _bytes(key)
        if self._find(raw) is None:
            raise KeyError(key)
        self._now(self._remove(self._root, raw))


def open(stream, flags=0, pagesize=0, cachesize=0, minkeypage=0):
    """The store in a file that can be read, written and sought in; an empty file becomes one."""
    return _BTree(stream, pagesize, cachesize)
