"""What argparse prints: usage and help, in lines of a width."""
import os

from argparse import ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE


def _columns():
    try:
        return int(os.environ['COLUMNS'])
    except (AttributeError, KeyError, ValueError):
        pass
    try:
        return os.get_terminal_size().columns
    except (AttributeError, OSError, ValueError):
        return 80


def _spaced(text):
    """With single spaces, but for those that are meant to hold words together."""
    for c in '\t\n\r\x0b\x0c':
        text = text.replace(c, ' ')
    return ' '.join([word for word in text.split(' ') if word])


def _pieces(text):
    """The words of a usage, with what stands in brackets as one."""
    out, depth = [], 0
    for word in text.split(' '):
        if depth > 0:
            out[-1] += ' ' + word
        elif word:
            out.append(word)
        depth = max(0, depth + word.count('[') + word.count('(') - word.count(']') - word.count(')'))
    return out


class _Section:
    """A title and what stands below it: functions, called when all is known, that return text."""

    def __init__(self, parent, heading):
        self.parent, self.heading, self.items = parent, heading, []


class HelpFormatter:
    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        if width is None:
            width = _columns() - 2
        self._prog, self._indent_increment, self._width = prog, indent_increment, width
        self._max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))
        self._current_indent = self._longest = 0
        self._section = _Section(None, None)

    # ---- what ArgumentParser says ----

    def start_section(self, heading):
        self._current_indent += self._indent_increment
        section = _Section(self._section, heading)
        self._add_item(self._format_section, [section])
        self._section = section

    def end_section(self):
        self._section = self._section.parent
        self._current_indent -= self._indent_increment

    def add_text(self, text):
        if text is not SUPPRESS and text is not None:
            self._add_item(self._format_text, [text])

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is not SUPPRESS:
            self._add_item(self._format_usage, [usage, actions, groups, prefix])

    def add_argument(self, action):
        if action.help is SUPPRESS:
            return
        self._longest = max(self._longest, len(self._format_action_invocation(action)) + self._current_indent)
        for sub in self._iter_indented_subactions(action):
            self._longest = max(self._longest, len(self._format_action_invocation(sub)) + self._current_indent)
        self._add_item(self._format_action, [action])

    def add_arguments(self, actions):
        for action in actions:
            self.add_argument(action)

    def format_help(self):
        text = self._format_items(self._section)
        while '\n\n\n' in text:
            text = text.replace('\n\n\n', '\n\n')
        return text.strip('\n') + '\n' if text else ''

    # ---- text from it ----

    def _add_item(self, func, args):
        self._section.items.append((func, args))

    def _format_items(self, section):
        return ''.join([text for text in [func(*args) for func, args in section.items] if text and text is not SUPPRESS])

    def _format_section(self, section):
        self._current_indent += self._indent_increment
        text = self._format_items(section)
        self._current_indent -= self._indent_increment
        if not text:
            return ''
        heading = section.heading
        if heading is not SUPPRESS and heading is not None:
            text = ' ' * self._current_indent + heading + ':\n' + text
        return '\n' + text + '\n'

    def _format_text(self, text):
        if '%(prog)' in text:
            text = text % {'prog': self._prog}
        return self._fill_text(text, max(self._width - self._current_indent, 11), ' ' * self._current_indent) + '\n\n'

    def _format_usage(self, usage, actions, groups, prefix):
        prefix = 'usage: ' if prefix is None else prefix
        prog = '%(prog)s' % {'prog': self._prog}
        if usage is not None:
            usage = usage % {'prog': self._prog}
        elif not actions:
            usage = prog
        else:
            options = [action for action in actions if action.option_strings]
            places = [action for action in actions if not action.option_strings]
            usage = (prog + ' ' + self._format_actions_usage(options + places, groups)).rstrip()
            width = self._width - self._current_indent
            if len(prefix) + len(usage) > width:
                usage = self._fold_usage(prefix, prog, *[
                    _pieces(self._format_actions_usage(some, groups)) for some in (options, places)], width)
        return prefix + usage + '\n\n'

    def _fold_usage(self, prefix, prog, options, places, width):
        def lines(pieces, indent, used):
            """The pieces in lines, of which the first has used columns already."""
            out, room = [[]], width - used
            for piece in pieces:
                if out[-1] and len(piece) + (1 if out[-1] else 0) > room:
                    out.append([])
                    room = width - indent
                room -= len(piece) + (1 if out[-1] else 0)
                out[-1].append(piece)
            return [' '.join(line) for line in out if line]

        if len(prefix) + len(prog) <= 0.75 * width:
            indent = len(prefix) + len(prog) + 1
            first, second = (options, places) if options else (places, [])
            rows = lines([prog] + first, indent, len(prefix))
            rows += lines(second, indent, indent)
        else:
            indent = len(prefix)
            rows = lines(options + places, indent, indent)
            if len(rows) > 1:
                rows = lines(options, indent, indent) + lines(places, indent, indent)
            rows.insert(0, prog)
        return ('\n' + ' ' * indent).join(rows)

    def _format_actions_usage(self, actions, groups):
        """The arguments of a usage; those of a group that stand together have bars between them, in brackets."""
        opens, closes, bars, grouped = {}, {}, set(), set()
        for group in groups:
            members = [id(action) for action in group._group_actions]
            if not members:
                raise ValueError('empty group %s' % group)
            at = next((i for i, action in enumerate(actions) if id(action) == members[0]), None)
            if at is None or [id(action) for action in actions[at:at + len(members)]] != members:
                continue
            grouped.update(members)
            shown = [i for i in range(at, at + len(members)) if actions[i].help is not SUPPRESS]
            bars.update(shown[1:])
            if shown and (not group.required or len(shown) > 1):
                opens[shown[0]] = opens.get(shown[0], '') + ('(' if group.required else '[')
                closes[shown[-1]] = (')' if group.required else ']') + closes.get(shown[-1], '')
        out = ''
        for i, action in enumerate(actions):
            if action.help is not SUPPRESS:
                text = opens.get(i, '') + self._usage_of(action, id(action) in grouped) + closes.get(i, '')
                if text:
                    out += (' | ' if i in bars else ' ' if out else '') + text
        return out

    def _usage_of(self, action, in_group):
        if not action.option_strings:
            text = self._format_args(action, self._get_default_metavar_for_positional(action))
            return text[1:-1] if in_group and text.startswith('[') and text.endswith(']') else text
        if action.nargs == 0:
            text = action.format_usage()
        else:
            text = action.option_strings[0] + ' ' + self._format_args(
                action, self._get_default_metavar_for_optional(action))
        return text if action.required or in_group else '[' + text + ']'

    def _format_action(self, action):
        position = min(self._longest + 2, self._max_help_position)
        help_width = max(self._width - position, 11)
        room = position - self._current_indent - 2
        head = ' ' * self._current_indent + self._format_action_invocation(action)
        if not action.help:
            out = [head + '\n']
        else:
            help = self._expand_help(action)
            lines = self._split_lines(help, help_width) if help.strip() else ['']
            if len(head) - self._current_indent <= room:
                out = ['%-*s%s\n' % (position, head, lines.pop(0))]
            else:
                out = [head + '\n']
            out += [' ' * position + line + '\n' for line in lines if line]
        out += [self._format_action(sub) for sub in self._iter_indented_subactions(action)]
        return ''.join(out)

    def _format_action_invocation(self, action):
        if not action.option_strings:
            return self._metavar_formatter(action, self._get_default_metavar_for_positional(action))(1)[0]
        if action.nargs == 0:
            return ', '.join(action.option_strings)
        args = self._format_args(action, self._get_default_metavar_for_optional(action))
        return ', '.join([option + ' ' + args for option in action.option_strings])

    def _metavar_formatter(self, action, default_metavar):
        if action.metavar is not None:
            text = action.metavar
        elif action.choices is not None:
            text = '{' + ','.join([str(choice) for choice in action.choices]) + '}'
        else:
            text = default_metavar
        return lambda n: text if isinstance(text, tuple) else (text,) * n

    def _format_args(self, action, default_metavar):
        names, nargs = self._metavar_formatter(action, default_metavar), action.nargs
        if nargs == ZERO_OR_MORE:
            pair = names(1)
            return '[%s [%s ...]]' % pair if len(pair) == 2 else '[%s ...]' % pair
        known = {None: ('%s', 1), OPTIONAL: ('[%s]', 1), ONE_OR_MORE: ('%s [%s ...]', 2), PARSER: ('%s ...', 1)}
        if nargs in known:
            form, n = known[nargs]
            return form % names(n)
        if nargs == REMAINDER:
            return '...'
        if nargs == SUPPRESS:
            return ''
        try:
            form = ' '.join(['%s'] * nargs)
        except TypeError:
            raise ValueError('invalid nargs value') from None
        return form % names(nargs)

    def _expand_help(self, action):
        values = {'prog': self._prog}
        for name, value in vars(action).items():
            if value is not SUPPRESS:
                values[name] = getattr(value, '__name__', value)
        if values.get('choices') is not None:
            values['choices'] = ', '.join([str(choice) for choice in values['choices']])
        return self._get_help_string(action) % values

    def _iter_indented_subactions(self, action):
        subactions = getattr(action, '_get_subactions', None)
        if subactions is not None:
            self._current_indent += self._indent_increment
            yield from subactions()
            self._current_indent -= self._indent_increment

    def _split_lines(self, text, width):
        import textwrap
        return textwrap.wrap(_spaced(text), width)

    def _fill_text(self, text, width, indent):
        import textwrap
        return textwrap.fill(_spaced(text), width, initial_indent=indent, subsequent_indent=indent)

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest


class RawDescriptionHelpFormatter(HelpFormatter):
    """Leaves description and epilog as they are."""

    def _fill_text(self, text, width, indent):
        return ''.join([indent + line for line in text.splitlines(keepends=True)])


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Leaves the arguments' help as it is, too."""

    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Adds the defaults."""

    def _get_help_string(self, action):
        text = '' if action.help is None else action.help
        if '%(default)' not in text and action.default is not SUPPRESS and (
                action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE)):
            text += ' (default: %(default)s)'
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    """Shows the types of values as their names."""

    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    _get_default_metavar_for_positional = _get_default_metavar_for_optional
