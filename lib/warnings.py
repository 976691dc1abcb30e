"""Warnings: issued by warn(), filtered by class, text, module and line."""
import sys

__all__ = ['warn', 'warn_explicit', 'showwarning', 'formatwarning', 'filterwarnings', 'simplefilter', 'resetwarnings',
           'catch_warnings']
_ACTIONS = ('default', 'error', 'ignore', 'always', 'module', 'once')
# Late: filters
filters = [('ignore', None, category, None, 0) for category in (
    DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)]
defaultaction = _defaultaction = 'default'
onceregistry = _onceregistry = {}
_filters_version = 1


class WarningMessage:
    _WARNING_DETAILS = ('message', 'category', 'filename', 'lineno', 'file', 'line', 'source')

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno
        self.file, self.line, self.source = file, line, source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return '{message : %r, category : %r, filename : %r, lineno : %s, line : %r}' % (
            self.message, self._category_name, self.filename, self.lineno, self.line)


def _source_line(filename, lineno):
    try:
        with open(filename) as f:
            for number, line in enumerate(f, 1):
                if number == lineno:
                    return line
    except (OSError, ValueError):
        pass
    return ''


def formatwarning(message, category, filename, lineno, line=None):
    text = '%s:%s: %s: %s\n' % (filename, lineno, category.__name__, message)
    line = (_source_line(filename, lineno) if line is None else line).strip()
    return text + '  %s\n' % line if line else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    file = sys.stderr if file is None else file
    if file is None:
        return
    try:
        file.write(formatwarning(message, category, filename, lineno, line))
    except OSError:
        pass


_showwarning_orig = showwarning


def _compiled(pattern, flags):
    """A pattern as re.compile gives it; None for one that matches everything."""
    if not pattern:
        return None
    import re
    return re.compile(pattern, re.I if flags else 0)


def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    if action not in _ACTIONS:
        raise AssertionError('invalid action: %r' % (action,))
    if not isinstance(message, str):
        raise AssertionError('message must be a string')
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise AssertionError('category must be a Warning subclass')
    if not isinstance(module, str):
        raise AssertionError('module must be a string')
    if not isinstance(lineno, int) or lineno < 0:
        raise AssertionError('lineno must be an int >= 0')
    _add_filter((action, _compiled(message, True), category, _compiled(module, False), lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    if action not in _ACTIONS:
        raise AssertionError('invalid action: %r' % (action,))
    if not isinstance(lineno, int) or lineno < 0:
        raise AssertionError('lineno must be an int >= 0')
    _add_filter((action, None, category, None, lineno), append)


def _add_filter(item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _filters_mutated()


def _filters_mutated():
    global _filters_version
    _filters_version += 1


def resetwarnings():
    filters[:] = []
    _filters_mutated()


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError("category must be a Warning subclass, not '%s'" % type(category).__name__)
    try:
        frame = sys._getframe(max(stacklevel, 1))
        namespace = frame.f_globals
        filename, lineno = frame.f_code.co_filename, frame.f_lineno
    except (ValueError, AttributeError):
        namespace, filename, lineno = None, 'sys', 1
    namespace = {} if namespace is None else namespace
    registry = namespace.setdefault('__warningregistry__', {}) if namespace else {}
    warn_explicit(message, category, filename, lineno, namespace.get('__name__', '<string>'), registry, namespace,
                  source)


def _action_for(text, category, module, lineno):
    for action, message, kind, where, line in filters:
        if ((message is None or message.match(text)) and issubclass(category, kind) and
                (where is None or where.match(module)) and (line == 0 or lineno == line)):
            return action
    return defaultaction


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    lineno = int(lineno)
    if module is None:
        module = filename or '<unknown>'
        if module[-3:].lower() == '.py':
            module = module[:-3]
    registry = {} if registry is None else registry
    if registry.get('version', 0) != _filters_version:
        registry.clear()
        registry['version'] = _filters_version
    if isinstance(message, Warning):
        text, category = str(message), message.__class__
    else:
        text, message = message, category(message)
    key = text, category, lineno
    if registry.get(key):
        return
    action = _action_for(text, category, module, lineno)
    if action == 'ignore':
        return
    if action == 'error':
        raise message
    if action == 'once':
        registry[key] = 1
        if onceregistry.get((text, category)):
            return
        onceregistry[text, category] = 1
    elif action == 'module':
        registry[key] = 1
        if registry.get((text, category, 0)):
            return
        registry[text, category, 0] = 1
    elif action == 'default':
        registry[key] = 1
    elif action != 'always':
        raise RuntimeError('Unrecognized action (%r) in warnings.filters' % action)
    _showwarnmsg(WarningMessage(message, category, filename, lineno, source=source))


def _showwarnmsg(msg):
    if _recorder is not None and showwarning is _showwarning_orig:
        _recorder.append(msg)
        return
    showwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)


_recorder = None


def _warn_unawaited_coroutine(coro):
    """The interpreter has found a coroutine that nobody waited for."""
    text = "coroutine '%s' was never awaited" % coro.__qualname__
    if coro.cr_origin:
        text += '\nCoroutine created at (most recent call last)'
        for filename, lineno, name in reversed(coro.cr_origin):
            source = _source_line(filename, lineno)
            text += '\n  File "%s", line %d, in %s' % (filename, lineno, name) + ('\n    ' + source.strip() if source else '')
    warn(text, RuntimeWarning, 2, coro)


class catch_warnings:
    """Restores the filters at its end; with record=True the warnings go into a list."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._module = sys.modules['warnings'] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        args = ['record=True'] if self._record else []
        if self._module is not sys.modules['warnings']:
            args.append('module=%r' % self._module)
        return '%s(%s)' % (type(self).__name__, ', '.join(args))

    def __enter__(self):
        global _recorder
        if self._entered:
            raise RuntimeError('Cannot enter %r twice' % self)
        self._entered = True
        self._before = filters[:], self._module.showwarning, _recorder
        _filters_mutated()
        if self._filter is not None:
            simplefilter(*self._filter)
        if not self._record:
            return None
        _recorder = []
        self._module.showwarning = _showwarning_orig
        return _recorder

    def __exit__(self, *exc_info):
        global _recorder
        if not self._entered:
            raise RuntimeError('Cannot exit %r without entering first' % self)
        filters[:], self._module.showwarning, _recorder = self._before
        _filters_mutated()


def _deprecated(name, message='{name!r} is deprecated and slated for removal in Python {remove}', *, remove, _version=None):
    warn(message.format(name=name, remove='%s.%s' % remove), DeprecationWarning, stacklevel=3)
