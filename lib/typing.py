"""typing: names for what type annotations say.

Importing it costs little: a name is made when it is first asked for. The forms and aliases (Union, List, ...) are in
_typing_forms, the classes to derive from (Protocol, NamedTuple, ...) in _typing_classes, what looks at annotations
(get_type_hints, ...) in _typing_hints, type variables in _typing.
"""
TYPE_CHECKING = False
_cleanups = []

_HOME = {
    '_typing': 'Generic ParamSpec ParamSpecArgs ParamSpecKwargs TypeAliasType TypeVar TypeVarTuple',
    '_typing_forms': 'Annotated Any Callable ClassVar Concatenate Final Literal LiteralString Never NoReturn NotRequired '
    'Optional Required Self Tuple Type TypeAlias TypeGuard Union Unpack ForwardRef '
    'AbstractSet AsyncContextManager AsyncGenerator AsyncIterable AsyncIterator Awaitable ByteString ChainMap '
    'Collection Container ContextManager Coroutine Counter DefaultDict Deque Dict FrozenSet Generator Hashable ItemsView '
    'Iterable Iterator KeysView List Mapping MappingView Match MutableMapping MutableSequence MutableSet OrderedDict '
    'Pattern Reversible Sequence Set Sized ValuesView AnyStr Text _GenericAlias _SpecialForm '
    '_UnionGenericAlias _type_check _type_repr GenericAlias',
    '_typing_classes': 'BinaryIO IO NamedTuple NewType Protocol SupportsAbs SupportsBytes SupportsComplex SupportsFloat '
    'SupportsIndex SupportsInt SupportsRound TextIO TypedDict runtime_checkable is_typeddict',
    '_typing_hints': 'get_args get_origin get_type_hints get_overloads clear_overloads _register_overload',
}

# Variables that programs import although nobody says so.
_VARIABLES = {
    'T': {}, 'KT': {}, 'VT': {}, 'T_co': {'covariant': True}, 'V_co': {'covariant': True}, 'VT_co': {'covariant': True},
    'CT_co': {'covariant': True, 'bound': type}, 'T_contra': {'contravariant': True}}


def __getattr__(name):
    if name == '__all__':
        return ['TYPE_CHECKING', 'cast', 'final', 'overload', 'no_type_check', 'no_type_check_decorator', 'assert_type',
                'assert_never', 'reveal_type', 'dataclass_transform'] + [
            one for names in _HOME.values() for one in names.split() if one[0] != '_' and one not in ('TypeAliasType', 'GenericAlias')]
    if name in _VARIABLES:
        from _typing import TypeVar
        value = globals()[name] = TypeVar(name, **_VARIABLES[name])
        return value
    for home, names in _HOME.items():
        if name in names and name in names.split():
            value = globals()[name] = getattr(__import__(home), name)
            return value
    raise AttributeError('module %r has no attribute %r' % (__name__, name))


def __dir__():
    return sorted(set(globals()) | set(__getattr__('__all__')))


def cast(typ, val):
    """The value as it is: only checkers believe the type."""
    return val


def _dummy(*args, **kwargs):
    raise NotImplementedError('You should not call an overloaded function. A series of @overload-decorated functions '
                              'outside a stub module should always be followed by an implementation that is not '
                              '@overload-ed.')


def overload(func):
    """Declares one of several signatures."""
    __getattr__('_register_overload')(func)
    return _dummy


def _mark(obj, name, value=True):
    try:
        setattr(obj, name, value)
    except (AttributeError, TypeError):
        pass
    return obj


def final(f):
    return _mark(f, '__final__')


def override(method, /):
    return _mark(method, '__override__')


def no_type_check(arg):
    """get_type_hints finds nothing in it."""
    if isinstance(arg, type):
        for value in vars(arg).values():
            value = getattr(value, '__func__', value)
            if getattr(value, '__module__', None) == arg.__module__ and \
                    getattr(value, '__qualname__', None) == '%s.%s' % (arg.__qualname__, getattr(value, '__name__', '')):
                no_type_check(value)
    return _mark(arg, '__no_type_check__')


def no_type_check_decorator(decorator):
    def wrapped(*args, **kwargs):
        return no_type_check(decorator(*args, **kwargs))
    wrapped.__name__ = getattr(decorator, '__name__', 'wrapped')
    return wrapped


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    text = repr(arg)
    raise AssertionError('Expected code to be unreachable, but got: ' + (
        text if len(text) <= 100 else text[:100] + '...'))


def reveal_type(obj, /):
    import sys
    print('Runtime type is %r' % type(obj).__name__, file=sys.stderr)
    return obj


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, field_specifiers=(), **kwargs):
    def decorate(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            'eq_default': eq_default, 'order_default': order_default, 'kw_only_default': kw_only_default,
            'field_specifiers': field_specifiers, 'kwargs': kwargs}
        return cls_or_fn
    return decorate
