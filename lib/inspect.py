"""inspect: what objects are, what their signatures, sources and members are.

Signatures are in _inspect_signature, imported when the first of them is asked for.
"""
import sys
import types
from collections import namedtuple

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR = 1, 2, 4, 8, 16, 32
CO_NOFREE, CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 64, 128, 256, 512
TPFLAGS_IS_ABSTRACT = 1 << 20
_LATER = ('Signature Parameter BoundArguments signature getfullargspec FullArgSpec getargspec formatannotation '
          'formatannotationrelativeto getcallargs _ParameterKind _POSITIONAL_ONLY _POSITIONAL_OR_KEYWORD _VAR_POSITIONAL '
          '_KEYWORD_ONLY _VAR_KEYWORD _empty _void _signature_fromstr').split()


def __getattr__(name):
    if name in _LATER:
        import _inspect_signature
        value = globals()[name] = getattr(_inspect_signature, name)
        return value
    if name == '__all__':
        return [name for name in list(globals()) + _LATER if name[0] != '_' and name not in ('sys', 'types', 'namedtuple')]
    raise AttributeError('module %r has no attribute %r' % (__name__, name))


# ---- what it is ----

def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, types.MethodType)


def isfunction(object):
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def ismethodwrapper(object):
    return isinstance(object, types.MethodWrapperType)


def iscode(object):
    return isinstance(object, types.CodeType)


def isframe(object):
    return isinstance(object, types.FrameType)


def istraceback(object):
    return isinstance(object, types.TracebackType)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    return isinstance(object, types.AsyncGeneratorType)


def isgetsetdescriptor(object):
    return isinstance(object, types.GetSetDescriptorType)


def ismemberdescriptor(object):
    return isinstance(object, types.MemberDescriptorType)


def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)


def isawaitable(object):
    if iscoroutine(object) or (isgenerator(object) and object.gi_code.co_flags & CO_ITERABLE_COROUTINE):
        return True
    from collections.abc import Awaitable
    return isinstance(object, Awaitable)


