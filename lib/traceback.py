"""Exceptions and stacks as text: extracted first, formatted later."""
import sys
import linecache
from _traceback import operator_of

__all__ = ["extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack",
           "format_tb", "print_exc", "format_exc", "print_exception", "print_last", "print_stack", "print_tb",
           "clear_frames", "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb"]

_SHOWN = 3  # of lines that are all the same
_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"
_none = object()


def _write(lines, file):
    if file is None:
        file = sys.stderr
    for line in lines:
        print(line, file=file, end="")


def _exception(exc, value, tb):
    """What (exc), (exc, value, tb) mean: the value and the traceback."""
    if (value is _none) != (tb is _none):
        raise ValueError("Both or neither of value and tb must be given")
    if value is not _none:
        return value, tb
    if exc is None:
        return None, None
    if isinstance(exc, BaseException):
        return exc, exc.__traceback__
    raise TypeError("Exception expected for value, %s found" % type(exc).__name__)


# ---- stacks ----

class FrameSummary:
    """One level of a stack, without its frame: `line` is read when it is wanted."""
    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_line", "locals")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None,
                 colno=None, end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line
        self.end_lineno = end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.locals = None if not locals else {k: _safe(v, "local", repr) for k, v in locals.items()}
        if lookup_line:
            self.line

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename, self.lineno, self.name, self.locals) == (
                other.filename, other.lineno, other.name, other.locals)
        if isinstance(other, tuple):
            return (self.filename, self.lineno, self.name, self.line) == other
        return NotImplemented

    __hash__ = None

    def __getitem__(self, i):
        return (self.filename, self.lineno, self.name, self.line)[i]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __repr__(self):
        return "<FrameSummary file {}, line {} in {}>".format(self.filename, self.lineno, self.name)

    def __len__(self):
        return 4

    @property
    def _original_line(self):
        self.line
        return self._line

    @property
    def line(self):
        """The source line without the space around it; '' when it cannot be had, None without a number."""
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = linecache.getline(self.filename, self.lineno)
        return self._line.strip()

    def _marks(self):
        """The line below the source line that shows what of it failed, or ''."""
        if self.colno is None or self.end_colno is None:
            return ""
        data = self._line.encode()
        text = data.decode().strip()
        skipped = len(self._line) - len(self._line.lstrip())
        start = len(data[:self.colno].decode("utf-8", "replace")) - skipped
        one_line = self.lineno == self.end_lineno
        end = len(data[:self.end_colno].decode("utf-8", "replace")) - skipped if one_line else len(text)
        if start < 0 or end <= start:
            return ""
        operator = operator_of(text[start:end]) if one_line else None
        if operator is None:
            if end - start >= len(text):
                return ""
            operator = 0, end - start
        left, right = operator
        marks = "~" * left + "^" * (right - left) + "~" * (end - start - right)
        return "    " + " " * start + marks + "\n"


def _position(code, lasti):
    if lasti is None or lasti < 0:
        return None, None, None, None
    for i, position in enumerate(code.co_positions()):
        if i == lasti // 2:
            return position
    return None, None, None, None


def walk_stack(f):
    """(frame, line number) of f, by default the caller's, and of all frames around it."""
    if f is None:
        f = sys._getframe(1)

    def walk(f):
        while f is not None:
            yield f, f.f_lineno
            f = f.f_back
    return walk(f)


