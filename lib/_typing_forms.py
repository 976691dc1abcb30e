"""The part of typing that makes type expressions: Union[int, str], List[int], Literal['a'], Annotated[...]."""
import sys
from types import GenericAlias, UnionType
from _generic import is_parameters
from _typing import Generic, ParamSpec, TypeVar, TypeVarTuple, _is_plain, _parameters_of


def _type_repr(obj):
    """A type as annotations show it."""
    if isinstance(obj, type) and not isinstance(obj, GenericAlias):
        return obj.__qualname__ if obj.__module__ == 'builtins' else '%s.%s' % (obj.__module__, obj.__qualname__)
    if obj is ...:
        return '...'
    return getattr(obj, '__name__', repr(obj)) if type(obj) is type(_type_repr) else repr(obj)


def _type_check(arg, msg, is_argument=True, module=None, *, allow_special_forms=False):
    """The argument as a type: None stands for its type, a str for a type with this name. @raises TypeError"""
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg, module=module, is_class=allow_special_forms)
    origin = getattr(arg, '__origin__', None)
    if isinstance(arg, GenericAlias) and _is_plain(origin):
        raise TypeError('%r is not valid as type argument' % (arg,))
    if isinstance(arg, _GenericAlias) and not allow_special_forms and (
            origin is ClassVar or origin is Final and is_argument):
        raise TypeError('%r is not valid as type argument' % (arg,))
    if isinstance(arg, _SpecialForm) and arg._bare and not (arg in (ClassVar, Final) and not allow_special_forms):
        return arg
    if allow_special_forms and (arg is ClassVar or arg is Final):
        return arg
    if isinstance(arg, _SpecialForm) or _is_plain(arg):
        raise TypeError('Plain %r is not valid as type argument' % (arg,))
    if type(arg) is tuple:
        raise TypeError('%s Got %.100r.' % (msg, arg))
    return arg


class _Typing:
    """What forms and aliases have in common."""
    __slots__ = ()
    __module__ = 'typing'
    __iter__ = None

    def __init_subclass__(cls, **kwargs):
        if cls.__module__ != __name__:
            raise TypeError('Cannot subclass special typing classes')

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class _SpecialForm(_Typing):
    """A name that means something in annotations only."""
    __slots__ = ('_name', '_getitem', '_bare')

    def __init__(self, name, getitem=None, bare=False):
        self._name, self._getitem, self._bare = name, getitem, bare

    def __repr__(self):
        return 'typing.' + self._name

    def __getattr__(self, name):
        if name in ('__name__', '__qualname__'):
            return self._name
        raise AttributeError(name)

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwargs):
        raise TypeError('Cannot instantiate %r' % self)

    def __instancecheck__(self, obj):
        raise TypeError('%r cannot be used with isinstance()' % self)

    def __subclasscheck__(self, cls):
        raise TypeError('%r cannot be used with issubclass()' % self)

    def __mro_entries__(self, bases):
        raise TypeError('Cannot subclass %r' % self)

    def __getitem__(self, parameters):
        if self._getitem is None:
            raise TypeError('%r is not subscriptable' % self)
        return self._getitem(self, parameters)


class _GenericAlias(_Typing):
    """A form or class with arguments: __origin__ and __args__ say which."""

    def __init__(self, origin, args, name=None):
        args = args if isinstance(args, tuple) else (args,)
        self.__origin__, self.__args__, self._name = origin, args, name
        self.__parameters__ = _parameters_of(args)

    def __repr__(self):
        name = 'typing.' + self._name if self._name else _type_repr(self.__origin__)
        return '%s[%s]' % (name, ', '.join([_type_repr(arg) for arg in self.__args__]) or '()')

    def _key(self):
        return self.__origin__, self.__args__

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, _GenericAlias) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __reduce__(self):
        import operator
        args = self.__args__
        return operator.getitem, (getattr(sys.modules['typing'], self._name) if self._name else self.__origin__,
                                  args[0] if len(args) == 1 and not isinstance(args[0], tuple) else args)

    def __getattr__(self, name):
        if name in ('__name__', '__qualname__') and '__origin__' in self.__dict__:
            return self._name or getattr(self.__origin__, name)
        if name[:2] != '__' and '__origin__' in self.__dict__:
            return getattr(self.__origin__, name)
        raise AttributeError(name)

    def __setattr__(self, name, value):
        if name[:2] == '__' or name in ('_name',):
            object.__setattr__(self, name, value)
        else:
            setattr(self.__origin__, name, value)

    def __call__(self, *args, **kwargs):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError('Cannot instantiate %r' % self.__origin__)
        if self._name and self._name not in _CALLABLE:
            raise TypeError('Type %s cannot be instantiated; use %s() instead' % (self._name, self.__origin__.__name__))
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except AttributeError:
            pass
        return made

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError('Cannot subclass %r' % (self,))
        found = [] if self.__origin__ in bases else [self.__origin__]
        later = bases[bases.index(self) + 1:]
        if not any(isinstance(base, (_GenericAlias, GenericAlias)) or (isinstance(base, type) and issubclass(base, Generic))
                   for base in later) and Generic not in bases and not (
                       isinstance(self.__origin__, type) and issubclass(self.__origin__, Generic)):
            found.append(Generic)
        return tuple(found)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')

    def __iter__(self):
        yield Unpack[self]

    def __getitem__(self, args):
        if self.__origin__ in (Generic,):
            raise TypeError('Cannot subscript already-subscripted %r' % self)
        if not self.__parameters__:
            raise TypeError('%r is not a generic class' % self)
        args = tuple(_type_check(arg, 'Parameters to generic types must be types.') if not isinstance(arg, (list, tuple))
                     and arg is not ... else arg for arg in (args if isinstance(args, tuple) else (args,)))
        return self._with(tuple(_substituted(self.__args__, _mapping(self, self.__parameters__, args))))

    def _with(self, args):
        return type(self)(self.__origin__, args, self._name)


