#!/usr/bin/env python3
"""Looks into littlefs version 2 images and builds them.

usage: lfs.py list IMAGE                  every file and folder, with sizes
       lfs.py cat IMAGE PATH              one file, to standard output
       lfs.py extract IMAGE FOLDER        all of them, into a folder
       lfs.py build IMAGE FOLDER          an image with what is in the folder
       lfs.py check IMAGE                 everything is read and counted; complaints, and status 1

options: --block-size N (4096)    --offset N (0: where the file system begins in IMAGE, a dump of the flash)
         --size N (of the file system: the rest of IMAGE; for build 1M)    --prog-size N (32, for build)
Numbers may end with k or M, or begin with 0x.

Written from the format's specification (SPEC.md, disk versions 2.0 and 2.1), and on purpose apart from src/fs, which
is tested against it: tests/fs/run_tool.py.
"""
import os
import struct
import sys
import zlib
from collections import namedtuple

MAGIC = b'littlefs'
VERSION = 0x00020001
NULL_BLOCK = 0xFFFFFFFF
NO_ID = 0x3FF
DELETED = 0x3FF
NAME_MAX, FILE_MAX, ATTR_MAX = 255, 0x7FFFFFFF, 1022
INLINE_MAX = 64

REG, DIR, SUPERBLOCK = 0x001, 0x002, 0x0FF
DIR_STRUCT, INLINE_STRUCT, CTZ_STRUCT = 0x200, 0x201, 0x202
CREATE, DELETE, CRC, FCRC, SOFT_TAIL, HARD_TAIL, MOVE_STATE = 0x401, 0x4FF, 0x500, 0x5FF, 0x600, 0x601, 0x7FF


class Corrupt(Exception):
    """The image breaks the format's rules."""


def crc32(data, crc=0xFFFFFFFF):
    """Polynomial 0x04c11db7, beginning with all ones, without the inversion at the end that zlib has."""
    return zlib.crc32(data, crc ^ 0xFFFFFFFF) ^ 0xFFFFFFFF


Tag = namedtuple('Tag', 'type id size')


def unpack_tag(word):
    return Tag(word >> 20 & 0x7FF, word >> 10 & 0x3FF, word & 0x3FF)


def pack_tag(tag_type, tag_id, size):
    return tag_type << 20 | tag_id << 10 | size


def trailing_zeros(n):
    return (n & -n).bit_length() - 1


# ---- reading ----

class Entry:
    """What a metadata pair says of one id."""

    def __init__(self):
        self.type, self.name, self.struct_type, self.struct, self.attrs = None, b'', None, b'', {}


class Pair:
    """A metadata pair: entries by id, its tail, its share of the global state."""

    def __init__(self, image, blocks):
        self.blocks = tuple(blocks)
        logs = [log for log in (self.read_log(image, block) for block in self.blocks) if log]
        if not logs:
            raise Corrupt('no valid commit in the metadata pair %r' % (self.blocks,))
        # Revision counts are compared as a sequence: they may overflow.
        newest = logs[0]
        for log in logs[1:]:
            if (log[0] - newest[0] & 0xFFFFFFFF) < 0x80000000:
                newest = log
        self.revision, tags = newest
        self.entries, self.tail, self.hard_tail, self.move = {}, None, False, bytes(12)
        for tag, data in tags:
            self.apply(tag, data)

    @staticmethod
    def read_log(image, block):
        """(revision, tags of all whole commits), or None."""
        data = image.block(block)
        revision, = struct.unpack_from('<I', data)
        crc, at, previous = crc32(data[:4]), 4, 0xFFFFFFFF
        good, pending = [], []
        committed = False
        while at + 4 <= len(data):
            word = struct.unpack_from('>I', data, at)[0] ^ previous
            tag = unpack_tag(word)
            size = 0 if tag.size == DELETED else tag.size
            if word >> 31 or at + 4 + size > len(data):
                break
            crc = crc32(data[at:at + 4], crc)
            body = data[at + 4:at + 4 + size]
            previous = word
            if tag.type & 0x780 == CRC and tag.type != FCRC:
                if size < 4 or struct.unpack_from('<I', body)[0] != crc:
                    break
                previous ^= (tag.type & 1) << 31
                good += pending
                pending, crc, committed = [], 0xFFFFFFFF, True
            else:
                crc = crc32(body, crc)
                pending.append((tag, body))
            at += 4 + size
        return (revision, good) if committed else None

    def apply(self, tag, data):
        kind = tag.type >> 8
        if tag.type == CREATE:
            self.entries = {i + (i >= tag.id): e for i, e in self.entries.items()}
            self.entries[tag.id] = Entry()
        elif tag.type == DELETE:
            self.entries.pop(tag.id, None)
            self.entries = {i - (i > tag.id): e for i, e in self.entries.items()}
        elif kind == 0:
            entry = self.entries.setdefault(tag.id, Entry())
            entry.type, entry.name = tag.type, data
        elif kind == 2:
            entry = self.entries.setdefault(tag.id, Entry())
            entry.struct_type, entry.struct = tag.type, data
        elif kind == 3 and tag.id != NO_ID:
            attrs = self.entries.setdefault(tag.id, Entry()).attrs
            if tag.size == DELETED:
                attrs.pop(tag.type & 0xFF, None)
            else:
                attrs[tag.type & 0xFF] = data
        elif kind == 6:
            if len(data) != 8:
                raise Corrupt('a tail of %d bytes' % len(data))
            self.tail, self.hard_tail = struct.unpack('<II', data), tag.type == HARD_TAIL
        elif tag.type == MOVE_STATE and len(data) == 12:
            self.move = data

    def next(self):
        """The blocks of the pair behind this one, or None."""
        return None if self.tail is None or NULL_BLOCK in self.tail else self.tail