def ismethoddescriptor(object):
    """A descriptor without __set__ that is no function, method or class: what types of C have as methods."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, '__get__') and not hasattr(cls, '__set__')


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    return hasattr(type(object), '__set__') or hasattr(type(object), '__delete__')


def isabstract(object):
    return isclass(object) and bool(getattr(object, '__abstractmethods__', None)) and object.__flags__ & \
        TPFLAGS_IS_ABSTRACT != 0 if hasattr(object, '__flags__') else isclass(object) and bool(
            getattr(object, '__abstractmethods__', None))


def _is_partial(f):
    functools = sys.modules.get('functools')
    return functools is not None and isinstance(f, functools.partial)


def _has_flag(f, flag):
    while ismethod(f) or _is_partial(f):
        f = f.__func__ if ismethod(f) else f.func
    return bool(isfunction(f) and f.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    return _has_flag(obj, CO_GENERATOR)


def iscoroutinefunction(obj):
    return _has_flag(obj, CO_COROUTINE)


def isasyncgenfunction(obj):
    return _has_flag(obj, CO_ASYNC_GENERATOR)


# ---- members ----

def getmro(cls):
    return cls.__mro__


def _members(object, predicate, get):
    found, done = [], set()
    names = dir(object)
    if isclass(object):
        for base in object.__bases__:
            names += [name for name, value in base.__dict__.items() if isinstance(value, types.DynamicClassAttribute)]
    for name in names:
        try:
            value = get(object, name)
            if name in done:
                raise AttributeError
        except AttributeError:
            for base in (object,) + (getmro(object) if isclass(object) else ()):
                if name in getattr(base, '__dict__', ()):
                    value = base.__dict__[name]
                    break
            else:
                continue
        if predicate is None or predicate(value):
            found.append((name, value))
        done.add(name)
    found.sort(key=lambda pair: pair[0])
    return found


def getmembers(object, predicate=None):
    """All attributes as (name, value), sorted by name."""
    return _members(object, predicate, getattr)


def getmembers_static(object, predicate=None):
    return _members(object, predicate, getattr_static)


_nothing = object()


def _static_in_class(cls, name):
    for base in type.__dict__['__mro__'].__get__(cls) if '__mro__' in type.__dict__ else cls.__mro__:
        space = type.__getattribute__(base, '__dict__')
        if name in space:
            return space[name]
    return _nothing


def getattr_static(obj, attr, default=_nothing):
    """The attribute as it is stored: no descriptor, __getattr__ or __getattribute__ runs."""
    in_instance = _nothing
    if isinstance(obj, type):
        cls = obj
    else:
        cls = type(obj)
        slot = _static_in_class(cls, '__dict__')
        if slot is _nothing or isinstance(slot, (types.GetSetDescriptorType, types.MemberDescriptorType)):
            try:
                in_instance = object.__getattribute__(obj, '__dict__').get(attr, _nothing)
            except AttributeError:
                pass
    in_class = _static_in_class(cls, attr)
    if in_instance is not _nothing and in_class is not _nothing:
        kind = type(in_class)
        if hasattr(kind, '__get__') and (hasattr(kind, '__set__') or hasattr(kind, '__delete__')):
            return in_class
    if in_instance is not _nothing:
        return in_instance
    if in_class is not _nothing:
        return in_class
    if obj is cls:
        found = _static_in_class(type(cls), attr)
        if found is not _nothing:
            return found
    if default is not _nothing:
        return default
    raise AttributeError(attr)


Attribute = namedtuple('Attribute', 'name kind defining_class object')


def classify_class_attrs(cls):
    """What the attributes of a class are: "class method", "static method", "property", "method" or "data"."""
    found = []
    for name in sorted(set(dir(cls))):
        home = next((base for base in cls.__mro__ if name in base.__dict__), None)
        if home is None:
            home, stored = type(cls), getattr(cls, name, None)
            if not any(name in base.__dict__ for base in type(cls).__mro__):
                continue
        else:
            stored = home.__dict__[name]
        if isinstance(stored, (staticmethod, types.BuiltinMethodType)):
            kind = 'static method'
        elif isinstance(stored, (classmethod, types.ClassMethodDescriptorType)):
            kind = 'class method'
        elif isinstance(stored, property):
            kind = 'property'
        else:
            kind = 'method' if isroutine(stored) else 'data'
        found.append(Attribute(name, kind, home, stored))
    return found


def unwrap(func, *, stop=None):
    """What lies under all wrappers that have __wrapped__."""
    seen, first = {id(func)}, func
    while not isinstance(func, type) and hasattr(func, '__wrapped__') and not (stop is not None and stop(func)):
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= 1000:
            raise ValueError('wrapper loop when unwrapping {!r}'.format(first))
        seen.add(id(func))
    return func


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """The annotations of a class, module or function, evaluated if eval_str is true."""
    if isclass(obj):
        found = obj.__dict__.get('__annotations__')
        own_globals, own_locals = getattr(sys.modules.get(obj.__module__), '__dict__', None), dict(vars(obj))
    elif ismodule(obj):
        found, own_globals, own_locals = getattr(obj, '__annotations__', None), obj.__dict__, None
    elif callable(obj):
        found = getattr(obj, '__annotations__', None)
        own_globals, own_locals = getattr(unwrap(obj), '__globals__', None), None
    else:
        raise TypeError('%r is not a module, class, or callable.' % (obj,))
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ValueError('%r.__annotations__ is neither a dict nor None' % (obj,))
    if not eval_str:
        return dict(found)
    globals = own_globals if globals is None else globals
    locals = own_locals if locals is None else locals
    return {key: eval(value, globals, locals) if isinstance(value, str) else value for key, value in found.items()}


# ---- documentation ----

def cleandoc(doc):
    """The docstring without the indentation that its place in the program gave it."""
    try:
        lines = doc.expandtabs().split('\n')
    except UnicodeError:
        return None
    margin = min([len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()] or [sys.maxsize])
    lines = [lines[0].lstrip()] + [line[margin:] if margin < sys.maxsize else line for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return '\n'.join(lines)


def _inherited_doc(obj):
    if isclass(obj):
        for base in obj.__mro__:
            if base is not object and base.__doc__ is not None:
                return base.__doc__
        return None
    if isinstance(obj, property):
        obj, kind = obj.fget, property
    else:
        kind = None
    function = getattr(obj, '__func__', obj)
    name = getattr(function, '__name__', None)
    owner = getattr(obj, '__objclass__', None) or (type(obj.__self__) if ismethod(obj) and not isclass(obj.__self__)
                                                   else obj.__self__ if ismethod(obj) else _owner_of(function))
    for base in getattr(owner, '__mro__', ()):
        found = base.__dict__.get(name)
        doc = getattr(found if kind is None or found is None else found, '__doc__', None)
        if doc is not None and found is not obj:
            return doc
    return None


def _owner_of(function):
    """The class that a function's qualified name says it belongs to."""
    found = sys.modules.get(getattr(function, '__module__', None))
    for part in getattr(function, '__qualname__', '').split('.')[:-1]:
        found = getattr(found, part, None)
    return found if isclass(found) else None