def _mapping(alias, params, args):
    """{parameter: argument}; a TypeVarTuple takes what is left over. @raises TypeError"""
    flat = []
    for arg in args:
        inner = None if isinstance(arg, type) else getattr(arg, '__typing_unpacked_tuple_args__', None)
        if inner and inner[-1] is not ...:
            flat.extend(inner)
        else:
            flat.append(arg)
    args = tuple(flat)
    several = next((p for p in params if isinstance(p, TypeVarTuple)), None)
    if several is not None:
        args = several.__typing_prepare_subst__(alias, args)
    elif len(params) == 1 and isinstance(params[0], ParamSpec) and not isinstance(args[0], (list, tuple)) and \
            not is_parameters(args[0]):
        args = (args,)
    if len(args) != len(params):
        raise TypeError('Too %s arguments for %r; actual %d, expected %d' % (
            'many' if len(args) > len(params) else 'few', alias, len(args), len(params)))
    return {p: arg if isinstance(p, TypeVarTuple) else p.__typing_subst__(arg) for p, arg in zip(params, args)}


def _substituted(args, mapping):
    for arg in args:
        if isinstance(arg, type) and not isinstance(arg, GenericAlias):
            yield arg
        elif hasattr(arg, '__typing_subst__'):
            new = mapping[arg]
            if isinstance(new, tuple):
                yield from new
            else:
                yield new
        elif isinstance(arg, (tuple, list)):
            yield type(arg)(_substituted(arg, mapping))
        else:
            inner = getattr(arg, '__parameters__', ())
            if getattr(arg, '__typing_is_unpacked_typevartuple__', False):
                yield from mapping[inner[0]]
            elif inner:
                yield arg[tuple(item for p in inner for item in (
                    mapping[p] if isinstance(p, TypeVarTuple) else (mapping[p],)))]
            else:
                yield arg


# ---- forms with arguments ----

def _one(form, parameters):
    """ClassVar[X] and what else takes one type."""
    return _GenericAlias(form, (_type_check(parameters, '%r accepts only single type.' % form),), form._name)


class _UnionGenericAlias(_GenericAlias):
    __iter__ = None

    def _key(self):
        return Union, frozenset(self.__args__)

    def __eq__(self, other):
        if isinstance(other, UnionType):
            return set(self.__args__) == set(other.__args__)
        return self._key() == other._key() if isinstance(other, _UnionGenericAlias) else NotImplemented

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and type(None) in args:
            return 'typing.Optional[%s]' % _type_repr(args[0] if args[1] is type(None) else args[1])
        return _GenericAlias.__repr__(self)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def _with(self, args):
        return Union[args]

    def __reduce__(self):
        import operator
        return operator.getitem, (Union, self.__args__)


def _flat(args):
    for arg in args:
        if isinstance(arg, (_UnionGenericAlias, UnionType)):
            yield from arg.__args__
        else:
            yield arg


def _once(args):
    """Each item once, in the order of the first ones."""
    found = []
    for arg in args:
        if arg not in found:
            found.append(arg)
    return found


