"""Command lines taken apart. What prints help is in argparse._help, which is read when help or an error is printed."""
import os
import sys

from argparse._actions import *
from argparse._actions import (
    _argument_name, _AppendAction, _AppendConstAction, _AttributeHolder, _CountAction, _ExtendAction, _HelpAction,
    _StoreAction, _StoreConstAction, _StoreFalseAction, _StoreTrueAction, _SubParsersAction, _VersionAction,
    _UNRECOGNIZED_ARGS_ATTR)

__all__ = ['ArgumentParser', 'ArgumentError', 'ArgumentTypeError', 'BooleanOptionalAction', 'FileType', 'HelpFormatter',
           'ArgumentDefaultsHelpFormatter', 'RawDescriptionHelpFormatter', 'RawTextHelpFormatter',
           'MetavarTypeHelpFormatter', 'Namespace', 'Action', 'ONE_OR_MORE', 'OPTIONAL', 'PARSER', 'REMAINDER',
           'SUPPRESS', 'ZERO_OR_MORE']
_MANY = 1 << 30


class ArgumentTypeError(Exception):
    """For functions that convert: its text becomes the message."""


class Namespace(_AttributeHolder):
    def __init__(self, **kwargs):
        for name in kwargs:
            setattr(self, name, kwargs[name])

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__


class FileType:
    """Opens the file that an argument names; - is stdin or stdout."""

    def __init__(self, mode='r', bufsize=-1, encoding=None, errors=None):
        self._mode, self._bufsize, self._encoding, self._errors = mode, bufsize, encoding, errors

    def __call__(self, string):
        if string == '-':
            if 'r' in self._mode:
                stream = sys.stdin
            elif any([c in self._mode for c in 'wax']):
                stream = sys.stdout
            else:
                raise ValueError("argument '-' with mode %r" % self._mode)
            return stream.buffer if 'b' in self._mode else stream
        try:
            return open(string, self._mode, self._bufsize, self._encoding, self._errors)
        except OSError as e:
            raise ArgumentTypeError("can't open '%s': %s" % (string, e))

    def __repr__(self):
        parts = [repr(arg) for arg in (self._mode, self._bufsize) if arg != -1]
        parts += ['%s=%r' % (name, value) for name, value in (('encoding', self._encoding), ('errors', self._errors))
                  if value is not None]
        return '%s(%s)' % (type(self).__name__, ', '.join(parts))


# ---- groups of arguments ----

def _looks_negative(text):
    """-1, -1.5, -.5"""
    whole, _, part = text[1:].partition('.')
    return text[:1] == '-' and (whole.isdigit() and not _ or (part.isdigit() and (not whole or whole.isdigit())))


