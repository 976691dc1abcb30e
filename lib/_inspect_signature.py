"""The part of inspect that knows how callables are called: Signature, Parameter, signature()."""
import sys
import types
from collections import namedtuple
from inspect import CO_VARARGS, CO_VARKEYWORDS, get_annotations, unwrap

FullArgSpec = namedtuple('FullArgSpec', 'args varargs varkw defaults kwonlyargs kwonlydefaults annotations')


class _empty:
    """Nothing is given: Signature.empty, Parameter.empty."""


class _void:
    """No new value for replace()."""


class _ParameterKind(int):
    """One of five, by its number."""

    @property
    def name(self):
        return _KINDS[self][0]

    @property
    def description(self):
        return _KINDS[self][1]

    @property
    def value(self):
        return int(self)

    def __str__(self):
        return _KINDS[self][0]

    def __repr__(self):
        return '<_ParameterKind.%s: %d>' % (_KINDS[self][0], int(self))


_KINDS = (('POSITIONAL_ONLY', 'positional-only'), ('POSITIONAL_OR_KEYWORD', 'positional or keyword'),
          ('VAR_POSITIONAL', 'variadic positional'), ('KEYWORD_ONLY', 'keyword-only'), ('VAR_KEYWORD', 'variadic keyword'))
_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD = map(_ParameterKind, range(5))


def formatannotation(annotation, base_module=None):
    """An annotation as a signature shows it."""
    if getattr(annotation, '__module__', None) == 'typing':
        return repr(annotation).replace('typing.', '')
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ('builtins', base_module):
            return annotation.__qualname__
        return annotation.__module__ + '.' + annotation.__qualname__
    return repr(annotation)


def formatannotationrelativeto(object):
    module = getattr(object, '__module__', None)
    return lambda annotation: formatannotation(annotation, module)


class Parameter:
    """One parameter of a signature."""
    __slots__ = ('_name', '_kind', '_default', '_annotation')
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL = _POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL
    KEYWORD_ONLY, VAR_KEYWORD = _KEYWORD_ONLY, _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        if kind not in (0, 1, 2, 3, 4):
            raise ValueError('value %r is not a valid Parameter.kind' % (kind,))
        kind = _ParameterKind(kind)
        if default is not _empty and kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError('%s parameters cannot have default values' % kind.description)
        if name is _empty:
            raise ValueError('name is a required attribute for Parameter')
        if not isinstance(name, str):
            raise TypeError('name must be a str, not a %s' % type(name).__name__)
        if name[:1] == '.' and name[1:].isdigit():
            if kind != _POSITIONAL_OR_KEYWORD:
                raise ValueError('implicit arguments must be passed as positional or keyword arguments, not %s' %
                                 kind.description)
            kind, name = _POSITIONAL_ONLY, 'implicit' + name[1:]
        from keyword import iskeyword
        if not name.isidentifier() or (iskeyword(name) and kind is not _POSITIONAL_ONLY):
            raise ValueError('%r is not a valid parameter name' % name)
        self._name, self._kind, self._default, self._annotation = name, kind, default, annotation

    @property
    def name(self):
        return self._name

    @property
    def kind(self):
        return self._kind

    @property
    def default(self):
        return self._default

    @property
    def annotation(self):
        return self._annotation

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        return type(self)(self._name if name is _void else name, self._kind if kind is _void else kind,
                          default=self._default if default is _void else default,
                          annotation=self._annotation if annotation is _void else annotation)

    def __str__(self):
        text = self._name
        if self._annotation is not _empty:
            text += ': ' + formatannotation(self._annotation)
        if self._default is not _empty:
            text += (' = ' if self._annotation is not _empty else '=') + repr(self._default)
        return '*' + text if self._kind == _VAR_POSITIONAL else '**' + text if self._kind == _VAR_KEYWORD else text

    def __repr__(self):
        return '<%s "%s">' % (type(self).__name__, self)

    def _key(self):
        return self._name, int(self._kind), self._default, self._annotation

    def __hash__(self):
        return hash(self._key())

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, Parameter) else NotImplemented

    def __reduce__(self):
        return type(self), (self._name, self._kind), {'_default': self._default, '_annotation': self._annotation}

    def __setstate__(self, state):
        self._default, self._annotation = state['_default'], state['_annotation']


