"""pprint: data laid out over lines, so that each fits."""
import re
import sys

__all__ = ['pprint', 'pformat', 'isreadable', 'isrecursive', 'saferepr', 'PrettyPrinter', 'pp']


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[1]


def isrecursive(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[2]


class _Key:
    """Orders what has no order: by type and address."""
    __slots__ = ('obj',)

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _item_key(item):
    return _Key(item[0]), _Key(item[1])


def _recursion(object):
    return '<Recursion on %s with id=%s>' % (type(object).__name__, id(object))


class PrettyPrinter:

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError('indent must be >= 0')
        if depth is not None and depth <= 0:
            raise ValueError('depth must be > 0')
        if not width:
            raise ValueError('width must be != 0')
        self._depth = depth
        self._indent_per_level = indent
        self._width = width
        self._stream = sys.stdout if stream is None else stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        if self._stream is not None:
            self._format(object, self._stream, 0, 0, {}, 0)
            self._stream.write('\n')

    def pformat(self, object):
        from io import StringIO
        stream = StringIO()
        self._format(object, stream, 0, 0, {}, 0)
        return stream.getvalue()

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        """(text, whether it can be read back, whether it contains itself); to be overridden."""
        return self._safe_repr(object, context, maxlevels, level)

    def _repr(self, object, context, level):
        text, readable, recursive = self.format(object, context.copy(), self._depth, level)
        if not readable:
            self._readable = False
        if recursive:
            self._recursive = True
        return text

    # ---- over lines: indent is the column, allowance what follows behind ----

    def _format(self, object, stream, indent, allowance, context, level):
        key = id(object)
        if key in context:
            stream.write(_recursion(object))
            self._recursive, self._readable = True, False
            return
        text = self._repr(object, context, level)
        if len(text) > self._width - indent - allowance:
            layout = self._dispatch.get(type(object).__repr__)
            if layout is None and self._is_dataclass(object):
                layout = PrettyPrinter._pprint_dataclass
            if layout is not None:
                context[key] = 1
                layout(self, object, stream, indent, allowance, context, level + 1)
                del context[key]
                return
        stream.write(text)

    def _is_dataclass(self, object):
        if isinstance(object, type) or not hasattr(type(object), '__dataclass_fields__'):
            return False
        made = type(object).__repr__
        return object.__dataclass_params__.repr and (hasattr(made, '__wrapped__') or '__create_fn__' in getattr(
            made, '__qualname__', '') or getattr(made, '__module__', None) in ('dataclasses', 'reprlib'))

    def _pprint_dataclass(self, object, stream, indent, allowance, context, level):
        name = object.__class__.__name__
        indent += len(name) + 1
        items = [(field.name, getattr(object, field.name)) for field in object.__dataclass_fields__.values()
                 if field.repr and hasattr(object, field.name)]
        stream.write(name + '(')
        self._format_namespace_items(items, stream, indent, allowance, context, level)
        stream.write(')')

    def _pprint_dict(self, object, stream, indent, allowance, context, level):
        stream.write('{')
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * ' ')
        if object:
            items = object.items()
            self._format_dict_items(sorted(items, key=_item_key) if self._sort_dicts else items, stream, indent,
                                    allowance + 1, context, level)
        stream.write('}')

    def _in_call(self, object, items, stream, indent, allowance, context, level):
        """NAME(list of items)"""
        name = object.__class__.__name__
        stream.write(name + '(')
        self._format(items, stream, indent + len(name) + 1, allowance + 1, context, level)
        stream.write(')')

    def _pprint_ordered_dict(self, object, stream, indent, allowance, context, level):
        if not object:
            return stream.write(repr(object))
        self._in_call(object, list(object.items()), stream, indent, allowance, context, level)

    def _pprint_list(self, object, stream, indent, allowance, context, level):
        stream.write('[')
        self._format_items(object, stream, indent, allowance + 1, context, level)
        stream.write(']')

    def _pprint_tuple(self, object, stream, indent, allowance, context, level):
        end = ',)' if len(object) == 1 else ')'
        stream.write('(')
        self._format_items(object, stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _pprint_set(self, object, stream, indent, allowance, context, level):
        if not len(object):
            return stream.write(repr(object))
        cls = object.__class__
        start, end = '{', '}'
        if cls is not set:
            start, end = cls.__name__ + '({', '})'
            indent += len(cls.__name__) + 1
        stream.write(start)
        self._format_items(sorted(object, key=_Key), stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _pprint_str(self, object, stream, indent, allowance, context, level):
        if not len(object):
            return stream.write(repr(object))
        lines = object.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        room = last_room = self._width - indent
        chunks = []
        text = ''
        for i, line in enumerate(lines):
            text = repr(line)
            if i == len(lines) - 1:
                last_room -= allowance
            if len(text) <= last_room:
                chunks.append(text)
                continue
            # Words, as many as fit on a line.
            parts = re.findall(r'\S*\s*', line)
            parts.pop()  # findall ends with an empty one
            last = room
            current = ''
            for j, part in enumerate(parts):
                candidate = current + part
                if j == len(parts) - 1 and i == len(lines) - 1:
                    last -= allowance
                if len(repr(candidate)) > last:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            return stream.write(text)
        if level == 1:
            stream.write('(')
        stream.write(('\n' + ' ' * indent).join(chunks))
        if level == 1:
            stream.write(')')

    def _pprint_bytes(self, object, stream, indent, allowance, context, level):
        if len(object) <= 4:
            return stream.write(repr(object))
        parens = level == 1
        if parens:
            indent += 1
            allowance += 1
            stream.write('(')
        self._write_bytes(object, stream, indent, allowance)
        if parens:
            stream.write(')')

    def _write_bytes(self, object, stream, indent, allowance):
        """Groups of four bytes, as many as fit on a line."""
        room = self._width - indent
        last = len(object) // 4 * 4
        current, between = b'', ''
        for i in range(0, len(object), 4):
            part = object[i:i + 4]
            candidate = current + part
            if i == last:
                room -= allowance
            if len(repr(candidate)) > room:
                if current:
                    stream.write(between + repr(current))
                    between = '\n' + ' ' * indent
                current = part
            else:
                current = candidate
        if current:
            stream.write(between + repr(current))

    def _pprint_bytearray(self, object, stream, indent, allowance, context, level):
        stream.write('bytearray(')
        self._pprint_bytes(bytes(object), stream, indent + 10, allowance + 1, context, level + 1)
        stream.write(')')

    def _pprint_mappingproxy(self, object, stream, indent, allowance, context, level):
        stream.write('mappingproxy(')
        self._format(object.copy(), stream, indent + 13, allowance + 1, context, level)
        stream.write(')')

    def _pprint_simplenamespace(self, object, stream, indent, allowance, context, level):
        name = 'namespace' if type(object).__name__ == 'SimpleNamespace' else object.__class__.__name__
        indent += len(name) + 1
        stream.write(name + '(')
        self._format_namespace_items(object.__dict__.items(), stream, indent, allowance, context, level)
        stream.write(')')

    def _pprint_default_dict(self, object, stream, indent, allowance, context, level):
        if not len(object):
            return stream.write(repr(object))
        factory = self._repr(object.default_factory, context, level)
        name = object.__class__.__name__
        indent += len(name) + 1
        stream.write('%s(%s,\n%s' % (name, factory, ' ' * indent))
        self._pprint_dict(object, stream, indent, allowance + 1, context, level)
        stream.write(')')

    def _pprint_counter(self, object, stream, indent, allowance, context, level):
        if not len(object):
            return stream.write(repr(object))
        name = object.__class__.__name__
        stream.write(name + '({')
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * ' ')
        self._format_dict_items(object.most_common(), stream, indent + len(name) + 1, allowance + 2, context, level)
        stream.write('})')

    def _pprint_chain_map(self, object, stream, indent, allowance, context, level):
        if not len(object.maps):
            return stream.write(repr(object))
        name = object.__class__.__name__
        stream.write(name + '(')
        indent += len(name) + 1
        for i, one in enumerate(object.maps):
            last = i == len(object.maps) - 1
            self._format(one, stream, indent, allowance + 1 if last else 1, context, level)
            stream.write(')' if last else ',\n' + ' ' * indent)

    def _pprint_deque(self, object, stream, indent, allowance, context, level):
        if not len(object):
            return stream.write(repr(object))
        name = object.__class__.__name__
        stream.write(name + '(')
        indent += len(name) + 1
        stream.write('[')
        if object.maxlen is None:
            self._format_items(object, stream, indent, allowance + 2, context, level)
            stream.write('])')
        else:
            self._format_items(object, stream, indent, 2, context, level)
            stream.write('],\n%smaxlen=%s)' % (' ' * indent, self._repr(object.maxlen, context, level)))

    def _pprint_user(self, object, stream, indent, allowance, context, level):
        self._format(object.data, stream, indent, allowance, context, level - 1)

    # ---- items ----

    def _format_dict_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        items = list(items)
        for i, (key, value) in enumerate(items):
            last = i == len(items) - 1
            text = self._repr(key, context, level)
            stream.write(text + ': ')
            self._format(value, stream, indent + len(text) + 2, allowance if last else 1, context, level)
            if not last:
                stream.write(',\n' + ' ' * indent)

    def _format_namespace_items(self, items, stream, indent, allowance, context, level):
        items = list(items)
        for i, (name, value) in enumerate(items):
            last = i == len(items) - 1
            stream.write(name + '=')
            if id(value) in context:
                stream.write('...')
            else:
                self._format(value, stream, indent + len(name) + 1, allowance if last else 1, context, level)
            if not last:
                stream.write(',\n' + ' ' * indent)

    def _format_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * ' ')
        items = list(items)
        room = width = self._width - indent + 1
        between = ''
        for i, item in enumerate(items):
            if i == len(items) - 1:
                width -= allowance
                room -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                needed = len(text) + 2
                if room < needed:
                    room = width
                    if between:
                        between = ',\n' + ' ' * indent
                if room >= needed:
                    room -= needed
                    stream.write(between + text)
                    between = ', '
                    continue
            stream.write(between)
            between = ',\n' + ' ' * indent
            self._format(item, stream, indent, allowance if i == len(items) - 1 else 1, context, level)

    # ---- on one line ----

    def _safe_repr(self, object, context, maxlevels, level):
        cls = type(object)
        if cls in (str, bytes, bytearray, float, complex, bool, type(None)):
            return repr(object), True, False
        made = getattr(cls, '__repr__', None)
        if issubclass(cls, int) and made is int.__repr__:
            return ('{:_d}'.format(object) if self._underscore_numbers else repr(object)), True, False
        is_dict = issubclass(cls, dict) and made is dict.__repr__
        is_list = issubclass(cls, list) and made is list.__repr__
        if not is_dict and not is_list and not (issubclass(cls, tuple) and made is tuple.__repr__):
            text = repr(object)
            return text, bool(text) and not text.startswith('<'), False
        if not object:
            return ('{}' if is_dict else '[]' if is_list else '()'), True, False
        key = id(object)
        form = '{%s}' if is_dict else '[%s]' if is_list else '(%s,)' if len(object) == 1 else '(%s)'
        if maxlevels and level >= maxlevels:
            return form % '...', False, key in context
        if key in context:
            return _recursion(object), False, True
        context[key] = 1
        readable, recursive, parts = True, False, []
        level += 1
        if is_dict:
            items = sorted(object.items(), key=_item_key) if self._sort_dicts else object.items()
        else:
            items = [(item,) for item in object]
        for item in items:
            texts = []
            for part in item:
                text, part_readable, part_recursive = self.format(part, context, maxlevels, level)
                texts.append(text)
                readable = readable and part_readable
                recursive = recursive or part_recursive
            parts.append(': '.join(texts))
        del context[key]
        return form % ', '.join(parts), readable, recursive


def _layouts():
    """The layouts by __repr__: classes that inherit it are laid out the same way."""
    import collections
    import types
    cls = PrettyPrinter
    made = {}
    for one, layout in (
            (dict, cls._pprint_dict), (list, cls._pprint_list), (tuple, cls._pprint_tuple), (set, cls._pprint_set),
            (frozenset, cls._pprint_set), (str, cls._pprint_str), (bytes, cls._pprint_bytes),
            (bytearray, cls._pprint_bytearray), (collections.OrderedDict, cls._pprint_ordered_dict),
            (types.MappingProxyType, cls._pprint_mappingproxy), (types.SimpleNamespace, cls._pprint_simplenamespace),
            (collections.defaultdict, cls._pprint_default_dict), (collections.Counter, cls._pprint_counter),
            (collections.ChainMap, cls._pprint_chain_map), (collections.deque, cls._pprint_deque),
            (collections.UserDict, cls._pprint_user), (collections.UserList, cls._pprint_user),
            (collections.UserString, cls._pprint_user)):
        made[one.__repr__] = layout
    return made


PrettyPrinter._dispatch = _layouts()