class _ActionsContainer:
    def __init__(self, description, prefix_chars, argument_default, conflict_handler):
        self.description, self.prefix_chars = description, prefix_chars
        self.argument_default, self.conflict_handler = argument_default, conflict_handler
        self._registries = {}
        for name, action in _ACTIONS.items():
            self.register('action', name, action)
        self._get_handler()
        self._actions, self._option_string_actions, self._action_groups = [], {}, []
        self._mutually_exclusive_groups, self._defaults = [], {}
        self._has_negative_number_optionals = []

    def register(self, registry_name, value, object):
        self._registries.setdefault(registry_name, {})[value] = object

    def _registry_get(self, registry_name, value, default=None):
        return self._registries.get(registry_name, {}).get(value, default)

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    def add_argument(self, *args, **kwargs):
        chars = self.prefix_chars
        if not args or len(args) == 1 and args[0][0] not in chars:
            if args and 'dest' in kwargs:
                raise ValueError('dest supplied twice for positional argument')
            kwargs = self._get_positional_kwargs(*args, **kwargs)
        else:
            kwargs = self._get_optional_kwargs(*args, **kwargs)
        if 'default' not in kwargs:
            if kwargs['dest'] in self._defaults:
                kwargs['default'] = self._defaults[kwargs['dest']]
            elif self.argument_default is not None:
                kwargs['default'] = self.argument_default
        cls = self._pop_action_class(kwargs)
        if not callable(cls):
            raise ValueError('unknown action "%s"' % (cls,))
        action = cls(**kwargs)
        convert = self._registry_get('type', action.type, action.type)
        if convert is not None and not callable(convert):
            raise ValueError('%r is not callable' % (convert,))
        if convert is FileType:
            raise ValueError('%r is a FileType class object, instance of it must be passed' % (convert,))
        if hasattr(self, '_get_formatter'):
            try:
                self._get_formatter()._format_args(action, None)
            except TypeError:
                raise ValueError('length of metavar tuple does not match nargs')
        return self._add_action(action)

    def add_argument_group(self, *args, **kwargs):
        group = _ArgumentGroup(self, *args, **kwargs)
        self._action_groups.append(group)
        return group

    def add_mutually_exclusive_group(self, **kwargs):
        group = _MutuallyExclusiveGroup(self, **kwargs)
        self._mutually_exclusive_groups.append(group)
        return group

    def _add_action(self, action):
        self._check_conflict(action)
        self._actions.append(action)
        action.container = self
        for option in action.option_strings:
            self._option_string_actions[option] = action
            if _looks_negative(option) and not self._has_negative_number_optionals:
                self._has_negative_number_optionals.append(True)
        return action

    def _remove_action(self, action):
        self._actions.remove(action)

    def _add_container_actions(self, container):
        """All of another parser's arguments, in groups of the same titles."""
        groups = {}
        for group in self._action_groups:
            if group.title in groups:
                raise ValueError('cannot merge actions - two groups are named %r' % group.title)
            groups[group.title] = group
        places = {}
        for group in container._action_groups:
            if group.title not in groups:
                groups[group.title] = self.add_argument_group(
                    title=group.title, description=group.description, conflict_handler=group.conflict_handler)
            for action in group._group_actions:
                places[id(action)] = groups[group.title]
        for group in container._mutually_exclusive_groups:
            own = self.add_mutually_exclusive_group(required=group.required)
            for action in group._group_actions:
                places[id(action)] = own
        for action in container._actions:
            places.get(id(action), self)._add_action(action)

    def _get_positional_kwargs(self, dest, **kwargs):
        if 'required' in kwargs:
            raise TypeError("'required' is an invalid argument for positionals")
        nargs = kwargs.get('nargs')
        kwargs['required'] = nargs not in (OPTIONAL, ZERO_OR_MORE) or nargs == ZERO_OR_MORE and 'default' not in kwargs
        return dict(kwargs, dest=dest, option_strings=[])

    def _get_optional_kwargs(self, *args, **kwargs):
        long = []
        for option in args:
            if option[0] not in self.prefix_chars:
                raise ValueError('invalid option string %r: must start with a character %r' % (option, self.prefix_chars))
            if len(option) > 1 and option[1] in self.prefix_chars:
                long.append(option)
        dest = kwargs.pop('dest', None)
        if dest is None:
            dest = (long[0] if long else args[0]).lstrip(self.prefix_chars)
            if not dest:
                raise ValueError('dest= is required for options like %r' % args[0])
            dest = dest.replace('-', '_')
        return dict(kwargs, dest=dest, option_strings=list(args))

    def _pop_action_class(self, kwargs, default=None):
        action = kwargs.pop('action', default)
        return self._registry_get('action', action, action)

    # ---- two arguments of the same option ----

    def _get_handler(self):
        handler = getattr(self, '_handle_conflict_' + self.conflict_handler, None)
        if handler is None:
            raise ValueError('invalid conflict_resolution value: %r' % self.conflict_handler)
        return handler

    def _check_conflict(self, action):
        taken = [(option, self._option_string_actions[option]) for option in action.option_strings
                 if option in self._option_string_actions]
        if taken:
            self._get_handler()(action, taken)

    def _handle_conflict_error(self, action, conflicting_actions):
        options = ', '.join([option for option, _ in conflicting_actions])
        raise ArgumentError(action, 'conflicting option string%s: %s' % ('s' if ',' in options else '', options))

    def _handle_conflict_resolve(self, action, conflicting_actions):
        for option, old in conflicting_actions:
            old.option_strings.remove(option)
            del self._option_string_actions[option]
            if not old.option_strings:
                old.container._remove_action(old)


