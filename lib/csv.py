"""csv: tables as text. Rows are read and written by _csv; here are the dialects, rows as dicts and the guesser."""
from _csv import (Dialect as _Dialect, Error, QUOTE_ALL, QUOTE_MINIMAL, QUOTE_NONE, QUOTE_NONNUMERIC, __version__,
                  field_size_limit, get_dialect, list_dialects, reader, register_dialect, unregister_dialect, writer)

__all__ = ['QUOTE_MINIMAL', 'QUOTE_ALL', 'QUOTE_NONNUMERIC', 'QUOTE_NONE', 'Error', 'Dialect', '__doc__', 'excel',
           'excel_tab', 'field_size_limit', 'reader', 'writer', 'register_dialect', 'get_dialect', 'list_dialects',
           'Sniffer', 'unregister_dialect', '__version__', 'DictReader', 'DictWriter', 'unix_dialect']


class Dialect:
    """A class derived from this describes how a file is written; making an instance checks it."""
    _name = ''
    _valid = False
    delimiter = quotechar = escapechar = doublequote = skipinitialspace = lineterminator = quoting = None

    def __init__(self):
        if self.__class__ != Dialect:
            self._valid = True
        try:
            _Dialect(self)
        except TypeError as e:
            raise Error(str(e)) from None


class excel(Dialect):
    delimiter, quotechar, doublequote, skipinitialspace = ',', '"', True, False
    lineterminator, quoting = '\r\n', QUOTE_MINIMAL


class excel_tab(excel):
    delimiter = '\t'


class unix_dialect(Dialect):
    delimiter, quotechar, doublequote, skipinitialspace = ',', '"', True, False
    lineterminator, quoting = '\n', QUOTE_ALL


register_dialect('excel', excel)
register_dialect('excel-tab', excel_tab)
register_dialect('unix', unix_dialect)