class BoundArguments:
    """Arguments by the names of the parameters that take them."""
    __slots__ = ('arguments', '_signature', '__weakref__')

    def __init__(self, signature, arguments):
        self._signature, self.arguments = signature, arguments

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        found = []
        for name, p in self._signature.parameters.items():
            if p.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                break
            if p.kind == _VAR_POSITIONAL:
                found.extend(self.arguments[name])
            else:
                found.append(self.arguments[name])
        return tuple(found)

    @property
    def kwargs(self):
        found, named = {}, False
        for name, p in self._signature.parameters.items():
            if not named:
                named = p.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or (name not in self.arguments)
                if not named or p.kind not in (_VAR_KEYWORD, _KEYWORD_ONLY) and name not in self.arguments:
                    continue
            if name in self.arguments:
                if p.kind == _VAR_KEYWORD:
                    found.update(self.arguments[name])
                else:
                    found[name] = self.arguments[name]
        return found

    def apply_defaults(self):
        filled = {}
        for name, p in self._signature.parameters.items():
            if name in self.arguments:
                filled[name] = self.arguments[name]
            elif p.default is not _empty:
                filled[name] = p.default
            elif p.kind == _VAR_POSITIONAL:
                filled[name] = ()
            elif p.kind == _VAR_KEYWORD:
                filled[name] = {}
        self.arguments = filled

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __repr__(self):
        return '<%s (%s)>' % (type(self).__name__, ', '.join('%s=%r' % pair for pair in self.arguments.items()))


class Signature:
    """The parameters of a callable and what it returns."""
    __slots__ = ('_parameters', '_return_annotation')
    _parameter_cls, _bound_arguments_cls, empty = Parameter, BoundArguments, _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        found, top, defaults = {}, _POSITIONAL_ONLY, False
        for p in parameters or ():
            if __validate_parameters__:
                if p.kind < top:
                    raise ValueError('wrong parameter order: {} parameter before {} parameter'.format(
                        top.description, p.kind.description))
                if p.kind > top:
                    top = p.kind
                if p.kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                    if p.default is not _empty:
                        defaults = True
                    elif defaults:
                        raise ValueError('non-default argument follows default argument')
                if p.name in found:
                    raise ValueError('duplicate parameter name: %r' % p.name)
            found[p.name] = p
        self._parameters = types.MappingProxyType(found)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        return _of(obj, cls, follow_wrapped, (globals, locals, eval_str))

    @property
    def parameters(self):
        return self._parameters

    @property
    def return_annotation(self):
        return self._return_annotation

    def replace(self, *, parameters=_void, return_annotation=_void):
        return type(self)(self._parameters.values() if parameters is _void else parameters,
                          return_annotation=self._return_annotation if return_annotation is _void else return_annotation)

    def _key(self):
        ordered = tuple(p for p in self._parameters.values() if p.kind != _KEYWORD_ONLY)
        only = frozenset(p for p in self._parameters.values() if p.kind == _KEYWORD_ONLY)
        return ordered, only, self._return_annotation

    def __hash__(self):
        return hash(self._key())

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        only = [{p.name: p for p in s._parameters.values() if p.kind == _KEYWORD_ONLY} for s in (self, other)]
        return only[0] == only[1] and self._return_annotation == other._return_annotation and [
            p for p in self._parameters.values() if p.kind != _KEYWORD_ONLY] == [
            p for p in other._parameters.values() if p.kind != _KEYWORD_ONLY]

    def __str__(self):
        parts, slash, star = [], False, True
        for p in self._parameters.values():
            if p.kind == _POSITIONAL_ONLY:
                slash = True
            elif slash:
                parts.append('/')
                slash = False
            if p.kind == _VAR_POSITIONAL:
                star = False
            elif p.kind == _KEYWORD_ONLY and star:
                parts.append('*')
                star = False
            parts.append(str(p))
        if slash:
            parts.append('/')
        text = '(%s)' % ', '.join(parts)
        if self._return_annotation is not _empty:
            text += ' -> ' + formatannotation(self._return_annotation)
        return text

    def __repr__(self):
        return '<%s %s>' % (type(self).__name__, self)

    def __reduce__(self):
        return type(self), (tuple(self._parameters.values()),), {'_return_annotation': self._return_annotation}

    def __setstate__(self, state):
        self._return_annotation = state['_return_annotation']

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        found, left = {}, list(args)
        for p in self._parameters.values():
            if p.kind == _VAR_POSITIONAL:
                if left:
                    found[p.name] = tuple(left)
                    left = []
            elif p.kind == _VAR_KEYWORD:
                pass
            elif left and p.kind != _KEYWORD_ONLY:
                if p.name in kwargs and p.kind != _POSITIONAL_ONLY:
                    raise TypeError('multiple values for argument %r' % p.name)
                found[p.name] = left.pop(0)
            elif left and p.kind == _KEYWORD_ONLY and not any(
                    q.kind == _VAR_POSITIONAL for q in self._parameters.values()):
                raise TypeError('too many positional arguments')
            elif p.name in kwargs and p.kind != _POSITIONAL_ONLY:
                found[p.name] = kwargs.pop(p.name)
            elif p.default is _empty and not partial:
                if p.kind == _POSITIONAL_ONLY and p.name in kwargs:
                    raise TypeError('%r parameter is positional only, but was passed as a keyword' % p.name)
                raise TypeError('missing a required argument: %r' % p.name)
        if left:
            raise TypeError('too many positional arguments')
        if kwargs:
            rest = next((p for p in self._parameters.values() if p.kind == _VAR_KEYWORD), None)
            if rest is None:
                name = next(iter(kwargs))
                p = self._parameters.get(name)
                if p is not None and p.kind == _POSITIONAL_ONLY:
                    raise TypeError('%r parameter is positional only, but was passed as a keyword' % name)
                raise TypeError('got an unexpected keyword argument %r' % name)
            found[rest.name] = kwargs
        return self._bound_arguments_cls(self, found)