def walk_tb(tb):
    """(frame, line number) of each level of the traceback."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _walk_places(tb):
    while tb is not None:
        line, end_line, col, end_col = _position(tb.tb_frame.f_code, tb.tb_lasti)
        same = line == tb.tb_lineno
        yield tb.tb_frame, (tb.tb_lineno, end_line if same else None, col if same else None, end_col if same else None)
        tb = tb.tb_next


def _limited(items, limit):
    """The first `limit` of the items, or the last -limit; None: as many as sys.tracebacklimit says."""
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
        if limit is not None and limit < 0:
            limit = 0
    if limit is None:
        return items
    if limit < 0:
        return list(items)[limit:]
    return [item for item, _ in zip(items, range(limit))] if limit else []


class StackSummary(list):
    """FrameSummary objects, ready to be formatted."""

    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """From an iterable of (frame, line number), as walk_stack and walk_tb give."""
        places = ((f, (line, None, None, None)) for f, line in frame_gen)
        return cls._extract(places, limit, lookup_lines, capture_locals)

    @classmethod
    def _extract(cls, places, limit, lookup_lines, capture_locals):
        result = cls()
        names = set()
        for f, (line, end_line, col, end_col) in _limited(places, limit):
            filename = f.f_code.co_filename
            names.add(filename)
            linecache.lazycache(filename, f.f_globals)
            result.append(FrameSummary(filename, line, f.f_code.co_name, lookup_line=False,
                                       locals=f.f_locals if capture_locals else None,
                                       end_lineno=end_line, colno=col, end_colno=end_col))
        for filename in names:
            linecache.checkcache(filename)
        if lookup_lines:
            for summary in result:
                summary.line
        return result

    @classmethod
    def from_list(cls, a_list):
        """From FrameSummary objects or tuples (filename, line number, name, line)."""
        result = cls()
        for item in a_list:
            if not isinstance(item, FrameSummary):
                filename, lineno, name, line = item
                item = FrameSummary(filename, lineno, name, line=line)
            result.append(item)
        return result

    def format_frame_summary(self, frame_summary):
        """The text of one level; None leaves it out."""
        s = frame_summary
        row = ['  File "{}", line {}, in {}\n'.format(s.filename, s.lineno, s.name)]
        if s.line:
            row.append("    {}\n".format(s.line.strip()))
            row.append(s._marks())
        if s.locals:
            for name in sorted(s.locals):
                row.append("    {} = {}\n".format(name, s.locals[name]))
        return "".join(row)

    def format(self):
        """A list of texts, each with its end of line; many equal levels are counted only."""
        result = []
        last, count = None, 0

        def repeated():
            if count > _SHOWN:
                more = count - _SHOWN
                result.append("  [Previous line repeated {} more time{}]\n".format(more, "s" if more > 1 else ""))
        for summary in self:
            text = self.format_frame_summary(summary)
            if text is None:
                continue
            this = summary.filename, summary.lineno, summary.name
            if None in this or this != last:
                repeated()
                last, count = this, 0
            count += 1
            if count <= _SHOWN:
                result.append(text)
        repeated()
        return result


# ---- exceptions ----

def _safe(value, what, func=str):
    try:
        return func(value)
    except:
        return "<{} {}() failed>".format(what, func.__name__)


def _some_str(value):
    return _safe(value, "exception")


def _full_name(cls):
    module = cls.__module__
    if module in ("__main__", "builtins"):
        return cls.__qualname__
    return (module if isinstance(module, str) else "<unknown>") + "." + cls.__qualname__


class _Box:
    """The state of formatting: groups stand in boxes of lines."""

    def __init__(self):
        self.depth = 0
        self.open = False  # the box is closed by the innermost

    def indent(self):
        return " " * (2 * self.depth)

    def emit(self, text, margin=None):
        if not isinstance(text, str):
            for part in text:
                yield from self.emit(part, margin)
                margin = None if margin == "+" else margin
            return
        if not self.depth:
            yield text
            return
        start = self.indent() + (margin or "|") + " "
        lines = text.split("\n")
        end = "\n" if lines[-1] == "" else ""
        if end:
            lines.pop()
        later = self.indent() + "| "
        yield "\n".join([start + lines[0]] + [later + line for line in lines[1:]]) + end


class TracebackException:
    """What is to be shown of an exception, without references to it and its frames."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, _seen=None):
        options = dict(limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals,
                       max_group_width=max_group_width, max_group_depth=max_group_depth)
        top = _seen is None
        seen = set() if top else _seen
        seen.add(id(exc_value))
        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        self.stack = StackSummary._extract(_walk_places(exc_traceback), limit, lookup_lines, capture_locals)
        self.exc_type = exc_type
        self._str = _some_str(exc_value)
        self.__notes__ = None
        try:
            self.__notes__ = getattr(exc_value, "__notes__", None)
        except Exception as e:
            self.__notes__ = ["Ignored error getting __notes__: {}".format(_safe(e, "__notes__", repr))]
        if exc_type and issubclass(exc_type, SyntaxError):
            self._take_place(exc_value)
        self.__suppress_context__ = exc_value.__suppress_context__ if exc_value is not None else False
        self.__cause__ = self.__context__ = self.exceptions = None
        if top:
            self._take_others(exc_value, compact, options, seen)

    def _take_place(self, e):
        self.filename = e.filename
        self.lineno = None if e.lineno is None else str(e.lineno)
        end = e.end_lineno
        self.end_lineno = None if end is None else str(end)
        self.text = e.text
        self.offset = e.offset
        self.end_offset = e.end_offset
        self.msg = e.msg

    def _take_others(self, exc_value, compact, options, seen):
        """Causes, contexts and members, without recursion: chains may be long."""
        waiting = [(self, exc_value)]
        while waiting:
            te, e = waiting.pop()
            if e is None:
                continue

            def take(other):
                made = TracebackException(type(other), other, other.__traceback__, _seen=seen, **options)
                waiting.append((made, other))
                return made
            if e.__cause__ is not None and id(e.__cause__) not in seen:
                te.__cause__ = take(e.__cause__)
            wanted = not compact or (e.__cause__ is None and not e.__suppress_context__)
            if wanted and e.__context__ is not None and id(e.__context__) not in seen:
                te.__context__ = take(e.__context__)
            if isinstance(e, BaseExceptionGroup):
                te.exceptions = [take(member) for member in e.exceptions]

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = object.__hash__

    def __str__(self):
        return self._str

    def format_exception_only(self):
        """The lines behind the stack: the place of a SyntaxError, the message, the notes."""
        if self.exc_type is None:
            yield self._line(None)
            return
        name = _full_name(self.exc_type)
        if issubclass(self.exc_type, SyntaxError):
            yield from self._format_syntax_error(name)
        else:
            yield self._line(name)
        notes = self.__notes__
        if notes is None:
            return
        if isinstance(notes, (list, tuple)) or (hasattr(notes, "__getitem__") and hasattr(notes, "__len__") and
                                                not isinstance(notes, (str, bytes, dict))):
            for note in notes:
                for line in _safe(note, "note").split("\n"):
                    yield line + "\n"
        else:
            yield _safe(notes, "__notes__", repr)

    def _line(self, name):
        if self._str == "None" and name is None or not self._str:
            return "{}\n".format(name)
        return "{}: {}\n".format(name, self._str)

    def _format_syntax_error(self, name):
        suffix = ""
        if self.lineno is not None:
            yield '  File "{}", line {}\n'.format(self.filename or "<string>", self.lineno)
        elif self.filename is not None:
            suffix = " ({})".format(self.filename)
        if self.text is not None:
            text = self.text.rstrip("\n")
            shown = text.lstrip(" \n\f")
            yield "    {}\n".format(shown)
            if self.offset is not None:
                skipped = len(text) - len(shown)
                start = self.offset - 1 - skipped
                end = (self.end_offset or self.offset) - 1 - skipped
                if self.end_offset == -1 or end <= start:
                    end = start + 1
                if start >= 0:
                    space = "".join(c if c.isspace() else " " for c in shown[:start])
                    yield "    {}{}\n".format(space, "^" * (end - start))
        yield "{}: {}{}\n".format(name, self.msg or "<no detail available>", suffix)

    def format(self, *, chain=True, _box=None):
        """The whole text, piece by piece."""
        box = _box or _Box()
        links = []
        te = self
        while te is not None:
            between, earlier = None, None
            if chain and te.__cause__ is not None:
                between, earlier = _CAUSE, te.__cause__
            elif chain and te.__context__ is not None and not te.__suppress_context__:
                between, earlier = _CONTEXT, te.__context__
            links.append((between, te))
            te = earlier
        for between, te in reversed(links):
            if between is not None:
                yield from box.emit(between)
            if te.exceptions is None:
                yield from te._format_one(box, "Traceback (most recent call last):\n")
            else:
                yield from te._format_group(box)

    def _format_one(self, box, title, margin=None):
        if self.stack:
            yield from box.emit(title, margin)
            yield from box.emit(self.stack.format())
        yield from box.emit(self.format_exception_only())

    def _format_group(self, box):
        if box.depth > self.max_group_depth:
            yield from box.emit("... (max_group_depth is {})\n".format(self.max_group_depth))
            return
        outermost = box.depth == 0
        if outermost:
            box.depth = 1
        yield from self._format_one(box, "Exception Group Traceback (most recent call last):\n",
                                    "+" if outermost else None)
        width, total = self.max_group_width, len(self.exceptions)
        n = total if total <= width else width + 1
        box.open = False
        for i in range(n):
            last = i == n - 1
            if last:
                box.open = True
            label = str(i + 1) if i < width else "..."
            yield "{}{}+---------------- {} ----------------\n".format(box.indent(), "+-" if i == 0 else "  ", label)
            box.depth += 1
            if i < width:
                yield from self.exceptions[i].format(_box=box)
            else:
                more = total - width
                yield from box.emit("and {} more exception{}\n".format(more, "s" if more > 1 else ""))
            if last and box.open:
                yield box.indent() + "+------------------------------------\n"
                box.open = False
            box.depth -= 1
        if outermost:
            box.depth = 0

    def print(self, *, file=None, chain=True):
        _write(self.format(chain=chain), file)