class Image:
    """A file system in an image: find() and walk() are what the commands use."""

    def __init__(self, data, block_size):
        self.data, self.block_size = data, block_size
        self.count = len(data) // block_size
        self.pairs, self.used = [], {}
        self.read_pairs()
        self.read_superblock()
        self.read_state()

    def block(self, number):
        if number >= self.count:
            raise Corrupt('block %d is outside' % number)
        return self.data[number * self.block_size:(number + 1) * self.block_size]

    def use(self, block, what):
        if block in self.used:
            raise Corrupt('block %d belongs to %s and %s' % (block, self.used[block], what))
        self.used[block] = what

    def read_pairs(self):
        blocks = (0, 1)
        while blocks is not None:
            pair = Pair(self, blocks)
            for block in blocks:
                self.use(block, 'metadata pair %r' % (blocks,))
            self.pairs.append(pair)
            blocks = pair.next()

    def read_superblock(self):
        holders = [pair for pair in self.pairs
                   if 0 in pair.entries and pair.entries[0].type == SUPERBLOCK and pair.entries[0].name == MAGIC]
        if not holders or holders[0] is not self.pairs[0]:
            raise Corrupt('there is no superblock')
        fields = holders[0].entries[0].struct
        if len(fields) < 24:
            raise Corrupt('the superblock has %d bytes' % len(fields))
        self.version, block_size, count, self.name_max, self.file_max, self.attr_max = struct.unpack('<6I', fields[:24])
        if self.version >> 16 != 2:
            raise Corrupt('disk version %d.%d' % (self.version >> 16, self.version & 0xFFFF))
        if block_size != self.block_size:
            raise Corrupt('blocks have %d bytes' % block_size)
        if count > self.count:
            raise Corrupt('%d blocks, of which %d are here' % (count, self.count))
        self.count = count
        self.root = holders[-1]

    def read_state(self):
        state = bytes(12)
        for pair in self.pairs:
            state = bytes(a ^ b for a, b in zip(state, pair.move))
        word, a, b = struct.unpack('<III', state)
        self.needs_sync = word >> 31 != 0
        tag = unpack_tag(word & 0x7FFFFFFF)
        self.moved = (frozenset((a, b)), tag.id) if tag.type == DELETE else None

    def entries(self, first):
        """The (name, Entry) of the directory that begins with that pair, in order."""
        by_blocks = {frozenset(pair.blocks): pair for pair in self.pairs}
        pair, seen = first, 0
        while True:
            for number, entry in sorted(pair.entries.items()):
                if entry.type in (REG, DIR) and (frozenset(pair.blocks), number) != self.moved:
                    yield entry.name.decode('utf-8', 'surrogateescape'), entry
            seen += 1
            if not pair.hard_tail or pair.next() is None:
                return
            pair = by_blocks.get(frozenset(pair.next()))
            if pair is None or seen > len(self.pairs):
                raise Corrupt('a directory that does not end')

    def directory(self, entry):
        if entry.struct_type != DIR_STRUCT or len(entry.struct) != 8:
            raise Corrupt('%r is a directory without a pair' % entry.name)
        blocks = struct.unpack('<II', entry.struct)
        for pair in self.pairs:
            if frozenset(pair.blocks) == frozenset(blocks):
                return pair
        # The list of all pairs may be out of step while the sync flag is set.
        return Pair(self, blocks)

    def walk(self, pair=None, path='', depth=0):
        """(path, Entry) of everything, folders before what is in them."""
        if depth > 100:
            raise Corrupt('directories too deep')
        for name, entry in self.entries(pair or self.root):
            yield path + name, entry
            if entry.type == DIR:
                yield from self.walk(self.directory(entry), path + name + '/', depth + 1)

    def find(self, path):
        for known, entry in self.walk():
            if known == path.strip('/') and entry.type == REG:
                return entry
        raise KeyError(path)

    def layout(self, size):
        """(block index, bytes of data in it) of a skip list of that size."""
        index = 0
        while size > 0:
            room = self.block_size - (4 * (trailing_zeros(index) + 1) if index else 0)
            yield index, min(room, size)
            size -= room
            index += 1

    def content(self, entry):
        if entry.struct_type == INLINE_STRUCT:
            return entry.struct
        if entry.struct_type is None:
            return b''
        if entry.struct_type != CTZ_STRUCT or len(entry.struct) != 8:
            raise Corrupt('%r has no content' % entry.name)
        head, size = struct.unpack('<II', entry.struct)
        if size > self.count * self.block_size:
            raise Corrupt('%r has %d bytes' % (entry.name, size))
        pieces = []
        for index, n in reversed(list(self.layout(size))):
            self.use(head, 'file %r' % entry.name)
            data = self.block(head)
            skips = trailing_zeros(index) + 1 if index else 0
            pieces.append(data[4 * skips:4 * skips + n])
            if index:
                head, = struct.unpack_from('<I', data)
        return b''.join(reversed(pieces))