class DictReader:
    """Rows as dicts; the keys are given, or are the first row."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.dialect = dialect
        self.reader = reader(f, dialect, *args, **kwds)
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = []
        while not row:  # empty lines are no rows
            row = next(self.reader)
        self.line_num = self.reader.line_num
        names = self.fieldnames
        made = dict(zip(names, row))
        if len(row) > len(names):
            made[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            made[name] = self.restval
        return made

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


class DictWriter:
    """Writes dicts as rows."""

    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames = fieldnames
        self.restval = restval
        extrasaction = extrasaction.lower()
        if extrasaction not in ('raise', 'ignore'):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def _row(self, rowdict):
        if self.extrasaction == 'raise':
            extra = rowdict.keys() - self.fieldnames
            if extra:
                raise ValueError('dict contains fields not in fieldnames: ' + ', '.join([repr(x) for x in extra]))
        return [rowdict.get(name, self.restval) for name in self.fieldnames]

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows([self._row(rowdict) for rowdict in rowdicts])

    __class_getitem__ = classmethod(DictReader.__class_getitem__.__func__)


class Sniffer:
    """Guesses a dialect from a sample."""

    def __init__(self):
        self.preferred = [',', '\t', ';', ' ', ':']

    def sniff(self, sample, delimiters=None):
        found = _by_quotes(sample, delimiters)
        if found is None or not found[1]:
            delimiter, space = _by_counts(sample, delimiters, self.preferred)
            found = (found[0] if found else '"'), delimiter, bool(found and found[2]), space
        if not found[1]:
            raise Error('Could not determine delimiter')

        class dialect(Dialect):
            _name = 'sniffed'
            lineterminator = '\r\n'
            quoting = QUOTE_MINIMAL
        dialect.quotechar, dialect.delimiter, dialect.doublequote, dialect.skipinitialspace = found
        return dialect

    def has_header(self, sample):
        """Whether the first row differs from the others: in type, or in length."""
        import io
        rows = reader(io.StringIO(sample), self.sniff(sample))
        header = next(rows)
        kinds = {i: None for i in range(len(header))}
        for count, row in enumerate(rows):
            if count > 20:
                break
            if len(row) != len(header):
                continue
            for i in list(kinds):
                kind = complex if _is_number(row[i]) else len(row[i])
                if kinds[i] is None:
                    kinds[i] = kind
                elif kinds[i] != kind:
                    del kinds[i]
        votes = 0
        for i, kind in kinds.items():
            if kind is complex:
                votes += -1 if _is_number(header[i]) else 1
            elif kind is not None:
                votes += 1 if len(header[i]) != kind else -1
            else:
                votes += 1
        return votes > 0


def _is_number(text):
    try:
        complex(text)
        return True
    except (ValueError, OverflowError):
        return False


def _by_quotes(sample, delimiters):
    """(quote, delimiter, doubled quotes, spaces behind delimiters) by what is around quoted fields, or None."""
    import re
    quotes, delims, spaces = {}, {}, 0
    for pattern, closing in ((r'([^\w\n"\'])( ?)(["\'])', 'same'), (r'(^|\n)()(["\'])', 'any'),
                             (r'([^\w\n"\'])( ?)(["\'])', 'end'), (r'(^|\n)()(["\'])', 'end')):
        at = 0
        opening = re.compile(pattern)
        while True:
            m = opening.search(sample, at)
            if m is None:
                break
            delim, space, quote = m.groups()
            close = _closing(sample, m.end(), quote, delim, closing)
            if close < 0:
                at = m.end()
                continue
            at = close + 1
            if closing == 'any':
                delim, space = sample[close + 1], sample[close + 2:close + 3] == ' '
            elif delim == '\n' or pattern[1] == '^':
                delim = ''
            quotes[quote] = quotes.get(quote, 0) + 1
            if delim and (delimiters is None or delim in delimiters):
                delims[delim] = delims.get(delim, 0) + 1
                spaces += bool(space)
        if quotes:
            break
    if not quotes:
        return None
    quote = max(quotes, key=quotes.get)
    delim, space = '', False
    if delims:
        delim = max(delims, key=delims.get)
        space = delims[delim] == spaces
    return quote, delim, _doubled(sample, quote, delim), space


def _closing(sample, at, quote, delim, closing):
    """Where the quoted text that begins at `at` ends as it should, or -1."""
    while True:
        close = sample.find(quote, at)
        if close < 0:
            return -1
        behind = sample[close + 1:close + 2]
        if closing == 'same' and behind == delim:
            return close
        if closing == 'any' and behind and behind not in '\n"\'' and not (behind.isalnum() or behind == '_'):
            return close
        if closing == 'end' and behind in ('', '\n', '\r'):
            return close
        at = close + 1


def _doubled(sample, quote, delim):
    """Whether a quoted field has two quotes for one."""
    at, inside = 0, False
    ends = (delim, '\n', '\r', '')
    while at < len(sample):
        if sample[at] != quote:
            at += 1
        elif not inside:
            inside = at == 0 or sample[at - 1] in ends or sample[:at].rstrip(' ')[-1:] in ends
            at += 1
        elif sample.startswith(quote, at + 1):
            if sample[at + 2:at + 3] not in ends or sample[at + 2:at + 3] == quote:
                return True
            # Two quotes in front of a delimiter: an empty field, or one that ends with a quote.
            if sample[at - 1] not in ends:
                return True
            inside, at = False, at + 2
        else:
            inside, at = False, at + 1
    return False


def _by_counts(sample, delimiters, preferred):
    """(delimiter, spaces behind it): the character that is as often in almost all of the lines."""
    lines = [line for line in sample.split('\n') if line]
    tallies = {}  # character: {how often in a line: in how many lines}
    best = {}
    seen = 0
    for first in range(0, len(lines), 10):
        for line in lines[first:first + 10]:
            seen += 1
            for c in set(line) | set(tallies):
                if ord(c) < 127:
                    tally = tallies.setdefault(c, {0: seen - 1} if seen > 1 else {})
                    n = line.count(c)
                    tally[n] = tally.get(n, 0) + 1
        best = {}
        for c, tally in tallies.items():
            n = max(tally, key=tally.get)
            if n:
                # Lines with another count speak against it.
                best[c] = n, 2 * tally[n] - sum(tally.values())
        share = 1.0
        chosen = {}
        while not chosen and share >= 0.9:
            chosen = {c: v for c, v in best.items() if v[1] > 0 and v[1] / seen >= share and (
                delimiters is None or c in delimiters)}
            share -= 0.01
        if len(chosen) == 1:
            (c, (n, _)), = chosen.items()
            return c, lines[0].count(c) == lines[0].count(c + ' ')
        best = chosen
    for c in preferred:
        if c in best:
            return c, lines[0].count(c) == lines[0].count(c + ' ')
    if not best:
        return '', 0
    c = max(best, key=lambda c: (best[c], c))
    return c, lines[0].count(c) == lines[0].count(c + ' ')