class _ArgumentGroup(_ActionsContainer):
    """Arguments with a title in the help; all else is the parser's."""

    def __init__(self, container, title=None, description=None, **kwargs):
        for name in ('conflict_handler', 'prefix_chars', 'argument_default'):
            kwargs.setdefault(name, getattr(container, name))
        super().__init__(description=description, **kwargs)
        self.title, self._group_actions = title, []
        for name in ('_registries', '_actions', '_option_string_actions', '_defaults', '_has_negative_number_optionals',
                     '_mutually_exclusive_groups'):
            setattr(self, name, getattr(container, name))

    def _add_action(self, action):
        action = super()._add_action(action)
        self._group_actions.append(action)
        return action

    def _remove_action(self, action):
        super()._remove_action(action)
        self._group_actions.remove(action)

    def _nested(self, kind):
        import warnings
        warnings.warn('Nesting %s is deprecated.' % kind, DeprecationWarning, 3)

    def add_argument_group(self, *args, **kwargs):
        self._nested('argument groups')
        return super().add_argument_group(*args, **kwargs)


class _MutuallyExclusiveGroup(_ArgumentGroup):
    """At most one of the arguments, or with required exactly one."""

    def __init__(self, container, required=False):
        super().__init__(container)
        self.required, self._container = required, container

    def _add_action(self, action):
        if action.required:
            raise ValueError('mutually exclusive arguments must be optional')
        action = self._container._add_action(action)
        self._group_actions.append(action)
        return action

    def _remove_action(self, action):
        self._container._remove_action(action)
        self._group_actions.remove(action)

    def add_mutually_exclusive_group(self, *args, **kwargs):
        self._nested('mutually exclusive groups')
        return super().add_mutually_exclusive_group(*args, **kwargs)


_ACTIONS = {None: _StoreAction, 'store': _StoreAction, 'store_const': _StoreConstAction, 'store_true': _StoreTrueAction,
            'store_false': _StoreFalseAction, 'append': _AppendAction, 'append_const': _AppendConstAction,
            'count': _CountAction, 'help': _HelpAction, 'version': _VersionAction, 'parsers': _SubParsersAction,
            'extend': _ExtendAction}


# ---- the parser ----

def _limits(nargs):
    """(the least, the most) strings that an argument takes."""
    if nargs is None:
        return 1, 1
    if isinstance(nargs, int):
        return nargs, nargs
    return {OPTIONAL: (0, 1), ZERO_OR_MORE: (0, _MANY), ONE_OR_MORE: (1, _MANY), REMAINDER: (0, _MANY),
            PARSER: (1, _MANY), SUPPRESS: (0, 0)}[nargs]