def size_of(entry):
    return struct.unpack('<II', entry.struct)[1] if entry.struct_type == CTZ_STRUCT else len(entry.struct)


# ---- building ----

class Builder:
    def __init__(self, block_size, count, prog_size):
        self.block_size, self.count, self.prog_size = block_size, count, prog_size
        self.data = bytearray(b'\xff' * (block_size * count))
        self.next_block = 2
        self.pairs = []  # [blocks, tags, hard]

    def allocate(self):
        if self.next_block >= self.count:
            raise Corrupt('the files do not fit in %d blocks' % self.count)
        self.next_block += 1
        return self.next_block - 1

    def put(self, block, data):
        at = block * self.block_size
        self.data[at:at + len(data)] = data

    def write_file(self, data):
        """The (struct tag, its data) of a file."""
        if len(data) <= min(INLINE_MAX, self.block_size // 8):
            return INLINE_STRUCT, data
        blocks, at = [], 0
        while at < len(data):
            index, block = len(blocks), self.allocate()
            skips = [blocks[index - (1 << x)] for x in range(trailing_zeros(index) + 1)] if index else []
            head = struct.pack('<%dI' % len(skips), *skips)
            piece = data[at:at + self.block_size - len(head)]
            self.put(block, head + piece)
            blocks.append(block)
            at += len(piece)
        return CTZ_STRUCT, struct.pack('<II', blocks[-1], len(data))

    def add_directory(self, folder, blocks, first_tags):
        """Collects the pairs of a folder, those of folders in it after them."""
        inner, groups = [], [list(first_tags)]
        room = self.block_size // 2
        for name in sorted(os.listdir(folder), key=os.fsencode):
            path, raw = os.path.join(folder, name), os.fsencode(name)
            if len(raw) > NAME_MAX:
                raise Corrupt('%s: the name is too long' % path)
            if os.path.isdir(path):
                pair = self.allocate(), self.allocate()
                inner.append((path, pair))
                item = [(DIR, raw), (DIR_STRUCT, struct.pack('<II', *pair))]
            elif os.path.isfile(path):
                with open(path, 'rb') as f:
                    item = [(REG, raw), self.write_file(f.read())]
            else:
                continue
            if sum(4 + len(data) for _, _, data in groups[-1]) + len(raw) + INLINE_MAX + 8 > room:
                groups.append([])
            number = len({tag_id for _, tag_id, _ in groups[-1]})
            groups[-1] += [(kind, number, data) for kind, data in item]
        for i, tags in enumerate(groups):
            self.pairs.append([blocks if i == 0 else (self.allocate(), self.allocate()), tags, i + 1 < len(groups)])
        for path, pair in inner:
            self.add_directory(path, pair, [])

    def write_pair(self, blocks, tags):
        """One commit in the first block; the second stays blank."""
        out, previous = bytearray(struct.pack('<I', 1)), 0xFFFFFFFF
        for kind, tag_id, data in tags:
            tag = pack_tag(kind, tag_id, len(data))
            out += struct.pack('>I', tag ^ previous) + data
            previous = tag
        # The CRC's padding ends the commit at a multiple of prog_size; behind it nothing is written yet.
        end = -(-(len(out) + 12 + 8) // self.prog_size) * self.prog_size
        fcrc = pack_tag(FCRC, NO_ID, 8)
        out += struct.pack('>I', fcrc ^ previous)
        out += struct.pack('<II', self.prog_size, crc32(b'\xff' * self.prog_size))
        if end + self.prog_size > self.block_size:
            raise Corrupt('a directory entry does not fit in a block')
        # CRC 0x500 and not 0x501: the next tag's valid bit is to be 0, erased storage has 1.
        tag = pack_tag(CRC, NO_ID, end - len(out) - 4)
        out += struct.pack('>I', tag ^ fcrc)
        out += struct.pack('<I', crc32(out))
        self.put(blocks[0], out)

    def finish(self):
        for i, (blocks, tags, hard) in enumerate(self.pairs):
            if i + 1 < len(self.pairs):
                tags = tags + [(HARD_TAIL if hard else SOFT_TAIL, NO_ID, struct.pack('<II', *self.pairs[i + 1][0]))]
            self.write_pair(blocks, tags)
        return bytes(self.data)


def build(folder, size, block_size, prog_size):
    count = size // block_size
    builder = Builder(block_size, count, prog_size)
    superblock = struct.pack('<6I', VERSION, block_size, count, NAME_MAX, FILE_MAX, ATTR_MAX)
    builder.add_directory(folder, (0, 1), [(SUPERBLOCK, 0, MAGIC), (INLINE_STRUCT, 0, superblock)])
    return builder.finish()


# ---- commands ----

def number(text):
    scale = {'k': 1 << 10, 'm': 1 << 20}.get(text[-1:].lower(), 1)
    return int(text[:-1] if scale > 1 else text, 0) * scale


def parse(argv):
    options = {'block-size': 4096, 'offset': 0, 'size': 0, 'prog-size': 32}
    words, i = [], 0
    while i < len(argv):
        if argv[i].startswith('--'):
            name, _, value = argv[i][2:].partition('=')
            if name not in options or (not value and i + 1 == len(argv)):
                raise SystemExit(__doc__)
            if not value:
                i += 1
                value = argv[i]
            options[name] = number(value)
        else:
            words.append(argv[i])
        i += 1
    counts = {'list': 1, 'cat': 2, 'extract': 2, 'build': 2, 'check': 1}
    if not words or len(words) - 1 != counts.get(words[0]):
        raise SystemExit(__doc__)
    return words, options


def load(path, options):
    with open(path, 'rb') as f:
        f.seek(options['offset'])
        data = f.read(options['size'] or -1)
    return Image(data, options['block-size'])


def extract(image, folder):
    os.makedirs(folder, exist_ok=True)
    for path, entry in image.walk():
        # A name from an image may not lead out of the folder.
        if any(part in ('', '.', '..') for part in path.split('/')):
            raise Corrupt('a file is called %r' % path)
        target = os.path.join(folder, path)
        if entry.type == DIR:
            os.makedirs(target, exist_ok=True)
        else:
            with open(target, 'wb') as f:
                f.write(image.content(entry))


def main(argv):
    words, options = parse(argv[1:])
    command, path = words[0], words[1]
    if command == 'build':
        data = build(words[2], options['size'] or 1 << 20, options['block-size'], options['prog-size'])
        with open(path, 'r+b' if options['offset'] else 'wb') as f:
            f.seek(options['offset'])
            f.write(data)
        return
    image = load(path, options)
    if command == 'list':
        for name, entry in image.walk():
            print('%10s  %s' % ('', name + '/') if entry.type == DIR else '%10d  %s' % (size_of(entry), name))
    elif command == 'cat':
        sys.stdout.buffer.write(image.content(image.find(words[2])))
    elif command == 'extract':
        extract(image, words[2])
    else:
        files = [(name, entry) for name, entry in image.walk()]
        total = sum(len(image.content(entry)) for _, entry in files if entry.type == REG)
        print('%d files and folders, %d bytes, %d of %d blocks in use%s%s' % (
            len(files), total, len(image.used), image.count, ', a move to complete' if image.moved else '',
            ', out of step' if image.needs_sync else ''))


if __name__ == '__main__':
    try:
        main(sys.argv)
    except Corrupt as error:
        sys.exit('lfs.py: corrupt: %s' % error)
    except KeyError as error:
        sys.exit('lfs.py: there is no file %s' % error)
    except (OSError, ValueError, struct.error) as error:
        sys.exit('lfs.py: %s' % error)
