"""How functions, their arguments and coroutines are shown."""
import reprlib
import sys


def _partial_parts(func):
    """(function, args, kwargs) of a functools.partial; None: it is none."""
    functools = sys.modules.get('functools')
    if functools is not None and isinstance(func, (functools.partial, functools.partialmethod)):
        return func.func, func.args, func.keywords
    return None


def _get_function_source(func):
    """(file, line) of a function written in Python, or None."""
    while '__wrapped__' in getattr(func, '__dict__', ()):
        func = func.__wrapped__
    parts = _partial_parts(func)
    if parts is not None:
        return _get_function_source(parts[0])
    code = getattr(func, '__code__', None)
    return None if code is None else (code.co_filename, code.co_firstlineno)


def _format_callback_source(func, args):
    text = _format_callback(func, args, None)
    source = _get_function_source(func)
    return text if source is None else '%s at %s:%s' % (text, source[0], source[1])


def _format_args_and_kwargs(args, kwargs):
    items = [reprlib.repr(arg) for arg in args or ()]
    items += ['%s=%s' % (key, reprlib.repr(value)) for key, value in (kwargs or {}).items()]
    return '(%s)' % ', '.join(items)


def _format_callback(func, args, kwargs, suffix=''):
    parts = _partial_parts(func)
    if parts is not None:
        return _format_callback(*parts, _format_args_and_kwargs(args, kwargs) + suffix)
    name = getattr(func, '__qualname__', None) or getattr(func, '__name__', None) or repr(func)
    return name + _format_args_and_kwargs(args, kwargs) + suffix


def _format_callbacks(callbacks):
    shown = [_format_callback_source(callback, ()) for callback in
             ([c[0] for c in callbacks] if len(callbacks) < 3 else [callbacks[0][0], callbacks[-1][0]])]
    if len(callbacks) > 2:
        shown.insert(1, '<%d more>' % (len(callbacks) - 2))
    return 'cb=[%s]' % ', '.join(shown)


def _format_coroutine(coro):
    name = getattr(coro, '__qualname__', None) or getattr(coro, '__name__', None)
    name = '%s()' % (name or '<%s without __name__>' % type(coro).__name__)

    def one(*names):
        return next((v for v in [getattr(coro, n, None) for n in names] if v is not None), None)
    code, frame = one('cr_code', 'gi_code'), one('cr_frame', 'gi_frame')
    if code is None:
        return name + ' running' if one('cr_running', 'gi_running') else name
    file = code.co_filename or '<empty co_filename>'
    if frame is not None:
        return '%s running at %s:%s' % (name, file, frame.f_lineno)
    return '%s done, defined at %s:%s' % (name, file, code.co_firstlineno)


def extract_stack(f=None, limit=None):
    """The last frames, as traceback.extract_stack gives them, without their lines."""
    import traceback
    frame = sys._getframe(1) if f is None else f
    found = traceback.StackSummary.extract(traceback.walk_stack(frame), limit=10 if limit is None else limit,
                                           lookup_lines=False)
    found.reverse()
    return found
