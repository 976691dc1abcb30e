"""The classes of string: Template ($-substitution, PEP 292) and Formatter (str.format to derive from)."""
import re
from _string import formatter_field_name_split, formatter_parser


class Template:
    """Text with $name and ${name}; $$ is a dollar. Subclasses change delimiter, idpattern, braceidpattern, flags or pattern."""
    delimiter = '$'
    idpattern = r'(?a:[_a-z][_a-z0-9]*)'
    braceidpattern = None
    flags = re.IGNORECASE
    _rows = (r'(?P<escaped>%(mark)s)', r'(?P<named>%(name)s)', r'{(?P<braced>%(braced)s)}', r'(?P<invalid>)')

    def __init_subclass__(cls):
        super().__init_subclass__()
        cls._make_pattern()

    @classmethod
    def _make_pattern(cls):
        if 'pattern' in cls.__dict__:
            pattern = cls.pattern
        else:
            mark = re.escape(cls.delimiter)
            pattern = mark + '(?:' + '|'.join(cls._rows) % {
                'mark': mark, 'name': cls.idpattern, 'braced': cls.braceidpattern or cls.idpattern} + ')'
        cls.pattern = re.compile(pattern, cls.flags | re.VERBOSE)

    def __init__(self, template):
        self.template = template

    def _bad(self, match):
        before = self.template[:match.start('invalid')].splitlines(keepends=True)
        line = len(before) or 1
        column = match.start('invalid') - len(''.join(before[:-1])) if before else 1
        raise ValueError('Invalid placeholder in string: line %d, col %d' % (line, column))

    def _parts(self, match):
        """(name, whether it is an escape): of a match."""
        name = match.group('named') or match.group('braced')
        if name is not None:
            return name, False
        if match.group('escaped') is not None:
            return None, True
        if match.group('invalid') is not None:
            return None, False
        raise ValueError('Unrecognized named group in pattern', self.pattern)

    def _filled(self, values, safe):
        def convert(match):
            name, escape = self._parts(match)
            if escape:
                return self.delimiter
            if name is None:
                return match.group() if safe else self._bad(match)
            try:
                return str(values[name])
            except KeyError:
                if not safe:
                    raise
                return match.group()
        return self.pattern.sub(convert, self.template)

    def substitute(self, mapping=None, /, **kws):
        return self._filled(_both(mapping, kws), False)

    def safe_substitute(self, mapping=None, /, **kws):
        return self._filled(_both(mapping, kws), True)

    def is_valid(self):
        return not any([self._parts(match) == (None, False) for match in self.pattern.finditer(self.template)])

    def get_identifiers(self):
        names = []
        for match in self.pattern.finditer(self.template):
            name = self._parts(match)[0]
            if name is not None and name not in names:
                names.append(name)
        return names


def _both(mapping, kws):
    if mapping is None:
        return kws
    if not kws:
        return mapping
    from collections import ChainMap
    return ChainMap(kws, mapping)


Template._make_pattern()


class Formatter:
    """What str.format() does, in methods that can be overridden."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        text, _ = self._vformat(format_string, args, kwargs, used, 2, 0)
        self.check_unused_args(used, args, kwargs)
        return text

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        """(the text, the next number of a field without one; False when they have numbers)"""
        if recursion_depth < 0:
            raise ValueError('Max string recursion exceeded')
        out, auto = [], auto_arg_index
        for literal, name, spec, conversion in self.parse(format_string):
            if literal:
                out.append(literal)
            if name is None:
                continue
            first = formatter_field_name_split(name)[0]
            if first == '':
                if auto is False:
                    raise ValueError('cannot switch from manual field specification to automatic field numbering')
                name, auto = str(auto) + name, auto + 1
            elif isinstance(first, int):
                if auto:
                    raise ValueError('cannot switch from manual field specification to automatic field numbering')
                auto = False
            obj, key = self.get_field(name, args, kwargs)
            used_args.add(key)
            obj = self.convert_field(obj, conversion)
            spec, auto = self._vformat(spec, args, kwargs, used_args, recursion_depth - 1, auto)
            out.append(self.format_field(obj, spec))
        return ''.join(out), auto

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        kinds = {'s': str, 'r': repr, 'a': ascii}
        if conversion not in kinds:
            raise ValueError('Unknown conversion specifier %s' % conversion)
        return kinds[conversion](value)

    def parse(self, format_string):
        return formatter_parser(format_string)

    def get_field(self, field_name, args, kwargs):
        first, rest = formatter_field_name_split(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attribute, name in rest:
            obj = getattr(obj, name) if is_attribute else obj[name]
        return obj, first