class _Run:
    """One command line on its way through a parser."""

    def __init__(self, parser, strings, namespace):
        self.parser, self.strings, self.namespace = parser, strings, namespace
        self.extras, self.seen, self.seen_not_default = [], set(), set()
        self.positionals = parser._get_positional_actions()
        self.conflicts = {}
        for group in parser._mutually_exclusive_groups:
            for action in group._group_actions:
                self.conflicts.setdefault(id(action), []).extend(
                    [other for other in group._group_actions if other is not action])
        # For each string: None of an argument, '--' itself, or what option it is.
        self.kinds, after = [], False
        for string in strings:
            if after:
                self.kinds.append(None)
            elif string == '--':
                self.kinds.append('--')
                after = True
            else:
                self.kinds.append(parser._parse_optional(string))

    def is_option(self, at):
        return isinstance(self.kinds[at], tuple)

    def count_arguments(self, at):
        """How many strings from at on are no options; -- among them counts for itself, not as an argument."""
        end = at
        while end < len(self.strings) and not self.is_option(end):
            end += 1
        return end - at

    def take(self, action, strings, option=None):
        self.seen.add(id(action))
        values = self.parser._get_values(action, strings)
        if values is not action.default:
            self.seen_not_default.add(id(action))
            for other in self.conflicts.get(id(action), ()):
                if id(other) in self.seen_not_default:
                    raise ArgumentError(action, 'not allowed with argument %s' % _argument_name(other))
        if values is not SUPPRESS:
            action(self.parser, self.namespace, values, option)

    def fit(self, actions, at):
        """How many strings each action takes when each takes as many as the later ones can spare, or None."""
        if not actions:
            return []
        for width in self.widths(actions[0].nargs, at):
            rest = self.fit(actions[1:], at + width)
            if rest is not None:
                return [width] + rest
        return None

    def widths(self, nargs, at):
        """The numbers of strings that may be an action's, the largest first; a -- among them goes along."""
        least, most = _limits(nargs)
        if nargs == REMAINDER:
            yield from range(len(self.strings) - at, -1, -1)
            return
        run = self.count_arguments(at)
        if nargs == PARSER:
            first = next((i for i in range(run) if self.kinds[at + i] is None), None)
            if first is not None:
                yield from range(len(self.strings) - at, first, -1)
            return
        dash = self.kinds.index('--') - at if '--' in self.kinds[at:at + run] else run
        for count in range(min(most, run - (dash < run)), least - 1, -1):
            # Strings behind the -- need it; one that follows may go along.
            width = count + (count > dash)
            if width == dash < run:
                yield width + 1
            yield width

    def take_positionals(self, at):
        counts = next((counts for counts in (self.fit(self.positionals[:n], at) for n in range(len(self.positionals), 0, -1))
                       if counts is not None), [])
        for action, count in zip(self.positionals, counts):
            self.take(action, self.strings[at:at + count])
            at += count
        self.positionals = self.positionals[len(counts):]
        return at

    def take_option(self, at):
        """Handles the option at; returns where the next string is."""
        action, option, explicit = self.kinds[at]
        if action is None:
            self.extras.append(self.strings[at])
            return at + 1
        todo = []
        while explicit is not None:
            least, most = _limits(action.nargs)
            if least > 1:
                raise ArgumentError(action, self.parser._expected(action.nargs))
            if most > 0:
                todo.append((action, [explicit], option))
                break
            # -xyz: flags, of which the last may have an argument.
            following = option[0] + explicit[:1]
            if most == 0 and option[1] not in self.parser.prefix_chars and explicit and (
                    following in self.parser._option_string_actions):
                todo.append((action, [], option))
                action, option = self.parser._option_string_actions[following], following
                explicit = explicit[1:] or None
            else:
                raise ArgumentError(action, 'ignored explicit argument %r' % explicit)
        end = at + 1
        if explicit is None:
            count = self.match(action, end)
            todo.append((action, self.strings[end:end + count], option))
            end += count
        for action, strings, option in todo:
            self.take(action, strings, option)
        return end

    def match(self, action, at):
        """How many strings the option takes: a -- ends them."""
        least, most = _limits(action.nargs)
        if action.nargs in (PARSER, REMAINDER):
            free = len(self.strings) - at
        else:
            free = self.count_arguments(at)
            if '--' in self.kinds[at:at + free]:
                free = self.kinds.index('--') - at
        if free < least:
            raise ArgumentError(action, self.parser._expected(action.nargs))
        return min(most, free)

    def run(self):
        at, n = 0, len(self.strings)
        while True:
            option = next((i for i in range(at, n) if self.is_option(i)), None)
            if option is None:
                break
            if option != at:
                moved = self.take_positionals(at)
                if moved > at:
                    at = moved
                    continue
            self.extras.extend(self.strings[at:option])
            at = self.take_option(option)
        at = self.take_positionals(at)
        self.extras.extend(self.strings[at:])


