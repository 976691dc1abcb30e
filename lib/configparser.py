"""configparser: settings in sections, `name = value` on lines."""
from _collections_abc import MutableMapping

__all__ = ['NoSectionError', 'DuplicateOptionError', 'DuplicateSectionError', 'NoOptionError', 'InterpolationError',
           'InterpolationDepthError', 'InterpolationMissingOptionError', 'InterpolationSyntaxError', 'ParsingError',
           'MissingSectionHeaderError', 'ConfigParser', 'SafeConfigParser', 'RawConfigParser', 'Interpolation',
           'BasicInterpolation', 'ExtendedInterpolation', 'LegacyInterpolation', 'SectionProxy', 'ConverterMapping',
           'DEFAULTSECT', 'MAX_INTERPOLATION_DEPTH']
_default_dict = dict
DEFAULTSECT = 'DEFAULT'
MAX_INTERPOLATION_DEPTH = 10
_UNSET = object()


# ---- errors: each keeps what it is about ----

class Error(Exception):
    def __init__(self, msg=''):
        self.message = msg
        Exception.__init__(self, msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__


class NoSectionError(Error):
    def __init__(self, section):
        Error.__init__(self, 'No section: %r' % (section,))
        self.section = section
        self.args = (section,)


def _where(source, lineno):
    """The beginning of a message about a place in a file."""
    text = 'While reading from ' + repr(source)
    return text + (' [line %2d]: ' % lineno if lineno is not None else ': ')


class DuplicateSectionError(Error):
    def __init__(self, section, source=None, lineno=None):
        what = repr(section) + ' already exists'
        Error.__init__(self, 'Section ' + what if source is None else _where(source, lineno) + 'section ' + what)
        self.section, self.source, self.lineno = section, source, lineno
        self.args = (section, source, lineno)


class DuplicateOptionError(Error):
    def __init__(self, section, option, source=None, lineno=None):
        what = '%r in section %r already exists' % (option, section)
        Error.__init__(self, 'Option ' + what if source is None else _where(source, lineno) + 'option ' + what)
        self.section, self.option, self.source, self.lineno = section, option, source, lineno
        self.args = (section, option, source, lineno)


class NoOptionError(Error):
    def __init__(self, option, section):
        Error.__init__(self, 'No option %r in section: %r' % (option, section))
        self.option, self.section = option, section
        self.args = (option, section)


class InterpolationError(Error):
    def __init__(self, option, section, msg):
        Error.__init__(self, msg)
        self.option, self.section = option, section
        self.args = (option, section, msg)


class InterpolationMissingOptionError(InterpolationError):
    def __init__(self, option, section, rawval, reference):
        InterpolationError.__init__(self, option, section, (
            'Bad value substitution: option {!r} in section {!r} contains an interpolation key {!r} which is not a '
            'valid option name. Raw value: {!r}').format(option, section, reference, rawval))
        self.reference = reference
        self.args = (option, section, rawval, reference)


class InterpolationSyntaxError(InterpolationError):
    pass


class InterpolationDepthError(InterpolationError):
    def __init__(self, option, section, rawval):
        InterpolationError.__init__(self, option, section, (
            'Recursion limit exceeded in value substitution: option {!r} in section {!r} contains an interpolation key '
            'which cannot be substituted in {} steps. Raw value: {!r}').format(
                option, section, MAX_INTERPOLATION_DEPTH, rawval))
        self.args = (option, section, rawval)


class ParsingError(Error):
    def __init__(self, source=None, filename=None):
        if filename and source:
            raise ValueError("Cannot specify both `filename' and `source'. Use `source'.")
        if not filename and not source:
            raise ValueError("Required argument `source' not given.")
        if filename:
            _deprecated("The 'filename' argument in ParsingError")
            source = filename
        Error.__init__(self, 'Source contains parsing errors: %r' % source)
        self.source = source
        self.errors = []
        self.args = (source,)

    @property
    def filename(self):
        _deprecated("The 'filename' attribute")
        return self.source

    @filename.setter
    def filename(self, value):
        _deprecated("The 'filename' attribute")
        self.source = value

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += '\n\t[line %2d]: %s' % (lineno, line)


class MissingSectionHeaderError(ParsingError):
    def __init__(self, filename, lineno, line):
        Error.__init__(self, 'File contains no section headers.\nfile: %r, line: %d\n%r' % (filename, lineno, line))
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = (filename, lineno, line)


def _deprecated(what):
    import warnings
    warnings.warn('%s will be removed in Python 3.12.' % what, DeprecationWarning, stacklevel=3)


# ---- references to other values ----

class Interpolation:
    """Values stay as they are."""

    def before_get(self, parser, section, option, value, defaults):
        return value

    def before_set(self, parser, section, option, value):
        return value

    def before_read(self, parser, section, option, value):
        return value

    def before_write(self, parser, section, option, value):
        return value


class _References(Interpolation):
    """Values with references behind `_sign`, in brackets."""

    def before_get(self, parser, section, option, value, defaults):
        parts = []
        self._expand(parser, option, parts, value, section, defaults, 1)
        return ''.join(parts)

    def before_set(self, parser, section, option, value):
        sign, left, right = self._sign, self._left, self._right
        at = value.find(sign)
        while at >= 0:
            follow = value[at + 1:at + 2]
            if follow == sign:
                at += 2
            elif follow == left and value.find(right, at) > at + 2:
                at = value.find(right, at)
            else:
                raise ValueError('invalid interpolation syntax in %r at position %d' % (value, at))
            at = value.find(sign, at)
        return value

    def _expand(self, parser, option, parts, rest, section, values, depth):
        raw = parser.get(section, option, raw=True, fallback=rest)
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        sign = self._sign
        while rest:
            before, found, rest2 = rest.partition(sign)
            if before:
                parts.append(before)
            if not found:
                return
            rest = rest2
            if rest[:1] == sign:
                parts.append(sign)
                rest = rest[1:]
            elif rest[:1] == self._left:
                end = rest.find(self._end, 1)
                if end < 2:
                    raise InterpolationSyntaxError(option, section, 'bad interpolation variable reference %r' % (sign + rest))
                name = rest[1:end]
                rest = rest[end + len(self._end):]
                self._refer(parser, option, parts, name, section, values, depth, raw, rest)
            else:
                raise InterpolationSyntaxError(option, section, "'%s' must be followed by '%s' or '%s', found: %r" % (
                    sign, sign, self._left, sign + rest))


class BasicInterpolation(_References):
    """%(name)s is the value of that name in the section."""
    _sign, _left, _right, _end = '%', '(', ')', ')s'

    def before_set(self, parser, section, option, value):
        plain = value.replace('%%', '')
        at = plain.find('%(')
        while at >= 0:
            end = plain.find(')s', at)
            if end <= at + 2:
                break
            plain = plain[:at] + plain[end + 2:]
            at = plain.find('%(')
        if '%' in plain:
            raise ValueError('invalid interpolation syntax in %r at position %d' % (value, plain.find('%')))
        return value

    def _refer(self, parser, option, parts, name, section, values, depth, raw, rest):
        name = parser.optionxform(name)
        try:
            value = values[name]
        except KeyError:
            raise InterpolationMissingOptionError(option, section, raw, name) from None
        if self._sign in value:
            self._expand(parser, option, parts, value, section, values, depth + 1)
        else:
            parts.append(value)


class ExtendedInterpolation(_References):
    """${name} and ${section:name}."""
    _sign, _left, _right, _end = '$', '{', '}', '}'

    def before_set(self, parser, section, option, value):
        plain = value.replace('$$', '')
        at = plain.find('${')
        while at >= 0:
            end = plain.find('}', at)
            if end <= at + 2:
                break
            plain = plain[:at] + plain[end + 1:]
            at = plain.find('${')
        if '$' in plain:
            raise ValueError('invalid interpolation syntax in %r at position %d' % (value, plain.find('$')))
        return value

    def _refer(self, parser, option, parts, name, section, values, depth, raw, rest):
        path = name.split(':')
        of, name = section, option
        try:
            if len(path) == 1:
                name = parser.optionxform(path[0])
                value = values[name]
            elif len(path) == 2:
                of, name = path[0], parser.optionxform(path[1])
                value = parser.get(of, name, raw=True)
            else:
                raise InterpolationSyntaxError(option, section, "More than one ':' found: %r" % (rest,))
        except (KeyError, NoSectionError, NoOptionError):
            raise InterpolationMissingOptionError(option, section, raw, ':'.join(path)) from None
        if '$' in value:
            self._expand(parser, name, parts, value, of, dict(parser.items(of, raw=True)), depth + 1)
        else:
            parts.append(value)


class LegacyInterpolation(Interpolation):
    """The % operator, again and again."""

    def __init__(self):
        _deprecated('LegacyInterpolation has been deprecated since Python 3.2 and')

    def before_get(self, parser, section, option, value, vars):
        raw = value
        for _ in range(MAX_INTERPOLATION_DEPTH):
            if not value or '%(' not in value:
                break
            names = {}
            for part in value.split('%(')[1:]:
                name = part.partition(')')[0]
                key = parser.optionxform(name)
                if key in vars:
                    names[name] = vars[key]
            try:
                value = value % names
            except KeyError as e:
                raise InterpolationMissingOptionError(option, section, raw, e.args[0]) from None
        if value and '%(' in value:
            raise InterpolationDepthError(option, section, raw)
        return value


# ---- the parser ----

class _Reading:
    """What is known while a file is read."""

    def __init__(self, source):
        self.source = source
        self.sections, self.options = set(), set()
        self.section = None   # its dict
        self.name = self.option = None
        self.indent = 0
        self.error = None


class RawConfigParser(MutableMapping):
    _SECT_TMPL = r'\[(?P<header>.+)\]'
    BOOLEAN_STATES = {'1': True, 'yes': True, 'true': True, 'on': True, '0': False, 'no': False, 'false': False,
                      'off': False}
    _DEFAULT_INTERPOLATION = Interpolation()
    SECTCRE = None
    NONSPACECRE = None

    def __init__(self, defaults=None, dict_type=_default_dict, allow_no_value=False, *, delimiters=('=', ':'),
                 comment_prefixes=('#', ';'), inline_comment_prefixes=None, strict=True, empty_lines_in_values=True,
                 default_section=DEFAULTSECT, interpolation=_UNSET, converters=_UNSET):
        self._dict = dict_type
        self._sections = dict_type()
        self._defaults = dict_type()
        self._converters = ConverterMapping(self)
        self._proxies = dict_type()
        self._proxies[default_section] = SectionProxy(self, default_section)
        self._delimiters = tuple(delimiters)
        self._comment_prefixes = tuple(comment_prefixes or ())
        self._inline_comment_prefixes = tuple(inline_comment_prefixes or ())
        self._strict = strict
        self._allow_no_value = allow_no_value
        self._empty_lines_in_values = empty_lines_in_values
        self.default_section = default_section
        self._interpolation = self._DEFAULT_INTERPOLATION if interpolation is _UNSET else interpolation
        if self._interpolation is None:
            self._interpolation = Interpolation()
        if not isinstance(self._interpolation, Interpolation):
            raise TypeError('interpolation= must be None or an instance of Interpolation; got an object of type %s' %
                            type(self._interpolation))
        if converters is not _UNSET:
            self._converters.update(converters)
        if defaults:
            self._read_defaults(defaults)

    def defaults(self):
        return self._defaults

    def sections(self):
        return list(self._sections.keys())

    def add_section(self, section):
        if section == self.default_section:
            raise ValueError('Invalid section name: %r' % section)
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = self._dict()
        self._proxies[section] = SectionProxy(self, section)

    def has_section(self, section):
        return section in self._sections

    def options(self, section):
        if section not in self._sections:
            raise NoSectionError(section) from None
        found = dict(self._sections[section])
        found.update(self._defaults)
        return list(found)

    def optionxform(self, optionstr):
        """What an option's name is known by; to be replaced."""
        return optionstr.lower()

    # ---- reading ----

    def read(self, filenames, encoding=None):
        """The files that can be opened. Returns their names."""
        if isinstance(filenames, (str, bytes)) or hasattr(filenames, '__fspath__'):
            filenames = [filenames]
        done = []
        for filename in filenames:
            name = filename.__fspath__() if hasattr(filename, '__fspath__') else filename
            try:
                with (open(name) if encoding is None else open(name, encoding=encoding)) as f:
                    self._read(f, name)
            except OSError:
                continue
            done.append(name)
        return done

    def read_file(self, f, source=None):
        if source is None:
            source = getattr(f, 'name', '<???>')
        self._read(f, source)

    def read_string(self, string, source='<string>'):
        from io import StringIO
        self.read_file(StringIO(string), source)

    def read_dict(self, dictionary, source='<dict>'):
        seen = set()
        for section, keys in dictionary.items():
            section = str(section)
            try:
                self.add_section(section)
            except (DuplicateSectionError, ValueError):
                if self._strict and section in seen:
                    raise
            seen.add(section)
            for key, value in keys.items():
                key = self.optionxform(str(key))
                if value is not None:
                    value = str(value)
                if self._strict and (section, key) in seen:
                    raise DuplicateOptionError(section, key, source)
                seen.add((section, key))
                self.set(section, key, value)

    def readfp(self, fp, filename=None):
        import warnings
        warnings.warn("This method will be removed in Python 3.12. Use 'parser.read_file()' instead.",
                      DeprecationWarning, stacklevel=2)
        self.read_file(fp, source=filename)

    def _without_comment(self, line):
        """The line, and where its comment began."""
        first = len(line)
        for prefix in self._inline_comment_prefixes:
            at = line.find(prefix)
            while at >= 0:
                if at == 0 or line[at - 1].isspace():
                    first = min(first, at)
                    break
                at = line.find(prefix, at + 1)
        if line.strip().startswith(self._comment_prefixes) if self._comment_prefixes else False:
            first = 0
        return line[:first].strip(), first < len(line)

    def _read(self, fp, fpname):
        state = _Reading(fpname)
        for lineno, line in enumerate(fp, start=1):
            value, comment = self._without_comment(line)
            current = state.section.get(state.option) if state.section is not None and state.option else None
            if not value:
                if self._empty_lines_in_values:
                    # An empty line may be in the middle of a value; a comment is in none.
                    if not comment and isinstance(current, list):
                        current.append('')
                else:
                    state.indent = 1 << 60
                continue
            indent = len(line) - len(line.lstrip())
            if state.section is not None and state.option and indent > state.indent:
                if isinstance(current, list):
                    current.append(value)
                continue
            state.indent = indent
            self._read_line(state, lineno, line, value)
        self._join_multiline_values()
        if state.error:
            raise state.error

    def _header(self, value):
        """The name of the section that the line begins, or None."""
        if self.SECTCRE is not None:
            found = self.SECTCRE.match(value)
            return found.group('header') if found else None
        end = value.rfind(']')
        return value[1:end] if value[:1] == '[' and end > 1 else None

    def _read_line(self, state, lineno, line, value):
        header = self._header(value)
        if header is not None:
            return self._begin_section(state, lineno, header)
        if state.section is None:
            raise MissingSectionHeaderError(state.source, lineno, line)
        name, option = self._split(value)
        if name is None:
            return self._note_error(state, lineno, line)
        state.option = self.optionxform(name.rstrip())
        if not state.option:
            self._note_error(state, lineno, line)
        key = state.name, state.option
        if self._strict and key in state.options:
            raise DuplicateOptionError(state.name, state.option, state.source, lineno)
        state.options.add(key)
        state.section[state.option] = [option.strip()] if option is not None else None

    def _note_error(self, state, lineno, line):
        if not state.error:
            state.error = ParsingError(state.source)
        state.error.append(lineno, repr(line))

    def _begin_section(self, state, lineno, name):
        if name in self._sections:
            if self._strict and name in state.sections:
                raise DuplicateSectionError(name, state.source, lineno)
            state.section = self._sections[name]
        elif name == self.default_section:
            state.section = self._defaults
        else:
            state.section = self._dict()
            self._sections[name] = state.section
            self._proxies[name] = SectionProxy(self, name)
        state.sections.add(name)
        state.name, state.option = name, None

    def _split(self, value):
        """(name, value or None) at the first delimiter; (None, None) when there is none and there must be."""
        first, width = -1, 0
        for delimiter in self._delimiters:
            at = value.find(delimiter)
            if at >= 0 and (first < 0 or at < first):
                first, width = at, len(delimiter)
        if first < 0:
            return (value, None) if self._allow_no_value else (None, None)
        return value[:first], value[first + width:]

    def _join_multiline_values(self):
        for section, options in [(self.default_section, self._defaults)] + list(self._sections.items()):
            for name, value in options.items():
                if isinstance(value, list):
                    value = '\n'.join(value).rstrip()
                options[name] = self._interpolation.before_read(self, section, name, value)

    def _read_defaults(self, defaults):
        for key, value in defaults.items():
            self._defaults[self.optionxform(key)] = value

    # ---- values ----

    def _values(self, section, vars=None):
        """All names of a section: its own, the defaults and what is given for this call."""
        values = dict(self._defaults)
        if section in self._sections:
            values.update(self._sections[section])
        elif section != self.default_section:
            raise NoSectionError(section)
        for key, value in (vars or {}).items():
            values[self.optionxform(key)] = value if value is None else str(value)
        return values

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        try:
            values = self._values(section, vars)
        except NoSectionError:
            if fallback is _UNSET:
                raise
            return fallback
        option = self.optionxform(option)
        if option not in values:
            if fallback is _UNSET:
                raise NoOptionError(option, section)
            return fallback
        value = values[option]
        return value if raw or value is None else self._interpolation.before_get(self, section, option, value, values)

    def _get_conv(self, section, option, conv, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        try:
            return conv(self.get(section, option, raw=raw, vars=vars, **kwargs))
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback

    def getint(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        return self._get_conv(section, option, int, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def getfloat(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        return self._get_conv(section, option, float, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def getboolean(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        return self._get_conv(section, option, self._convert_to_boolean, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def _convert_to_boolean(self, value):
        if value.lower() not in self.BOOLEAN_STATES:
            raise ValueError('Not a boolean: %s' % value)
        return self.BOOLEAN_STATES[value.lower()]

    def items(self, section=_UNSET, raw=False, vars=None):
        if section is _UNSET:
            return super().items()
        values = self._values(section, vars)
        names = list(dict(self._defaults, **self._sections.get(section, {})))
        if raw:
            return [(name, values[name]) for name in names]
        made = []
        for name in names:
            value = values[name]
            made.append((name, value if value is None else self._interpolation.before_get(self, section, name, value, values)))
        return made

    def popitem(self):
        for key in self.sections():
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def has_option(self, section, option):
        if not section or section == self.default_section:
            return self.optionxform(option) in self._defaults
        if section not in self._sections:
            return False
        option = self.optionxform(option)
        return option in self._sections[section] or option in self._defaults

    def _section(self, section):
        if not section or section == self.default_section:
            return self._defaults
        try:
            return self._sections[section]
        except KeyError:
            raise NoSectionError(section) from None

    def set(self, section, option, value=None):
        if value:
            value = self._interpolation.before_set(self, section, option, value)
        self._section(section)[self.optionxform(option)] = value

    def remove_option(self, section, option):
        options, option = self._section(section), self.optionxform(option)
        existed = option in options
        if existed:
            del options[option]
        return existed

    def remove_section(self, section):
        existed = section in self._sections
        if existed:
            del self._sections[section]
            del self._proxies[section]
        return existed

    def write(self, fp, space_around_delimiters=True):
        delimiter = ' %s ' % self._delimiters[0] if space_around_delimiters else self._delimiters[0]
        sections = [(self.default_section, self._defaults)] if self._defaults else []
        for section, options in sections + list(self._sections.items()):
            fp.write('[%s]\n' % section)
            for key, value in options.items():
                value = self._interpolation.before_write(self, section, key, value)
                if value is not None or not self._allow_no_value:
                    value = delimiter + str(value).replace('\n', '\n\t')
                fp.write(key + (value or '') + '\n')
            fp.write('\n')

    # ---- as a mapping of sections ----

    def __getitem__(self, key):
        if key != self.default_section and not self.has_section(key):
            raise KeyError(key)
        return self._proxies[key]

    def __setitem__(self, key, value):
        if key in self and self[key] is value:
            return
        if key == self.default_section:
            self._defaults.clear()
        elif key in self._sections:
            self._sections[key].clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError('Cannot remove the default section.')
        if not self.has_section(key):
            raise KeyError(key)
        self.remove_section(key)

    def __contains__(self, key):
        return key == self.default_section or self.has_section(key)

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        yield self.default_section
        yield from self._sections.keys()

    @property
    def converters(self):
        return self._converters

    def _validate_value_types(self, *, section='', option='', value=''):
        if not isinstance(section, str):
            raise TypeError('section names must be strings')
        if not isinstance(option, str):
            raise TypeError('option keys must be strings')
        if (not self._allow_no_value or value) and not isinstance(value, str):
            raise TypeError('option values must be strings')


class ConfigParser(RawConfigParser):
    _DEFAULT_INTERPOLATION = BasicInterpolation()

    def set(self, section, option, value=None):
        self._validate_value_types(option=option, value=value)
        super().set(section, option, value)

    def add_section(self, section):
        self._validate_value_types(section=section)
        super().add_section(section)

    def _read_defaults(self, defaults):
        # A default may refer to one that comes later: nothing is checked.
        interpolation, self._interpolation = self._interpolation, Interpolation()
        try:
            self.read_dict({self.default_section: defaults})
        finally:
            self._interpolation = interpolation


class SafeConfigParser(ConfigParser):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        import warnings
        warnings.warn('The SafeConfigParser class has been renamed to ConfigParser in Python 3.2. This alias will be '
                      'removed in Python 3.12. Use ConfigParser directly instead.', DeprecationWarning, stacklevel=2)


class SectionProxy(MutableMapping):
    """A section as a mapping."""

    def __init__(self, parser, name):
        self._parser = parser
        self._name = name
        for conv in parser.converters:
            setattr(self, 'get' + conv, _bound(self.get, getattr(parser, 'get' + conv)))

    def __repr__(self):
        return '<Section: %s>' % self._name

    def __getitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        self._parser._validate_value_types(option=key, value=value)
        return self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        if not (self._parser.has_option(self._name, key) and self._parser.remove_option(self._name, key)):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def _options(self):
        if self._name != self._parser.default_section:
            return self._parser.options(self._name)
        return self._parser.defaults()

    def __len__(self):
        return len(self._options())

    def __iter__(self):
        return self._options().__iter__()

    @property
    def parser(self):
        return self._parser

    @property
    def name(self):
        return self._name

    def get(self, option, fallback=None, *, raw=False, vars=None, _impl=None, **kwargs):
        """The value; other types than str by _impl."""
        return (_impl or self._parser.get)(self._name, option, raw=raw, vars=vars, fallback=fallback, **kwargs)


def _bound(get, impl):
    def method(*args, **kwargs):
        return get(*args, _impl=impl, **kwargs)
    return method


class ConverterMapping(MutableMapping):
    """Converters by name: each makes methods get<name> of the parser and of its sections."""

    def __init__(self, parser):
        self._parser = parser
        self._data = {}
        for name in dir(parser):
            if name.startswith('get') and len(name) > 3 and callable(getattr(parser, name)):
                self._data[name[3:]] = None

    def __getitem__(self, key):
        return self._data[key]

    def __setitem__(self, key, value):
        try:
            name = 'get' + key
        except TypeError:
            raise ValueError('Incompatible key: %r (type: %s)' % (key, type(key))) from None
        if name == 'get':
            raise ValueError('Incompatible key: cannot use "" as a name')
        self._data[key] = value
        parser = self._parser

        def method(*args, **kwargs):
            return parser._get_conv(*args, conv=value, **kwargs)
        method.converter = value
        setattr(parser, name, method)
        for proxy in parser.values():
            setattr(proxy, name, _bound(proxy.get, method))

    def __delitem__(self, key):
        name = 'get' + (key or '')
        if key not in self._data:
            raise KeyError(key)
        del self._data[key]
        for holder in [self._parser] + list(self._parser.values()):
            try:
                delattr(holder, name)
            except AttributeError:
                continue

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)
