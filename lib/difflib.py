"""difflib: what two sequences have in common, and their differences as text.

A SequenceMatcher looks for the longest run that both have, then on the left and on the right of it. Differ and ndiff
do that with lines, and within lines that are alike. HtmlDiff is in _difflib_html.
"""
from collections import namedtuple

__all__ = ['get_close_matches', 'ndiff', 'restore', 'SequenceMatcher', 'Differ', 'IS_CHARACTER_JUNK', 'IS_LINE_JUNK',
           'context_diff', 'unified_diff', 'diff_bytes', 'HtmlDiff', 'Match']

Match = namedtuple('Match', 'a b size')


def __getattr__(name):
    if name == 'HtmlDiff':
        global HtmlDiff
        from _difflib_html import HtmlDiff
        return HtmlDiff
    raise AttributeError('module %r has no attribute %r' % (__name__, name))


def _quotient(matches, length):
    return 2.0 * matches / length if length else 1.0


class SequenceMatcher:
    """What a and b have in common; both are sequences of hashable items."""

    def __init__(self, isjunk=None, a='', b='', autojunk=True):
        self.isjunk, self.autojunk = isjunk, autojunk
        self.a = self.b = None
        self.set_seqs(a, b)

    __class_getitem__ = classmethod(type(list[int]))

    def set_seqs(self, a, b):
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        if a is not self.a:
            self.a = a
            self.matching_blocks = self.opcodes = None

    def set_seq2(self, b):
        if b is not self.b:
            self.b = b
            self.matching_blocks = self.opcodes = self.fullbcount = None
            self._index()

    def _index(self):
        """b2j: where in b each item is, without junk and, in a long sequence, without what more than 1 % of it is."""
        where = {}
        for j, item in enumerate(self.b):
            where.setdefault(item, []).append(j)
        junk = {item for item in where if self.isjunk(item)} if self.isjunk else set()
        for item in junk:
            del where[item]
        popular, n = set(), len(self.b)
        if self.autojunk and n >= 200:
            popular = {item for item in where if len(where[item]) > n // 100 + 1}
            for item in popular:
                del where[item]
        self.b2j, self.bjunk, self.bpopular = where, junk, popular

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        """The longest run in a[alo:ahi] and b[blo:bhi]; of several the first in a, then the first in b."""
        a, b, junk, where = self.a, self.b, self.bjunk, self.b2j
        ahi = len(a) if ahi is None else ahi
        bhi = len(b) if bhi is None else bhi
        besta, bestb, best = alo, blo, 0
        ends, none = {}, ()  # by its last place in b: how long the run is that ends with the item before in a
        for i in range(alo, ahi):
            longer = {}
            for j in where.get(a[i], none):
                if j >= bhi:
                    break
                if j >= blo:
                    size = longer[j] = ends.get(j - 1, 0) + 1
                    if size > best:
                        besta, bestb, best = i - size + 1, j - size + 1, size
            ends = longer
        # First what is no junk beside it (popular items are not in b2j), then junk.
        for wanted in (False, True):
            while besta > alo and bestb > blo and (b[bestb - 1] in junk) is wanted and a[besta - 1] == b[bestb - 1]:
                besta, bestb, best = besta - 1, bestb - 1, best + 1
            while (besta + best < ahi and bestb + best < bhi and (b[bestb + best] in junk) is wanted and
                   a[besta + best] == b[bestb + best]):
                best += 1
        return Match(besta, bestb, best)

    def get_matching_blocks(self):
        """All runs in order, adjacent ones as one; the last is (len(a), len(b), 0)."""
        if self.matching_blocks is None:
            found, todo = [], [(0, len(self.a), 0, len(self.b))]
            while todo:
                alo, ahi, blo, bhi = todo.pop()
                match = i, j, size = self.find_longest_match(alo, ahi, blo, bhi)
                if size:
                    found.append(match)
                    if alo < i and blo < j:
                        todo.append((alo, i, blo, j))
                    if i + size < ahi and j + size < bhi:
                        todo.append((i + size, ahi, j + size, bhi))
            blocks = []
            for match in sorted(found):
                last = blocks[-1] if blocks else None
                if last and last.a + last.size == match.a and last.b + last.size == match.b:
                    blocks[-1] = Match(last.a, last.b, last.size + match.size)
                else:
                    blocks.append(match)
            blocks.append(Match(len(self.a), len(self.b), 0))
            self.matching_blocks = blocks
        return self.matching_blocks

    def get_opcodes(self):
        """How to make b from a: (equal, delete, insert or replace, from and to in a, from and to in b)."""
        if self.opcodes is None:
            made, i, j = [], 0, 0
            for a, b, size in self.get_matching_blocks():
                if i < a or j < b:
                    made.append(('insert' if i == a else 'delete' if j == b else 'replace', i, a, j, b))
                i, j = a + size, b + size
                if size:
                    made.append(('equal', a, i, b, j))
            self.opcodes = made
        return self.opcodes

    def get_grouped_opcodes(self, n=3):
        """The opcodes in groups with up to n equal items around changes."""
        codes = self.get_opcodes() or [('equal', 0, 1, 0, 1)]
        group, last = [], len(codes) - 1
        for k, (tag, i1, i2, j1, j2) in enumerate(codes):
            if tag == 'equal':
                if k == 0:
                    i1, j1 = max(i1, i2 - n), max(j1, j2 - n)
                elif k != last and i2 - i1 > 2 * n:
                    group.append((tag, i1, i1 + n, j1, j1 + n))
                    yield group
                    group, i1, j1 = [], max(i1, i2 - n), max(j1, j2 - n)
                if k == last:
                    i2, j2 = min(i2, i1 + n), min(j2, j1 + n)
            group.append((tag, i1, i2, j1, j2))
        if len(group) > 1 or group[0][0] != 'equal':
            yield group

    def ratio(self):
        """From 0.0 (nothing in common) to 1.0 (equal)."""
        return _quotient(sum([block[2] for block in self.get_matching_blocks()]), len(self.a) + len(self.b))

    def quick_ratio(self):
        """Not below ratio(): counts items wherever they are."""
        if self.fullbcount is None:
            self.fullbcount = counts = {}
            for item in self.b:
                counts[item] = counts.get(item, 0) + 1
        left, matches = {}, 0
        for item in self.a:
            n = left[item] if item in left else self.fullbcount.get(item, 0)
            left[item] = n - 1
            matches += n > 0
        return _quotient(matches, len(self.a) + len(self.b))

    def real_quick_ratio(self):
        """Not below quick_ratio(): looks at the lengths only."""
        return _quotient(min(len(self.a), len(self.b)), len(self.a) + len(self.b))


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    """Up to n of the possibilities that are like word, the best first."""
    if not n > 0:
        raise ValueError('n must be > 0: %r' % (n,))
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError('cutoff must be in [0.0, 1.0]: %r' % (cutoff,))
    matcher, found = SequenceMatcher(), []
    matcher.set_seq2(word)
    for text in possibilities:
        matcher.set_seq1(text)
        if matcher.real_quick_ratio() >= cutoff and matcher.quick_ratio() >= cutoff and matcher.ratio() >= cutoff:
            found.append((matcher.ratio(), text))
    found.sort(reverse=True)
    return [text for _, text in found[:n]]


class Differ:
    """Compares lines; lines that are alike are shown with marks below what differs in them."""

    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk, self.charjunk = linejunk, charjunk

    def compare(self, a, b):
        for event in self._events(a, b):
            if event[0] != '?':
                yield '%s %s' % event
                continue
            _, old, new, below_old, below_new = event
            for sign, line, marks in (('-', old, below_old), ('+', new, below_new)):
                yield '%s %s' % (sign, line)
                marks = ''.join([c if m == ' ' and c.isspace() else m for c, m in zip(line, marks)]).rstrip()
                if marks:
                    yield '? %s\n' % marks

    def _events(self, a, b):
        """(' ', '-' or '+', line), and ('?', line of a, line of b, marks of both) for lines that are alike."""
        for tag, alo, ahi, blo, bhi in SequenceMatcher(self.linejunk, a, b).get_opcodes():
            if tag == 'replace':
                yield from self._replace(a, alo, ahi, b, blo, bhi)
            elif tag == 'insert':
                yield from [('+', line) for line in b[blo:bhi]]
            else:
                sign = ' ' if tag == 'equal' else '-'
                yield from [(sign, line) for line in a[alo:ahi]]

    def _most_alike(self, a, alo, ahi, b, blo, bhi):
        """(i, j, whether they are equal) of two lines that are alike, or None. Equal lines only if there are no others."""
        best, found, equal = 0.74, None, None
        matcher = SequenceMatcher(self.charjunk)
        for j in range(blo, bhi):
            matcher.set_seq2(b[j])
            for i in range(alo, ahi):
                if a[i] == b[j]:
                    equal = equal or (i, j, True)
                    continue
                matcher.set_seq1(a[i])
                if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and matcher.ratio() > best:
                    best, found = matcher.ratio(), (i, j, False)
        return equal if best < 0.75 else found

    def _replace(self, a, alo, ahi, b, blo, bhi):
        if alo == ahi or blo == bhi:
            pair = None
        else:
            pair = self._most_alike(a, alo, ahi, b, blo, bhi)
        if pair is None:
            old, new = [('-', line) for line in a[alo:ahi]], [('+', line) for line in b[blo:bhi]]
            yield from new + old if len(new) < len(old) else old + new  # the shorter one first
            return
        i, j, equal = pair
        yield from self._replace(a, alo, i, b, blo, j)
        if equal:
            yield ' ', a[i]
        else:
            below_old = below_new = ''
            for tag, i1, i2, j1, j2 in SequenceMatcher(self.charjunk, a[i], b[j]).get_opcodes():
                signs = {'replace': '^^', 'delete': '-+', 'insert': '-+', 'equal': '  '}[tag]
                below_old += signs[0] * (i2 - i1)
                below_new += signs[1] * (j2 - j1)
            yield '?', a[i], b[j], below_old, below_new
        yield from self._replace(a, i + 1, ahi, b, j + 1, bhi)


def IS_LINE_JUNK(line, pat=None):
    """A line of nothing but blanks and perhaps one #."""
    if pat is not None:
        return pat(line) is not None
    return line.strip() in ('', '#')


def IS_CHARACTER_JUNK(ch, ws=' \t'):
    return ch in ws


def _check(a, b, *texts):
    for lines in (a, b):
        if lines and not isinstance(lines[0], str):
            raise TypeError('lines to compare must be str, not %s (%r)' % (type(lines[0]).__name__, lines[0]))
    for text in texts:
        if not isinstance(text, str):
            raise TypeError('all arguments must be str, not: %r' % (text,))


def _file_line(sign, name, date, end):
    return sign + ' ' + name + ('\t' + date if date else '') + end


def unified_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3, lineterm='\n'):
    _check(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)

    def place(start, stop):
        size = stop - start
        return str(start + 1) if size == 1 else '%d,%d' % (start + (size > 0), size)

    for number, group in enumerate(SequenceMatcher(None, a, b).get_grouped_opcodes(n)):
        if number == 0:
            yield _file_line('---', fromfile, fromfiledate, lineterm)
            yield _file_line('+++', tofile, tofiledate, lineterm)
        first, last = group[0], group[-1]
        yield '@@ -%s +%s @@%s' % (place(first[1], last[2]), place(first[3], last[4]), lineterm)
        for tag, i1, i2, j1, j2 in group:
            if tag == 'equal':
                yield from [' ' + line for line in a[i1:i2]]
            else:
                yield from ['-' + line for line in a[i1:i2]]
                yield from ['+' + line for line in b[j1:j2]]