class ArgumentParser(_AttributeHolder, _ActionsContainer):
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=[], formatter_class=None,
                 prefix_chars='-', fromfile_prefix_chars=None, argument_default=None, conflict_handler='error',
                 add_help=True, allow_abbrev=True, exit_on_error=True):
        _ActionsContainer.__init__(self, description, prefix_chars, argument_default, conflict_handler)
        if prog is None:
            prog = os.path.basename(sys.argv[0]) if sys.argv else ''
        self.prog, self.usage, self.epilog = prog, usage, epilog
        self.formatter_class = __getattr__('HelpFormatter') if formatter_class is None else formatter_class
        self.fromfile_prefix_chars, self.add_help = fromfile_prefix_chars, add_help
        self.allow_abbrev, self.exit_on_error = allow_abbrev, exit_on_error
        self._positionals = self.add_argument_group('positional arguments')
        self._optionals = self.add_argument_group('options')
        self._subparsers = None
        self.register('type', None, _identity)
        if add_help:
            prefix = '-' if '-' in prefix_chars else prefix_chars[0]
            self.add_argument(prefix + 'h', prefix * 2 + 'help', action='help', default=SUPPRESS,
                              help='show this help message and exit')
        for parent in parents:
            self._add_container_actions(parent)
            self._defaults.update(getattr(parent, '_defaults', {}))

    def _get_kwargs(self):
        names = 'prog usage description formatter_class conflict_handler add_help'
        return [(name, getattr(self, name)) for name in names.split()]

    def add_subparsers(self, **kwargs):
        if self._subparsers is not None:
            self.error('cannot have multiple subparser arguments')
        kwargs.setdefault('parser_class', type(self))
        if 'title' in kwargs or 'description' in kwargs:
            self._subparsers = self.add_argument_group(kwargs.pop('title', 'subcommands'), kwargs.pop('description', None))
        else:
            self._subparsers = self._positionals
        if kwargs.get('prog') is None:
            formatter = self._get_formatter()
            formatter.add_usage(self.usage, self._get_positional_actions(), self._mutually_exclusive_groups, '')
            kwargs['prog'] = formatter.format_help().strip()
        action = self._pop_action_class(kwargs, 'parsers')(option_strings=[], **kwargs)
        self._subparsers._add_action(action)
        return action

    def _add_action(self, action):
        (self._optionals if action.option_strings else self._positionals)._add_action(action)
        return action

    def _get_optional_actions(self):
        return [action for action in self._actions if action.option_strings]

    def _get_positional_actions(self):
        return [action for action in self._actions if not action.option_strings]

    # ---- parsing ----

    def parse_args(self, args=None, namespace=None):
        namespace, extra = self.parse_known_args(args, namespace)
        if extra:
            self.error('unrecognized arguments: %s' % ' '.join(extra))
        return namespace

    def parse_known_args(self, args=None, namespace=None):
        args = list(sys.argv[1:] if args is None else args)
        if namespace is None:
            namespace = Namespace()
        for action in self._actions:
            if action.dest is not SUPPRESS and action.default is not SUPPRESS and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for dest in self._defaults:
            if not hasattr(namespace, dest):
                setattr(namespace, dest, self._defaults[dest])
        if self.exit_on_error:
            try:
                namespace, extra = self._parse_known_args(args, namespace)
            except ArgumentError as e:
                self.error(str(e))
        else:
            namespace, extra = self._parse_known_args(args, namespace)
        extra += vars(namespace).pop(_UNRECOGNIZED_ARGS_ATTR, [])
        return namespace, extra

    def _parse_known_args(self, arg_strings, namespace):
        if self.fromfile_prefix_chars is not None:
            arg_strings = self._read_args_from_files(arg_strings)
        run = _Run(self, arg_strings, namespace)
        run.run()
        missing = []
        for action in self._actions:
            if id(action) in run.seen:
                continue
            if action.required:
                missing.append(_argument_name(action))
            elif isinstance(action.default, str) and action.default is getattr(namespace, action.dest, None):
                setattr(namespace, action.dest, self._get_value(action, action.default))
        if missing:
            self.error('the following arguments are required: %s' % ', '.join(missing))
        for group in self._mutually_exclusive_groups:
            if group.required and not any([id(action) in run.seen_not_default for action in group._group_actions]):
                names = [_argument_name(a) for a in group._group_actions if a.help is not SUPPRESS]
                self.error('one of the arguments %s is required' % ' '.join(names))
        return namespace, run.extras

    def _read_args_from_files(self, arg_strings):
        out = []
        for arg in arg_strings:
            if not arg or arg[0] not in self.fromfile_prefix_chars:
                out.append(arg)
                continue
            try:
                with open(arg[1:]) as f:
                    given = [word for line in f.read().splitlines() for word in self.convert_arg_line_to_args(line)]
                out += self._read_args_from_files(given)
            except OSError as e:
                self.error(str(e))
        return out

    def convert_arg_line_to_args(self, arg_line):
        return [arg_line]

    def _expected(self, nargs):
        known = {None: 'expected one argument', OPTIONAL: 'expected at most one argument',
                 ONE_OR_MORE: 'expected at least one argument'}
        return known.get(nargs) or 'expected %s argument%s' % (nargs, '' if nargs == 1 else 's')

    def _parse_optional(self, arg):
        """None when the string is an argument, or (action or None, option, explicit argument or None)."""
        if not arg or arg[0] not in self.prefix_chars:
            return None
        if arg in self._option_string_actions:
            return self._option_string_actions[arg], arg, None
        if len(arg) == 1:
            return None
        if '=' in arg:
            option, explicit = arg.split('=', 1)
            if option in self._option_string_actions:
                return self._option_string_actions[option], option, explicit
        found = self._get_option_tuples(arg)
        if len(found) > 1:
            self.error('ambiguous option: %s could match %s' % (arg, ', '.join([option for _, option, _ in found])))
        if found:
            return found[0]
        if _looks_negative(arg) and not self._has_negative_number_optionals or ' ' in arg:
            return None
        return None, arg, None

    def _get_option_tuples(self, option_string):
        """The options that the string may begin or be short for."""
        found, chars = [], self.prefix_chars
        if option_string[0] in chars and option_string[1] in chars:
            if self.allow_abbrev:
                prefix, equals, explicit = option_string.partition('=')
                found = [(action, option, explicit if equals else None)
                         for option, action in self._option_string_actions.items() if option.startswith(prefix)]
        else:
            short, explicit = option_string[:2], option_string[2:]
            for option, action in self._option_string_actions.items():
                if option == short:
                    found.append((action, option, explicit))
                elif self.allow_abbrev and option.startswith(option_string):
                    found.append((action, option, None))
        return found

    # ---- values ----

    def _get_values(self, action, arg_strings):
        nargs = action.nargs
        if nargs not in (PARSER, REMAINDER) and '--' in arg_strings:
            arg_strings = arg_strings[:]
            arg_strings.remove('--')
        if not arg_strings and nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str):
                value = self._get_value(action, value)
                self._check_value(action, value)
            return value
        if not arg_strings and nargs == ZERO_OR_MORE and not action.option_strings:
            if action.default is None:
                return arg_strings
            self._check_value(action, action.default)
            return action.default
        if nargs == SUPPRESS:
            return SUPPRESS
        values = [self._get_value(action, string) for string in arg_strings]
        if nargs == PARSER:
            self._check_value(action, values[0])
        elif nargs != REMAINDER:
            for value in values:
                self._check_value(action, value)
        return values[0] if nargs is None or nargs == OPTIONAL else values

    def _get_value(self, action, arg_string):
        convert = self._registry_get('type', action.type, action.type)
        if not callable(convert):
            raise ArgumentError(action, '%r is not callable' % (convert,))
        try:
            return convert(arg_string)
        except ArgumentTypeError as e:
            raise ArgumentError(action, str(e))
        except (TypeError, ValueError):
            name = getattr(action.type, '__name__', repr(action.type))
            raise ArgumentError(action, 'invalid %s value: %r' % (name, arg_string))

    def _check_value(self, action, value):
        if action.choices is not None and value not in action.choices:
            raise ArgumentError(action, 'invalid choice: %r (choose from %s)' % (
                value, ', '.join(map(repr, action.choices))))

    # ---- positionals between options ----

    def parse_intermixed_args(self, args=None, namespace=None):
        namespace, extra = self.parse_known_intermixed_args(args, namespace)
        if extra:
            self.error('unrecognized arguments: %s' % ' '.join(extra))
        return namespace

    def parse_known_intermixed_args(self, args=None, namespace=None):
        """Twice: the options without the positionals, then the positionals in what is left."""
        positionals = self._get_positional_actions()
        unfit = [action for action in positionals if action.nargs in (PARSER, REMAINDER)]
        if unfit:
            raise TypeError('parse_intermixed_args: positional arg with nargs=%s' % unfit[0].nargs)
        for group in self._mutually_exclusive_groups:
            if any([action in positionals for action in group._group_actions]):
                raise TypeError('parse_intermixed_args: positional in mutuallyExclusiveGroup')
        usage, kept = self.usage, [(action, action.nargs, action.default) for action in positionals]
        try:
            if usage is None:
                self.usage = self.format_usage()[7:]
            for action in positionals:
                action.nargs, action.default = SUPPRESS, SUPPRESS
            namespace, extra = self.parse_known_args(args, namespace)
            for action, nargs, default in kept:
                action.nargs, action.default = nargs, default
                if hasattr(namespace, action.dest) and getattr(namespace, action.dest) == []:
                    delattr(namespace, action.dest)
            options = self._get_optional_actions()
            required = [(thing, thing.required) for thing in options + self._mutually_exclusive_groups]
            try:
                for thing, _ in required:
                    thing.required = False
                return self.parse_known_args(extra, namespace)
            finally:
                for thing, value in required:
                    thing.required = value
        finally:
            for action, nargs, default in kept:
                action.nargs, action.default = nargs, default
            self.usage = usage

    # ---- help ----

    def _get_formatter(self):
        return self.formatter_class(prog=self.prog)

    def format_usage(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        return formatter.format_help()

    def format_help(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        formatter.add_text(self.description)
        for group in self._action_groups:
            formatter.start_section(group.title)
            formatter.add_text(group.description)
            formatter.add_arguments(group._group_actions)
            formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), sys.stdout if file is None else file)

    def print_help(self, file=None):
        self._print_message(self.format_help(), sys.stdout if file is None else file)

    def _print_message(self, message, file=None):
        if message:
            try:
                (file or sys.stderr).write(message)
            except (AttributeError, OSError):
                pass

    def exit(self, status=0, message=None):
        if message:
            self._print_message(message, sys.stderr)
        sys.exit(status)

    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(2, '%s: error: %s\n' % (self.prog, message))


def _identity(string):
    return string


def __getattr__(name):
    if name in ('HelpFormatter', 'RawDescriptionHelpFormatter', 'RawTextHelpFormatter', 'ArgumentDefaultsHelpFormatter',
                'MetavarTypeHelpFormatter'):
        from argparse import _help
        return getattr(_help, name)
    raise AttributeError("module 'argparse' has no attribute %r" % name)