def getdoc(object):
    """The docstring, cleaned; a class or method without one has that of its base."""
    try:
        doc = object.__doc__
        if doc is None:
            doc = _inherited_doc(object)
    except AttributeError:
        return None
    return cleandoc(doc) if isinstance(doc, str) else None


# ---- sources ----

def getfile(object):
    if ismodule(object):
        if getattr(object, '__file__', None):
            return object.__file__
        raise TypeError('%r is a built-in module' % (object,))
    if isclass(object):
        module = sys.modules.get(object.__module__)
        if getattr(module, '__file__', None):
            return module.__file__
        if object.__module__ == '__main__':
            raise OSError('source code not available')
        raise TypeError('%r is a built-in class' % (object,))
    object = getattr(object, '__func__', object) if ismethod(object) else object
    object = object.__code__ if isfunction(object) else object
    object = object.tb_frame if istraceback(object) else object
    object = object.f_code if isframe(object) else object
    if iscode(object):
        return object.co_filename
    raise TypeError('module, class, method, function, traceback, frame, or code object was expected, got %s' %
                    type(object).__name__)


def getmodulename(path):
    name = path.rpartition('/')[2]
    return name.split('.')[0] if name.endswith(('.py', '.mpy')) else None


def getsourcefile(object):
    filename = getfile(object)
    import os
    try:
        os.stat(filename)
        return filename
    except OSError:
        import linecache
        return filename if filename in linecache.cache else None


getabsfile = getsourcefile


def getmodule(object, _filename=None):
    if ismodule(object):
        return object
    if hasattr(object, '__module__'):
        return sys.modules.get(object.__module__)
    try:
        filename = getfile(object) if _filename is None else _filename
    except TypeError:
        return None
    for module in list(sys.modules.values()):
        if getattr(module, '__file__', None) == filename:
            return module
    return None


def findsource(object):
    """(all lines of the file, number of the line, from 0, in which the object begins)."""
    import linecache
    filename = getfile(object)
    module = getmodule(object, filename)
    lines = linecache.getlines(filename, module.__dict__) if module else linecache.getlines(filename)
    if not lines:
        raise OSError('could not get source code')
    if ismodule(object):
        return lines, 0
    if isclass(object):
        return lines, _class_line(object, lines)
    object = object.__func__ if ismethod(object) else object
    object = object.__code__ if isfunction(object) else object
    object = object.tb_frame if istraceback(object) else object
    object = object.f_code if isframe(object) else object
    number = object.co_firstlineno - 1
    if number >= len(lines):
        raise OSError('lineno is out of bounds')
    return lines, max(number, 0)