def context_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3, lineterm='\n'):
    _check(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)

    def place(start, stop):
        return str(stop) if stop - start <= 1 else '%d,%d' % (start + 1, stop)

    for number, group in enumerate(SequenceMatcher(None, a, b).get_grouped_opcodes(n)):
        if number == 0:
            yield _file_line('***', fromfile, fromfiledate, lineterm)
            yield _file_line('---', tofile, tofiledate, lineterm)
        yield '***************' + lineterm
        for side, head, only, sign in ((1, '*** %s ****', 'delete', '- '), (3, '--- %s ----', 'insert', '+ ')):
            yield head % place(group[0][side], group[-1][side + 1]) + lineterm
            signs = {'equal': '  ', 'replace': '! ', only: sign}
            if any([code[0] in ('replace', only) for code in group]):
                for code in group:
                    if code[0] in signs:
                        lines = (a if side == 1 else b)[code[side]:code[side + 1]]
                        yield from [signs[code[0]] + line for line in lines]


def diff_bytes(dfunc, a, b, fromfile=b'', tofile=b'', fromfiledate=b'', tofiledate=b'', n=3, lineterm=b'\n'):
    """unified_diff or context_diff of lines of bytes, whatever their encoding is."""
    def text(data):
        try:
            return data.decode('ascii', 'surrogateescape')
        except AttributeError:
            raise TypeError('all arguments must be bytes, not %s (%r)' % (type(data).__name__, data)) from None

    for line in dfunc([text(x) for x in a], [text(x) for x in b], text(fromfile), text(tofile), text(fromfiledate),
                      text(tofiledate), n, text(lineterm)):
        yield line.encode('ascii', 'surrogateescape')


def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    return Differ(linejunk, charjunk).compare(a, b)


def restore(delta, which):
    """The lines of one of the two sequences that ndiff() compared: which is 1 or 2."""
    sign = {1: '- ', 2: '+ '}.get(int(which))
    if sign is None:
        raise ValueError('unknown delta choice (must be 1 or 2): %r' % (which,))
    for line in delta:
        if line[:2] in ('  ', sign):
            yield line[2:]