def _union(form, parameters):
    if parameters == ():
        raise TypeError('Cannot take a Union of no types.')
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    args = _once(_flat([_type_check(p, 'Union[arg, ...]: each arg must be a type.') for p in parameters]))
    return args[0] if len(args) == 1 else _UnionGenericAlias(Union, tuple(args), 'Union')


def _optional(form, parameters):
    return Union[_type_check(parameters, 'typing.Optional requires a single type.'), type(None)]


class _LiteralGenericAlias(_GenericAlias):
    __iter__ = None

    def __init__(self, origin, args, name=None):
        super().__init__(origin, args, name)
        self.__parameters__ = ()

    def _key(self):
        return Literal, frozenset([(type(arg), arg) for arg in self.__args__])

    def __repr__(self):
        return 'typing.Literal[%s]' % ', '.join([_type_repr(arg) for arg in self.__args__])


def _literal(form, parameters):
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    flat = []
    for p in parameters:
        flat += p.__args__ if isinstance(p, _LiteralGenericAlias) else (p,)
    try:
        flat = dict([((type(p), p), p) for p in flat]).values()
    except TypeError:
        pass  # what has no hash stays as often as it was named
    return _LiteralGenericAlias(Literal, tuple(flat), 'Literal')


class _AnnotatedAlias(_GenericAlias):
    __iter__ = None

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            origin, metadata = origin.__origin__, origin.__metadata__ + metadata
        super().__init__(origin, (origin,), 'Annotated')
        self.__metadata__ = metadata

    def __repr__(self):
        return 'typing.Annotated[%s]' % ', '.join([_type_repr(self.__origin__)] + [repr(a) for a in self.__metadata__])

    def _key(self):
        return self.__origin__, self.__metadata__

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, _AnnotatedAlias) else NotImplemented

    __hash__ = _GenericAlias.__hash__

    def _with(self, args):
        return _AnnotatedAlias(args[0], self.__metadata__)

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __reduce__(self):
        import operator
        return operator.getitem, (Annotated, (self.__origin__,) + self.__metadata__)


class Annotated:
    """A type with more said about it: Annotated[T, x, ...]."""
    __slots__ = ()
    __module__ = 'typing'

    def __new__(cls, *args, **kwargs):
        raise TypeError('Type Annotated cannot be instantiated.')

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple) or len(params) < 2:
            raise TypeError('Annotated[...] should be used with at least two arguments (a type and an annotation).')
        if getattr(params[0], '__typing_is_unpacked_typevartuple__', False):
            raise TypeError('Annotated[...] should not be used with an unpacked TypeVarTuple')
        origin = _type_check(params[0], 'Annotated[t, ...]: t must be a type.', allow_special_forms=True)
        return _AnnotatedAlias(origin, tuple(params[1:]))

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError('Cannot subclass %s.Annotated' % cls.__module__)


def _concatenate(form, parameters):
    if parameters == ():
        raise TypeError('Cannot take a Concatenate of no types.')
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError('The last parameter to Concatenate should be a ParamSpec variable or ellipsis.')
    return _GenericAlias(form, tuple(_type_check(p, 'Concatenate[arg, ...]: each arg must be a type.')
                                     for p in parameters[:-1]) + parameters[-1:], 'Concatenate')


class _UnpackGenericAlias(_GenericAlias):
    def __repr__(self):
        return '*' + repr(self.__args__[0])

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)

    @property
    def __typing_unpacked_tuple_args__(self):
        arg = self.__args__[0]
        return arg.__args__ if isinstance(arg, (_GenericAlias, GenericAlias)) and arg.__origin__ is tuple else None


def _unpack(form, parameters):
    return _UnpackGenericAlias(form, (_type_check(parameters, 'typing.Unpack accepts only single type.'),), 'Unpack')


Union, Optional = _SpecialForm('Union', _union), _SpecialForm('Optional', _optional)
Literal, Concatenate = _SpecialForm('Literal', _literal), _SpecialForm('Concatenate', _concatenate)
Unpack = _SpecialForm('Unpack', _unpack)
ClassVar, Final, TypeGuard, Required, NotRequired = [
    _SpecialForm(_name, _one) for _name in ('ClassVar', 'Final', 'TypeGuard', 'Required', 'NotRequired')]