# ---- finding the signature ----

def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """The Signature of a callable. @raises TypeError ValueError"""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals, eval_str=eval_str)


def _of_function(f, cls, names):
    code, defaults = f.__code__, f.__defaults__ or ()
    annotations = get_annotations(f, globals=names[0], locals=names[1], eval_str=names[2])
    count, only, found = code.co_argcount, code.co_kwonlyargcount, []

    def add(name, kind, default=_empty):
        found.append(cls._parameter_cls(name, kind, default=default, annotation=annotations.get(name, _empty)))
    for i, name in enumerate(code.co_varnames[:count]):
        at = i - (count - len(defaults))
        add(name, _POSITIONAL_ONLY if i < code.co_posonlyargcount else _POSITIONAL_OR_KEYWORD,
            defaults[at] if at >= 0 else _empty)
    at = count + only
    if code.co_flags & CO_VARARGS:
        add(code.co_varnames[at], _VAR_POSITIONAL)
        at += 1
    for name in code.co_varnames[count:count + only]:
        add(name, _KEYWORD_ONLY, (f.__kwdefaults__ or {}).get(name, _empty))
    if code.co_flags & CO_VARKEYWORDS:
        add(code.co_varnames[at], _VAR_KEYWORD)
    return cls(found, return_annotation=annotations.get('return', _empty), __validate_parameters__=False)


def _signature_fromstr(cls, obj, text, skip_bound_arg=True):
    """The signature in the text that a function of C has of itself: "($self, x, /)"."""
    space = {}
    text = text.split('\n', 1)[0]
    try:
        exec('def f%s: pass' % text.replace('$', '_bound_'), getattr(sys.modules.get(obj.__module__), '__dict__', {}), space)
    except Exception:
        raise ValueError('{!r} builtin has invalid signature'.format(obj)) from None
    made = _of_function(space['f'], cls, (None, None, False))
    found = list(made.parameters.values())
    if found and found[0].name.startswith('_bound_'):
        name = found[0].name[7:]
        if name in ('module', 'type') or getattr(obj, '__self__', None) is not None:
            del found[0]
        else:
            found[0] = found[0].replace(name=name, kind=_POSITIONAL_ONLY)
    return cls(found)