def _class_line(cls, lines):
    """The line of a class: that whose enclosing names are those of __qualname__."""
    wanted = [part for part in cls.__qualname__.split('.') if part != '<locals>']
    open_blocks, decorated = [], None
    for number, line in enumerate(lines):
        text = line.strip()
        if not text or text[0] == '#':
            continue
        depth = len(line) - len(line.lstrip())
        while open_blocks and open_blocks[-1][0] >= depth:
            open_blocks.pop()
        if text[0] == '@':
            decorated = number if decorated is None else decorated
            continue
        words = text.replace('(', ' ').replace(':', ' ').replace('[', ' ').split()
        words = words[1:] if words[:1] == ['async'] else words
        if words[:1] in (['class'], ['def']) and len(words) > 1:
            open_blocks.append((depth, words[1]))
            if words[0] == 'class' and [name for _, name in open_blocks] == wanted:
                return number if decorated is None else decorated
        decorated = None
    raise OSError('could not find class definition')


def _scan(line, quote, depth):
    """(the triple quote that is open behind the line or '', how many brackets are open)."""
    at = 0
    while at < len(line):
        if quote:
            end = line.find(quote, at)
            if end < 0:
                return quote if len(quote) == 3 else '', depth
            if line[end - 1:end] == '\\' and end > at:
                at = end + 1
                continue
            at, quote = end + len(quote), ''
            continue
        char = line[at]
        if char == '#':
            break
        if char in '"\'':
            quote = char * 3 if line[at:at + 3] == char * 3 else char
            at += len(quote)
            continue
        depth += (char in '([{') - (char in ')]}')
        at += 1
    return quote if len(quote) == 3 else '', depth


def getblock(lines):
    """The lines of the statement or block that begins with the first one."""
    base = len(lines[0]) - len(lines[0].lstrip())
    quote, depth, last, header = '', 0, 0, False
    for number, line in enumerate(lines):
        text = line.strip()
        if not quote and depth <= 0 and number > 0 and text:
            indent = len(line) - len(line.lstrip())
            if header and (indent < base or (indent == base and text[0] != '#')):
                break
            if header and text[0] == '#' and indent <= base:
                continue
        quote, depth = _scan(line, quote, depth)
        if text:
            last = number
        if not header and not quote and depth <= 0:
            if text.startswith('@'):
                continue
            if not text.startswith(('def ', 'class ', 'async ')):
                break
            header = True
    return lines[:last + 1]


def getsourcelines(object):
    """(the lines of the object, number of the first one)."""
    object = unwrap(object)
    lines, number = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or (isframe(object) and object.f_code.co_name == '<module>'):
        return lines, 0
    return getblock(lines[number:]), number + 1


def getsource(object):
    return ''.join(getsourcelines(object)[0])


def getcomments(object):
    """The lines of comments above the object."""
    try:
        lines, number = findsource(object)
    except (OSError, TypeError):
        return None
    if ismodule(object):
        at = 1 if lines and lines[0][:2] == '#!' else 0
        while at < len(lines) and lines[at].strip() in ('', '#'):
            at += 1
        end = at
        while end < len(lines) and lines[end][:1] == '#':
            end += 1
        return ''.join([line.expandtabs() for line in lines[at:end]]) or None
    depth, found = len(lines[number]) - len(lines[number].lstrip()), []
    while number > 0 and lines[number - 1].lstrip()[:1] == '#':
        number -= 1
        if len(lines[number]) - len(lines[number].lstrip()) != depth:
            break
        found.insert(0, lines[number].expandtabs().lstrip())
    return ''.join(found) or None


# ---- frames ----

class Traceback(namedtuple('Traceback', 'filename lineno function code_context index')):
    def __new__(cls, filename, lineno, function, code_context, index, *, positions=None):
        made = super().__new__(cls, filename, lineno, function, code_context, index)
        made.positions = positions
        return made


class FrameInfo(namedtuple('FrameInfo', 'frame filename lineno function code_context index')):
    def __new__(cls, frame, filename, lineno, function, code_context, index, *, positions=None):
        made = super().__new__(cls, frame, filename, lineno, function, code_context, index)
        made.positions = positions
        return made