Self, Never, NoReturn, LiteralString, TypeAlias = [
    _SpecialForm(_name, None, True) for _name in ('Self', 'Never', 'NoReturn', 'LiteralString', 'TypeAlias')]


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError('typing.Any cannot be used with isinstance()')
        return super().__instancecheck__(obj)

    def __repr__(self):
        return 'typing.Any' if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Whatever there is."""
    __module__ = 'typing'

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError('Any cannot be instantiated')
        return super().__new__(cls)


# ---- names of classes elsewhere ----

class _SpecialGenericAlias(_Typing):
    """List and its like: a name for a class, which takes a number of arguments (-1: any)."""

    def __init__(self, origin, count, name):
        self.__origin__, self._count, self._name = origin, count, name

    def __repr__(self):
        return 'typing.' + self._name

    def __reduce__(self):
        return self._name

    def __getattr__(self, name):
        if name in ('__name__', '__qualname__'):
            return self._name
        if name[:2] != '__' and '__origin__' in self.__dict__:
            return getattr(self.__origin__, name)
        raise AttributeError(name)

    def __call__(self, *args, **kwargs):
        if self._name in _CALLABLE:
            return self.__origin__(*args, **kwargs)
        raise TypeError('Type %s cannot be instantiated; use %s() instead' % (self._name, self.__origin__.__name__))

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if not isinstance(cls, type):
            raise TypeError('issubclass() arg 1 must be a class')
        return issubclass(cls, self.__origin__)

    def __mro_entries__(self, bases):
        found = [] if self.__origin__ in bases else [self.__origin__]
        later = bases[bases.index(self) + 1:]
        if not any(isinstance(base, (_GenericAlias, _SpecialGenericAlias, GenericAlias)) or
                   (isinstance(base, type) and issubclass(base, Generic)) for base in later):
            found.append(Generic)
        return tuple(found)

    def __getitem__(self, params):
        params = params if isinstance(params, tuple) else (params,)
        if self._count == 0:
            raise TypeError('%r is not a generic class' % self)
        params = tuple([_type_check(p, 'Parameters to generic types must be types.') for p in params])
        if self._count > 0 and len(params) != self._count and not any(
                getattr(p, '__typing_is_unpacked_typevartuple__', False) for p in params):
            raise TypeError('Too %s arguments for %r; actual %d, expected %d' % (
                'many' if len(params) > self._count else 'few', self, len(params), self._count))
        return _GenericAlias(self.__origin__, params, self._name)


class _TupleType(_SpecialGenericAlias):
    def __getitem__(self, params):
        params = params if isinstance(params, tuple) else (params,)
        if len(params) >= 2 and params[-1] is ...:
            params = tuple([_type_check(p, 'Tuple[t, ...]: t must be a type.') for p in params[:-1]]) + (...,)
        else:
            params = tuple([_type_check(p, 'Tuple[t0, t1, ...]: each t must be a type.') for p in params])
        return _GenericAlias(tuple, params, 'Tuple')


class _CallableGenericAlias(_GenericAlias):
    __iter__ = None

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and is_parameters(args[0]):
            return _GenericAlias.__repr__(self)
        return 'typing.Callable[[%s], %s]' % (', '.join([_type_repr(a) for a in args[:-1]]), _type_repr(args[-1]))

    def __reduce__(self):
        import operator
        args = self.__args__
        if not (len(args) == 2 and (args[0] is ... or isinstance(args[0], ParamSpec))):
            args = list(args[:-1]), args[-1]
        return operator.getitem, (sys.modules['typing'].Callable, args)


class _CallableType(_SpecialGenericAlias):
    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError('Callable must be used as Callable[[arg, ...], result].')
        args, result = params
        if isinstance(args, (list, tuple)):
            args = tuple([arg if arg is ... else _type_check(arg, 'Callable[[arg, ...], result]: each arg must be a type.')
                          for arg in args])
        elif is_parameters(args):
            args = (args,)
        else:
            args = (_type_check(args, 'Callable[[arg, ...], result]: each arg must be a type.'),)
        result = _type_check(result, 'Callable[args, result]: result must be a type.')
        return _CallableGenericAlias(self.__origin__, args + (result,), 'Callable')


# name: (module, class there, how many arguments)
_ALIASES = {
    'List': ('builtins', 'list', 1), 'Dict': ('builtins', 'dict', 2), 'Set': ('builtins', 'set', 1),
    'FrozenSet': ('builtins', 'frozenset', 1), 'Tuple': ('builtins', 'tuple', -1), 'Type': ('builtins', 'type', 1),
    'Deque': ('collections', 'deque', 1), 'DefaultDict': ('collections', 'defaultdict', 2),
    'OrderedDict': ('collections', 'OrderedDict', 2), 'Counter': ('collections', 'Counter', 1),
    'ChainMap': ('collections', 'ChainMap', 2), 'ContextManager': ('contextlib', 'AbstractContextManager', 1),
    'AsyncContextManager': ('contextlib', 'AbstractAsyncContextManager', 1),
    'Pattern': ('re', 'Pattern', 1), 'Match': ('re', 'Match', 1), 'AbstractSet': ('collections.abc', 'Set', 1),
}
# Those that make an instance of their class when they are called.
_CALLABLE = frozenset(('Counter', 'ChainMap', 'DefaultDict', 'Deque', 'OrderedDict'))
_COUNTS = {'Hashable': 0, 'Sized': 0, 'ByteString': 0, 'Coroutine': 3, 'Generator': 3, 'AsyncGenerator': 2, 'Mapping': 2,
           'MutableMapping': 2, 'ItemsView': 2, 'Callable': 2}


def _alias(name):
    module, own, count = _ALIASES.get(name) or ('collections.abc', name, _COUNTS.get(name, 1))
    origin = getattr(__import__(module, None, None, ['*']), own)
    kind = _TupleType if name == 'Tuple' else _CallableType if name == 'Callable' else _SpecialGenericAlias
    return kind(origin, count, name)


def __getattr__(name):
    if name == 'AnyStr':
        made = TypeVar('AnyStr', bytes, str)
    elif name == 'Text':
        made = str
    elif name in _ALIASES or (name[:1].isupper() and name in getattr(sys.modules['typing'], '_HOME')[__name__].split()):
        made = _alias(name)
    else:
        raise AttributeError('module %r has no attribute %r' % (__name__, name))
    globals()[name] = made
    setattr(sys.modules['typing'], name, made)
    return made


class ForwardRef(_Typing):
    """A type by its name, evaluated later."""

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError('Forward reference must be a string -- got %r' % (arg,))
        text = '(%s,)[0]' % arg if arg[:1] == '*' else arg
        try:
            code = compile(text, '<string>', 'eval')
        except SyntaxError:
            raise SyntaxError('Forward reference must be an expression -- got %r' % (arg,)) from None
        self.__forward_arg__, self.__forward_code__ = arg, code
        self.__forward_evaluated__, self.__forward_value__ = False, None
        self.__forward_is_argument__, self.__forward_is_class__, self.__forward_module__ = is_argument, is_class, module

    def _evaluate(self, globalns, localns, recursive_guard=frozenset()):
        if self.__forward_arg__ in recursive_guard:
            return self
        if not self.__forward_evaluated__ or localns is not globalns:
            globalns = localns or {} if globalns is None else globalns
            localns = globalns if localns is None else localns
            if self.__forward_module__ is not None:
                globalns = getattr(sys.modules.get(self.__forward_module__), '__dict__', globalns)
            value = _type_check(eval(self.__forward_code__, globalns, localns),
                                'Forward references must evaluate to types.', self.__forward_is_argument__,
                                allow_special_forms=self.__forward_is_class__)
            self.__forward_value__ = _evaluated(value, globalns, localns, recursive_guard | {self.__forward_arg__})
            self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return (self.__forward_arg__, self.__forward_value__) == (other.__forward_arg__, other.__forward_value__)
        return (self.__forward_arg__, self.__forward_module__) == (other.__forward_arg__, other.__forward_module__)

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __repr__(self):
        module = '' if self.__forward_module__ is None else ', module=%r' % self.__forward_module__
        return 'ForwardRef(%r%s)' % (self.__forward_arg__, module)


def _again(alias, args):
    """The alias of a class with other arguments."""
    kind = type(alias)
    return kind(alias.__origin__, (list(args[:-1]), args[-1]) if kind.__name__ == 'CallableAlias' else args)


def _evaluated(value, globalns, localns, guard=frozenset()):
    """The type with all ForwardRefs in it evaluated."""
    if isinstance(value, ForwardRef):
        return value._evaluate(globalns, localns, guard)
    if not isinstance(value, (_GenericAlias, GenericAlias, UnionType)):
        return value
    args = value.__args__
    if isinstance(value, GenericAlias):
        args = tuple([ForwardRef(arg) if isinstance(arg, str) else arg for arg in args])
        if value.__unpacked__:
            return Unpack[_evaluated(_again(value, args), globalns, localns, guard)]
    new = tuple([_evaluated(arg, globalns, localns, guard) for arg in args])
    if new == value.__args__:
        return value
    if isinstance(value, GenericAlias):
        return _again(value, new)
    if isinstance(value, UnionType):
        result = new[0]
        for arg in new[1:]:
            result = result | arg
        return result
    return value._with(new)


for _class in list(globals().values()):
    if isinstance(_class, type) and _class.__module__ == __name__:
        _class.__module__ = 'typing'