def _without_first(sig):
    """The signature of a method that is bound."""
    found = list(sig.parameters.values())
    if not found or found[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError('invalid method signature')
    return sig.replace(parameters=found if found[0].kind == _VAR_POSITIONAL else found[1:])


def _of_partial(sig, partial):
    """What functools.partial leaves to be given."""
    try:
        bound = sig.bind_partial(*partial.args or (), **partial.keywords or {})
    except TypeError as e:
        raise ValueError('partial object {!r} has incorrect arguments'.format(partial)) from e
    found, only = [], False
    for name, p in sig.parameters.items():
        if name in bound.arguments:
            if p.kind == _POSITIONAL_ONLY:
                continue
            if p.kind == _POSITIONAL_OR_KEYWORD:
                if name not in (partial.keywords or {}):
                    continue
                only = True
                p = p.replace(default=bound.arguments[name])
            elif p.kind == _KEYWORD_ONLY:
                p = p.replace(default=bound.arguments[name])
        if only:
            if p.kind == _POSITIONAL_OR_KEYWORD:
                p = p.replace(kind=_KEYWORD_ONLY)
            elif p.kind == _VAR_POSITIONAL:
                continue
        found.append(p)
    return sig.replace(parameters=found)


def _own(cls, name):
    """A method that a class written in Python has of its own."""
    for base in cls.__mro__:
        if base.__module__ == 'builtins' and base in (object, type):
            return None
        if name in base.__dict__:
            found = base.__dict__[name]
            return getattr(found, '__func__', found) if isinstance(found, (staticmethod, classmethod)) else found
    return None


def _of_class(obj, cls, follow, names):
    call = _own(type(obj), '__call__') if type(obj) is not type else None
    if isinstance(call, types.FunctionType):
        return _without_first(_of(call, cls, follow, names))
    new, init = _own(obj, '__new__'), _own(obj, '__init__')
    for base in obj.__mro__:
        for found, name in ((new, '__new__'), (init, '__init__')):
            if found is not None and name in base.__dict__ and not isinstance(found, types.WrapperDescriptorType):
                return _without_first(_of(found, cls, follow, names))
    for base in obj.__mro__:
        text = getattr(base, '__text_signature__', None) if base is not object else None
        if text:
            return _signature_fromstr(cls, obj, text)
    if type not in obj.__mro__ and all(base is object or base.__module__ != 'builtins' for base in obj.__mro__):
        return cls()
    raise ValueError('no signature found for builtin type {!r}'.format(obj))


def _of(obj, cls, follow, names):
    if not callable(obj):
        raise TypeError('{!r} is not a callable object'.format(obj))
    if isinstance(obj, types.MethodType):
        return _without_first(_of(obj.__func__, cls, follow, names))
    if follow:
        obj = unwrap(obj, stop=lambda f: hasattr(f, '__signature__') or isinstance(f, types.MethodType))
        if isinstance(obj, types.MethodType):
            return _of(obj, cls, follow, names)
    own = getattr(obj, '__signature__', None)
    if own is not None:
        if not isinstance(own, Signature):
            raise TypeError('unexpected object {!r} in __signature__ attribute'.format(own))
        return own
    if isinstance(obj, types.FunctionType):
        return _of_function(obj, cls, names)
    functools = sys.modules.get('functools')
    if functools is not None and isinstance(obj, functools.partial):
        return _of_partial(_of(obj.func, cls, follow, names), obj)
    partialmethod = getattr(obj, '_partialmethod', None)
    if functools is not None and isinstance(partialmethod, functools.partialmethod):
        sig = _of_partial(_of(partialmethod.func, cls, follow, names), functools.partial(
            partialmethod.func, None, *partialmethod.args, **partialmethod.keywords))
        first = tuple(_of(partialmethod.func, cls, follow, names).parameters.values())[0]
        rest = tuple(sig.parameters.values())
        return sig if first.kind == _VAR_POSITIONAL else sig.replace(parameters=(first,) + rest)
    if isinstance(obj, type):
        return _of_class(obj, cls, follow, names)
    text = getattr(obj, '__text_signature__', None)
    if isinstance(obj, (types.BuiltinFunctionType, types.MethodDescriptorType, types.WrapperDescriptorType,
                        types.MethodWrapperType, types.ClassMethodDescriptorType)):
        if not text:
            raise ValueError('no signature found for builtin {!r}'.format(obj))
        return _signature_fromstr(cls, obj, text)
    call = _own(type(obj), '__call__')
    if call is None:
        raise ValueError('callable {!r} is not supported by signature'.format(obj))
    return _without_first(_of(call, cls, follow, names))


def getfullargspec(func):
    """The parameters in the form of before signatures."""
    try:
        sig = _of(func.__func__ if isinstance(func, types.MethodType) else func, Signature, False, (None, None, False))
    except Exception as e:
        raise TypeError('unsupported callable') from e
    args, defaults, only, kwdefaults, annotations, varargs, varkw = [], (), [], {}, {}, None, None
    if sig.return_annotation is not _empty:
        annotations['return'] = sig.return_annotation
    for p in sig.parameters.values():
        if p.kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            args.append(p.name)
            defaults += (p.default,) if p.default is not _empty else ()
        elif p.kind == _VAR_POSITIONAL:
            varargs = p.name
        elif p.kind == _KEYWORD_ONLY:
            only.append(p.name)
            if p.default is not _empty:
                kwdefaults[p.name] = p.default
        else:
            varkw = p.name
        if p.annotation is not _empty:
            annotations[p.name] = p.annotation
    return FullArgSpec(args, varargs, varkw, defaults or None, only, kwdefaults or None, annotations)


def getcallargs(func, /, *positional, **named):
    """{name: value} of all parameters in such a call. @raises TypeError"""
    if isinstance(func, types.MethodType) and func.__self__ is not None:
        func, positional = func.__func__, (func.__self__,) + positional
    bound = signature(func, follow_wrapped=False).bind(*positional, **named)
    bound.apply_defaults()
    return bound.arguments