ArgInfo = namedtuple('ArgInfo', 'args varargs keywords locals')
Arguments = namedtuple('Arguments', 'args varargs varkw')
ClosureVars = namedtuple('ClosureVars', 'nonlocals globals builtins unbound')


def getframeinfo(frame, context=1):
    """What a frame or traceback is at: file, line, function, and the lines around."""
    if istraceback(frame):
        lineno, frame = frame.tb_lineno, frame.tb_frame
    elif isframe(frame):
        lineno = frame.f_lineno
    else:
        raise TypeError('{!r} is not a frame or traceback object'.format(frame))
    filename, lines, index = frame.f_code.co_filename, None, None
    if context > 0:
        start = lineno - 1 - context // 2
        try:
            lines, _ = findsource(frame)
            start = max(0, min(start, len(lines) - context))
            lines, index = lines[start:start + context], lineno - 1 - start
        except (OSError, ImportError):
            lines = index = None
    return Traceback(filename, lineno, frame.f_code.co_name, lines, index)


def getlineno(frame):
    return frame.f_lineno


def getouterframes(frame, context=1):
    found = []
    while frame:
        found.append(FrameInfo(frame, *getframeinfo(frame, context)))
        frame = frame.f_back
    return found


def getinnerframes(tb, context=1):
    found = []
    while tb:
        found.append(FrameInfo(tb.tb_frame, *getframeinfo(tb, context)))
        tb = tb.tb_next
    return found


def currentframe():
    return sys._getframe(1)


def stack(context=1):
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    exc = sys.exc_info()[1]
    return getinnerframes(exc.__traceback__ if exc else None, context)


def getargs(co):
    if not iscode(co):
        raise TypeError('{!r} is not a code object'.format(co))
    names, count, only = co.co_varnames, co.co_argcount, co.co_kwonlyargcount
    at = count + only
    varargs = varkw = None
    if co.co_flags & CO_VARARGS:
        varargs, at = names[at], at + 1
    if co.co_flags & CO_VARKEYWORDS:
        varkw = names[at]
    return Arguments(list(names[:count + only]), varargs, varkw)


def getargvalues(frame):
    return ArgInfo(*getargs(frame.f_code), frame.f_locals)


def getclosurevars(func):
    """The names that a function uses from outside, by where they come from."""
    import builtins
    func = func.__func__ if ismethod(func) else func
    if not isfunction(func):
        raise TypeError('{!r} is not a Python function'.format(func))
    code = func.__code__
    nonlocals = {name: cell.cell_contents for name, cell in zip(code.co_freevars, func.__closure__ or ())}
    found, unbound, own = ({}, {}), set(), vars(builtins)
    for name in getattr(code, 'co_names', ()):
        if name in func.__globals__:
            found[0][name] = func.__globals__[name]
        elif name in own:
            found[1][name] = own[name]
        elif name not in ('None', 'True', 'False'):
            unbound.add(name)
    return ClosureVars(nonlocals, found[0], found[1], unbound)


# ---- generators ----

GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = 'GEN_CREATED', 'GEN_RUNNING', 'GEN_SUSPENDED', 'GEN_CLOSED'
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = 'CORO_CREATED', 'CORO_RUNNING', 'CORO_SUSPENDED', 'CORO_CLOSED'


def _state(running, suspended, frame):
    return 'RUNNING' if running else 'SUSPENDED' if suspended else 'CLOSED' if frame is None else 'CREATED'


def getgeneratorstate(generator):
    return 'GEN_' + _state(generator.gi_running, generator.gi_suspended, generator.gi_frame)


def getcoroutinestate(coroutine):
    return 'CORO_' + _state(coroutine.cr_running, coroutine.cr_suspended, coroutine.cr_frame)


def getgeneratorlocals(generator):
    if not isgenerator(generator):
        raise TypeError('{!r} is not a Python generator'.format(generator))
    return generator.gi_frame.f_locals if generator.gi_frame is not None else {}


def getcoroutinelocals(coroutine):
    return coroutine.cr_frame.f_locals if coroutine.cr_frame is not None else {}
