"""_csv: the reader and the writer of the module csv."""

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)
__version__ = '1.0'
_dialects = {}
_unset = object()
_limit = 128 * 1024


class Error(Exception):
    pass


def _character(name, value, none=True):
    if value is None and none:
        return None
    if not isinstance(value, str):
        raise TypeError('"%s" must be %s, not %s' % (name, 'string or None' if none else 'string', type(value).__name__))
    if len(value) != 1:
        raise TypeError('"%s" must be a 1-character string' % name)
    return value


class Dialect:
    """How a file is written."""

    def __new__(cls, dialect=None, **given):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        if type(dialect) is Dialect and cls is Dialect and not given:
            return dialect
        self = object.__new__(cls)
        for name in given:
            if name not in _DEFAULTS:
                raise TypeError("'%s' is an invalid keyword argument for this function" % name)
        values = {}
        for name, default in _DEFAULTS.items():
            value = given.get(name, _unset)
            if value is _unset:
                value = getattr(dialect, name, default)
            values[name] = value
        for name in ('doublequote', 'skipinitialspace', 'strict'):
            values[name] = bool(values[name])
        values['delimiter'] = _character('delimiter', values['delimiter'], False)
        values['escapechar'] = _character('escapechar', values['escapechar'])
        if given.get('quotechar', _unset) is None and 'quoting' not in given and dialect is None:
            values['quoting'] = QUOTE_NONE
        values['quotechar'] = _character('quotechar', values['quotechar'])
        if not isinstance(values['lineterminator'], str):
            raise TypeError('"lineterminator" must be a string')
        if type(values['quoting']) is not int:
            raise TypeError('"quoting" must be an integer')
        if not 0 <= values['quoting'] <= 3:
            raise TypeError('bad "quoting" value')
        if values['quoting'] != QUOTE_NONE and values['quotechar'] is None:
            raise TypeError('quotechar must be set if quoting enabled')
        object.__setattr__(self, '_values', values)
        return self

    def __init__(self, dialect=None, **given):
        """All is done by __new__, which may return a dialect that there is."""

    def __getattr__(self, name):
        try:
            return object.__getattribute__(self, '_values')[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name, value):
        raise AttributeError("attribute '%s' of '_csv.Dialect' objects is not writable" % name)

    __delattr__ = lambda self, name: self.__setattr__(name, None)

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle 'Dialect' instances")


_DEFAULTS = {'delimiter': ',', 'doublequote': True, 'escapechar': None, 'lineterminator': '\r\n', 'quotechar': '"',
             'quoting': QUOTE_MINIMAL, 'skipinitialspace': False, 'strict': False}


def register_dialect(name, dialect=None, **fmtparams):
    if not isinstance(name, str):
        raise TypeError('dialect name must be a string')
    _dialects[name] = Dialect(dialect, **fmtparams)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error('unknown dialect')
    del _dialects[name]


def get_dialect(name):
    try:
        return _dialects[name]
    except KeyError:
        raise Error('unknown dialect') from None


def list_dialects():
    return list(_dialects)


def field_size_limit(limit=_unset):
    global _limit
    old = _limit
    if limit is not _unset:
        if not isinstance(limit, int):
            raise TypeError('limit must be an integer')
        _limit = limit
    return old


_START, _FIELD, _QUOTED, _QUOTE, _ESCAPE, _ESCAPE_QUOTED, _END = range(7)