# ---- functions ----

def _summary(value, tb, limit=None):
    return TracebackException(type(value), value, tb, limit=limit, compact=True)


def print_exception(exc, /, value=_none, tb=_none, limit=None, file=None, chain=True):
    value, tb = _exception(exc, value, tb)
    _summary(value, tb, limit).print(file=file, chain=chain)


def format_exception(exc, /, value=_none, tb=_none, limit=None, chain=True):
    value, tb = _exception(exc, value, tb)
    return list(_summary(value, tb, limit).format(chain=chain))


def format_exception_only(exc, /, value=_none):
    if value is _none:
        value = exc
    return list(TracebackException(type(value), value, None, compact=True).format_exception_only())


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)


def extract_tb(tb, limit=None):
    return StackSummary._extract(_walk_places(tb), limit, True, False)


def extract_stack(f=None, limit=None):
    stack = StackSummary.extract(walk_stack(sys._getframe(1) if f is None else f), limit=limit)
    stack.reverse()
    return stack


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    _write(format_list(extracted_list), file)


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    print_list(extract_tb(tb, limit), file)


def format_stack(f=None, limit=None):
    return format_list(extract_stack(sys._getframe(1) if f is None else f, limit))


def print_stack(f=None, limit=None, file=None):
    print_list(extract_stack(sys._getframe(1) if f is None else f, limit), file)


def clear_frames(tb):
    """Forgets the local variables of all frames that do not run any more."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass
        tb = tb.tb_next