class reader:
    """An iterator over the rows that the lines hold."""

    def __init__(self, iterable, /, dialect=None, **fmtparams):
        self._lines = iter(iterable)
        self.dialect = Dialect(dialect, **fmtparams)
        self.line_num = 0

    def __iter__(self):
        return self

    def _finish(self, row, field, numeric):
        text = ''.join(field)
        row.append(float(text) if numeric else text)
        field.clear()

    def __next__(self):
        d = self.dialect
        delimiter, quote, escape = d.delimiter, d.quotechar, d.escapechar
        quoting, skip, strict, double = d.quoting, d.skipinitialspace, d.strict, d.doublequote
        row, field, state, numeric, size = [], [], _START, quoting == QUOTE_NONNUMERIC, 0
        begun = False
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if begun and (field or state in (_QUOTED, _ESCAPE_QUOTED, _ESCAPE)):
                    if strict:
                        raise Error('unexpected end of data') from None
                    self._finish(row, field, numeric and state == _FIELD)
                    return row
                raise
            if not isinstance(line, str):
                raise Error('iterator should return strings, not %s (the file should be opened in text mode)' %
                            type(line).__name__)
            self.line_num += 1
            for c in line:
                end = c in '\r\n'
                if state == _END:
                    if not end:
                        raise Error('new-line character seen in unquoted field - do you need to open the file in '
                                    'universal-newline mode?')
                    continue
                if state == _START:
                    if end and not begun:
                        state = _END
                        continue
                    begun = True
                    if end:
                        self._finish(row, field, False)
                        state = _END
                        continue
                    plain = quoting == QUOTE_NONNUMERIC
                    if c == quote and quoting != QUOTE_NONE:
                        state, numeric = _QUOTED, False
                        continue
                    if c == escape:
                        state, numeric = _ESCAPE, plain
                        continue
                    if c == ' ' and skip:
                        continue
                    if c == delimiter:
                        self._finish(row, field, False)
                        continue
                    state, numeric, size = _FIELD, plain, 0
                elif state == _FIELD:
                    if end:
                        self._finish(row, field, numeric)
                        state = _END
                        continue
                    if c == escape:
                        state = _ESCAPE
                        continue
                    if c == delimiter:
                        self._finish(row, field, numeric)
                        state, size = _START, 0
                        continue
                elif state == _QUOTED:
                    if c == escape:
                        state = _ESCAPE_QUOTED
                        continue
                    if c == quote and quoting != QUOTE_NONE:
                        state = _QUOTE if double else _FIELD
                        continue
                elif state == _QUOTE:
                    if c == quote and quoting != QUOTE_NONE:
                        state = _QUOTED
                    elif c == delimiter:
                        self._finish(row, field, False)
                        state, size = _START, 0
                        continue
                    elif end:
                        self._finish(row, field, False)
                        state = _END
                        continue
                    elif strict:
                        raise Error("'%s' expected after '%s'" % (delimiter, quote))
                    else:
                        state = _FIELD
                else:
                    state = _FIELD if state == _ESCAPE else _QUOTED
                size += 1
                if size > _limit:
                    raise Error('field larger than field limit (%d)' % _limit)
                field.append(c)
            if state == _END:
                return row
            # The line has ended without a line end of its own.
            if state == _QUOTED:
                begun = True
                continue
            if state == _ESCAPE_QUOTED:
                field.append('\n')
                state = _QUOTED
                continue
            if state == _ESCAPE:
                field.append('\n')
                state = _FIELD
                continue
            if state != _START or begun:
                self._finish(row, field, numeric and state == _FIELD)
            return row


class writer:
    """Writes rows to a file."""

    def __init__(self, fileobj, /, dialect=None, **fmtparams):
        self._write = getattr(fileobj, 'write', None)
        if not callable(self._write):
            raise TypeError('argument 1 must have a "write" method')
        self.dialect = Dialect(dialect, **fmtparams)

    def _field(self, value, alone):
        d = self.dialect
        number = isinstance(value, (int, float))
        text = '' if value is None else value if isinstance(value, str) else repr(value) if type(value) is float else str(value)
        quoted = d.quoting == QUOTE_ALL or (d.quoting == QUOTE_NONNUMERIC and not number)
        if not text and alone:
            if d.quoting == QUOTE_NONE:
                raise Error('single empty field record must be quoted')
            quoted = True
        special = (d.delimiter, d.escapechar, d.quotechar, '\n', '\r')
        parts = []
        for c in text:
            if c in special or c in d.lineterminator:
                escaped = d.quoting == QUOTE_NONE
                if not escaped:
                    if c == d.quotechar:
                        if d.doublequote:
                            parts.append(c)
                            quoted = True
                        else:
                            escaped = True
                    elif c == d.escapechar:
                        escaped = True
                    else:
                        quoted = True
                if escaped:
                    if d.escapechar is None:
                        raise Error('need to escape, but no escapechar set')
                    parts.append(d.escapechar)
            parts.append(c)
        text = ''.join(parts)
        return d.quotechar + text + d.quotechar if quoted else text

    def writerow(self, row, /):
        try:
            row = list(row)
        except TypeError:
            raise Error('iterable expected, not %s' % type(row).__name__) from None
        d = self.dialect
        fields = [self._field(value, len(row) == 1) for value in row]
        return self._write(d.delimiter.join(fields) + d.lineterminator)

    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)
