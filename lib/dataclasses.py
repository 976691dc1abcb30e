"""Classes that are made of their annotated names."""
import sys
import types

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar', 'KW_ONLY', 'MISSING', 'fields', 'asdict',
           'astuple', 'make_dataclass', 'replace', 'is_dataclass']
_FIELDS, _PARAMS, _POST_INIT = '__dataclass_fields__', '__dataclass_params__', '__post_init__'


class FrozenInstanceError(AttributeError):
    """A field of a frozen instance was to be changed."""


class _Named:
    """An object that stands for itself."""

    def __init__(self, name):
        self._name = name

    def __repr__(self):
        return self._name


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


# Late: MISSING, _HAS_DEFAULT_FACTORY, _FIELD
MISSING, KW_ONLY = _MISSING_TYPE(), _KW_ONLY_TYPE()
_HAS_DEFAULT_FACTORY = _Named('<factory>')
# What kinds of fields there are.
_FIELD, _FIELD_CLASSVAR, _FIELD_INITVAR = _Named('_FIELD'), _Named('_FIELD_CLASSVAR'), _Named('_FIELD_INITVAR')


_in_repr = set()


def _once(obj, text):
    """text(), the repr of the object; dots when it leads back here."""
    key = id(obj)
    if key in _in_repr:
        return '...'
    _in_repr.add(key)
    try:
        return text()
    finally:
        _in_repr.discard(key)


class InitVar:
    """InitVar[T]: an argument of __init__() that goes to __post_init__(), and is no field."""
    __slots__ = ('type',)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        simple = isinstance(self.type, type) and not hasattr(self.type, '__origin__')
        return 'dataclasses.InitVar[%s]' % (self.type.__name__ if simple else repr(self.type))

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init', 'compare', 'metadata', 'kw_only',
                 '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = self._field_type = None
        self.default, self.default_factory, self.init, self.repr = default, default_factory, init, repr
        self.hash, self.compare, self.kw_only = hash, compare, kw_only
        self.metadata = types.MappingProxyType({} if metadata is None else metadata)

    def __repr__(self):
        names = ('name', 'type', 'default', 'default_factory', 'init', 'repr', 'hash', 'compare', 'metadata', 'kw_only')
        return _once(self, lambda: 'Field(%s,_field_type=%r)' % (
            ','.join(['%s=%r' % (name, getattr(self, name)) for name in names]), self._field_type))

    def __set_name__(self, owner, name):
        # Defaults that are descriptors are told their name.
        method = getattr(type(self.default), '__set_name__', None)
        if method:
            method(self.default, owner, name)

    __class_getitem__ = classmethod(types.GenericAlias)


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


class _DataclassParams:
    __slots__ = ('init', 'repr', 'eq', 'order', 'unsafe_hash', 'frozen')

    def __init__(self, *values):
        for name, value in zip(self.__slots__, values):
            setattr(self, name, value)

    def __repr__(self):
        return '_DataclassParams(%s)' % ','.join(['%s=%r' % (name, getattr(self, name)) for name in self.__slots__])


# ---- the fields of a class ----

def _word(text):
    """(the name that the text begins with, what stands behind it)."""
    text, n = text.lstrip(), 0
    while n < len(text) and (text[n].isalnum() or text[n] == '_'):
        n += 1
    return text[:n], text[n:].lstrip()


def _mentions(annotation, cls, module_name, name, is_it):
    """Whether a string annotation names the thing: `Name[...]`, or `module.Name`, as the class's module knows them."""
    module, (last, rest) = '', _word(annotation)
    if rest[:1] == '.':
        module, (last, rest) = last, _word(rest[1:])
        if not module:
            return False
    space = sys.modules.get(cls.__module__)
    space = space.__dict__ if space is not None else {}
    if module:
        found = space.get(module)
        if not isinstance(found, types.ModuleType) or found is not sys.modules.get(module_name):
            return False
        space = found.__dict__
    return bool(last) and is_it(space.get(last))


def _is_class_var(annotation):
    typing = sys.modules.get('typing')
    return typing is not None and (annotation is typing.ClassVar or getattr(annotation, '__origin__', None) is typing.ClassVar)


def _is_init_var(annotation):
    return annotation is InitVar or type(annotation) is InitVar


def _kind_of(annotation, cls):
    text = isinstance(annotation, str)
    if _is_class_var(annotation) or text and 'typing' in sys.modules and _mentions(
            annotation, cls, 'typing', 'ClassVar', _is_class_var):
        return _FIELD_CLASSVAR
    if _is_init_var(annotation) or text and _mentions(annotation, cls, 'dataclasses', 'InitVar', _is_init_var):
        return _FIELD_INITVAR
    return _FIELD


def _field_of(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if isinstance(default, types.MemberDescriptorType):
            # One of __slots__ is no default.
            default = MISSING
        f = field(default=default)
    f.name, f.type, f._field_type = name, annotation, _kind_of(annotation, cls)
    if f._field_type is not _FIELD:
        if f.default_factory is not MISSING:
            raise TypeError('field %s cannot have a default factory' % name)
    if f._field_type is _FIELD_CLASSVAR:
        if f.kw_only is not MISSING:
            raise TypeError('field %s is a ClassVar but specifies kw_only' % name)
    elif f.kw_only is MISSING:
        f.kw_only = kw_only
    if f._field_type is _FIELD and getattr(type(f.default), '__hash__', 1) is None:
        raise ValueError('mutable default %s for field %s is not allowed: use default_factory' % (type(f.default), name))
    return f


def _own_fields(cls, kw_only):
    own, seen = [], False
    for name, annotation in cls.__dict__.get('__annotations__', {}).items():
        text = isinstance(annotation, str)
        if annotation is KW_ONLY or text and _mentions(annotation, cls, 'dataclasses', 'KW_ONLY', lambda x: x is KW_ONLY):
            if seen:
                raise TypeError('%r is KW_ONLY, but KW_ONLY has already been specified' % name)
            seen = kw_only = True
        else:
            own.append(_field_of(cls, name, annotation, kw_only))
    return own


# ---- the methods ----

def _globals_of(cls):
    module = sys.modules.get(cls.__module__)
    return module.__dict__ if module is not None else {}


def _function(name, params, lines, names, cls):
    """A function of source text, whose free names are bound to values. The class's module is its globals."""
    body = '\n'.join(['  ' + line for line in lines]) or '  pass'
    source = 'def __create__(%s):\n def %s(%s):\n%s\n return %s' % (
        ', '.join(names), name, params, '\n'.join([' ' + line for line in body.split('\n')]), name)
    space = {}
    exec(source, _globals_of(cls), space)
    function = space['__create__'](**names)
    function.__qualname__ = cls.__qualname__ + '.' + name
    return function


def _init(cls, fields, post_init, frozen, slots):
    """__init__(): assigns, calls factories, and hands InitVars to __post_init__()."""
    positional = [f for f in fields if f.init and not f.kw_only]
    named = [f for f in fields if f.init and f.kw_only]
    had_default = False
    for f in positional:
        if f.default is MISSING and f.default_factory is MISSING:
            if had_default:
                raise TypeError('non-default argument %r follows default argument' % f.name)
        else:
            had_default = True
    me = '__dataclass_self__' if 'self' in [f.name for f in fields] else 'self'
    names = {'__dataclass_HAS_DEFAULT_FACTORY__': _HAS_DEFAULT_FACTORY, '__dataclass_object__': object}
    for f in fields:
        names['__dataclass_type_%s__' % f.name] = f.type
        if f.default is not MISSING:
            names['__dataclass_default_%s__' % f.name] = f.default
        elif f.default_factory is not MISSING:
            names['__dataclass_factory_%s__' % f.name] = f.default_factory

    def parameter(f):
        text = '%s: __dataclass_type_%s__' % (f.name, f.name)
        if f.default is not MISSING:
            return text + '=__dataclass_default_%s__' % f.name
        return text + '=__dataclass_HAS_DEFAULT_FACTORY__' if f.default_factory is not MISSING else text

    def assign(name, value):
        if frozen:
            return '__dataclass_object__.__setattr__(%s, %r, %s)' % (me, name, value)
        return '%s.%s = %s' % (me, name, value)

    lines = []
    for f in fields:
        if f._field_type is _FIELD_INITVAR:
            continue
        if f.default_factory is not MISSING:
            made = '__dataclass_factory_%s__()' % f.name
            if f.init:
                made = '%s if %s is __dataclass_HAS_DEFAULT_FACTORY__ else %s' % (made, f.name, f.name)
            lines.append(assign(f.name, made))
        elif f.init:
            lines.append(assign(f.name, f.name))
        elif slots and f.default is not MISSING:
            lines.append(assign(f.name, '__dataclass_default_%s__' % f.name))
    if post_init:
        given = [f.name for f in fields if f._field_type is _FIELD_INITVAR]
        lines.append('%s.%s(%s)' % (me, _POST_INIT, ', '.join(given)))
    parameters = [me] + [parameter(f) for f in positional]
    if named:
        parameters += ['*'] + [parameter(f) for f in named]
    function = _function('__init__', ', '.join(parameters), lines, names, cls)
    function.__annotations__['return'] = None
    return function


def _repr(cls, names):
    def __repr__(self):
        return _once(self, lambda: '%s(%s)' % (
            self.__class__.__qualname__, ', '.join(['%s=%r' % (n, getattr(self, n)) for n in names])))
    return _named(__repr__, cls)


def _named(function, cls):
    function.__qualname__ = cls.__qualname__ + '.' + function.__name__
    return function


def _tuple_text(me, names):
    return '(%s)' % ''.join(['%s.%s,' % (me, name) for name in names])


def _compare(cls, name, sign, names):
    return _function(name, 'self, other', [
        'if other.__class__ is self.__class__:',
        ' return %s%s%s' % (_tuple_text('self', names), sign, _tuple_text('other', names)),
        'return NotImplemented'], {}, cls)


def _freeze(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError('cannot assign to field %r' % name)
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError('cannot delete field %r' % name)
        super(cls, self).__delattr__(name)

    for function in (__setattr__, __delattr__):
        if not _set_new(cls, function.__name__, _named(function, cls)):
            raise TypeError('Cannot overwrite attribute %s in class %s' % (function.__name__, cls.__name__))


def _set_new(cls, name, value):
    """Sets the attribute unless the class has its own."""
    if name in cls.__dict__:
        return False
    setattr(cls, name, value)
    return True


def _set_hash(cls, unsafe_hash, eq, frozen, fields):
    """What __hash__ becomes (the table of the documentation)."""
    explicit = '__hash__' in cls.__dict__ and not (cls.__dict__['__hash__'] is None and '__eq__' in cls.__dict__)
    if unsafe_hash:
        if explicit:
            raise TypeError('Cannot overwrite attribute __hash__ in class %s' % cls.__name__)
    elif not eq or explicit:
        return
    elif not frozen:
        cls.__hash__ = None
        return
    names = [f.name for f in fields if (f.compare if f.hash is None else f.hash)]
    cls.__hash__ = _function('__hash__', 'self', ['return hash(%s)' % _tuple_text('self', names)], {}, cls)


def _check_bases(cls, frozen):
    """The fields of the bases, in their order; all are frozen, or none."""
    fields, frozen_base, any_base = {}, False, False
    for base in reversed(cls.__mro__[1:]):
        inherited = getattr(base, _FIELDS, None) if _FIELDS in base.__dict__ else None
        if inherited is not None:
            any_base = True
            fields.update(inherited)
            frozen_base = frozen_base or getattr(base, _PARAMS).frozen
    if any_base:
        if frozen_base and not frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if not frozen_base and frozen:
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    return fields


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    params = _DataclassParams(init, repr, eq, order, unsafe_hash, frozen)
    setattr(cls, _PARAMS, params)
    fields = _check_bases(cls, frozen)
    for f in _own_fields(cls, kw_only):
        fields[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Field) and name not in cls.__dict__.get('__annotations__', {}):
            raise TypeError('%r is a field but has no type annotation' % name)
    # __eq__ without __hash__ makes __hash__ None: that is no hash of the class's own.
    own_hash = cls.__dict__.get('__hash__', MISSING)
    setattr(cls, _FIELDS, fields)
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    all_fields = [f for f in fields.values() if f._field_type is not _FIELD_CLASSVAR]
    real = [f for f in fields.values() if f._field_type is _FIELD]
    names = [f.name for f in real]
    if init:
        _set_new(cls, '__init__', _init(cls, all_fields, hasattr(cls, _POST_INIT), frozen, slots))
    if repr:
        _set_new(cls, '__repr__', _repr(cls, [f.name for f in real if f.repr]))
    compared = [f.name for f in real if f.compare]
    explicit_eq = '__eq__' in cls.__dict__
    if eq and not explicit_eq:
        cls.__eq__ = _compare(cls, '__eq__', '==', compared)
    if order:
        for name, sign in (('__lt__', '<'), ('__le__', '<='), ('__gt__', '>'), ('__ge__', '>=')):
            if not _set_new(cls, name, _compare(cls, name, sign, compared)):
                raise TypeError('Cannot overwrite attribute %s in class %s. Consider using functools.total_ordering' % (
                    name, cls.__name__))
    if frozen:
        _freeze(cls, names)
    if own_hash is MISSING and not explicit_eq and '__hash__' in cls.__dict__ and cls.__dict__['__hash__'] is None:
        del cls.__hash__
    _set_hash(cls, unsafe_hash, eq, frozen, real)
    if not getattr(cls, '__doc__'):
        cls.__doc__ = cls.__name__ + _signature(cls)
    if match_args:
        _set_new(cls, '__match_args__', tuple([f.name for f in all_fields if f.init and not f.kw_only]))
    if weakref_slot and not slots:
        raise TypeError('weakref_slot is True but slots is False')
    if slots:
        cls = _with_slots(cls, frozen, weakref_slot)
    if '__abstractmethods__' in cls.__dict__:
        import abc
        abc.update_abstractmethods(cls)
    return cls


def _signature(cls):
    try:
        import inspect
        return str(inspect.signature(cls)).replace(' -> None', '')
    except (ImportError, TypeError, ValueError, AttributeError):
        return ''


def _slots_of(cls):
    slots = cls.__dict__.get('__slots__')
    if slots is None:
        return []
    if isinstance(slots, str):
        return [slots]
    if hasattr(slots, '__next__'):
        raise TypeError('Slots of %r cannot be determined' % cls.__name__)
    return list(slots)


def _with_slots(cls, frozen, weakref_slot):
    """The class anew: __slots__ must be there from the beginning."""
    if '__slots__' in cls.__dict__:
        raise TypeError('%s already specifies __slots__' % cls.__name__)
    body, names = dict(cls.__dict__), [f.name for f in fields(cls)]
    inherited = {name for base in cls.__mro__[1:-1] for name in _slots_of(base)}
    slots = [name for name in names + (['__weakref__'] if weakref_slot else []) if name not in inherited]
    body['__slots__'] = tuple(slots)
    for name in names:
        body.pop(name, None)
    for name in ('__dict__', '__weakref__'):
        body.pop(name, None)
    qualname = cls.__qualname__
    new = type(cls)(cls.__name__, cls.__bases__, body)
    new.__qualname__ = qualname
    if frozen:
        if '__getstate__' not in cls.__dict__:
            new.__getstate__ = _get_state
        if '__setstate__' not in cls.__dict__:
            new.__setstate__ = _set_state
    return new


def _get_state(self):
    return [getattr(self, f.name) for f in fields(self)]


def _set_state(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
    return wrap if cls is None else wrap(cls)


# ---- what programs ask ----

def fields(class_or_instance):
    found = getattr(class_or_instance, _FIELDS, None)
    if found is None:
        raise TypeError('must be called with a dataclass type or instance')
    return tuple([f for f in found.values() if f._field_type is _FIELD])


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) and not isinstance(obj, types.GenericAlias) else type(obj)
    return hasattr(cls, _FIELDS)


def _converted(obj, of_instance):
    """A copy in which dataclasses are replaced, in lists, tuples and dicts too."""
    if _is_instance(obj):
        return of_instance(obj)
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return type(obj)(*[_converted(item, of_instance) for item in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_converted(item, of_instance) for item in obj])
    if isinstance(obj, dict):
        pairs = [(_converted(k, of_instance), _converted(v, of_instance)) for k, v in obj.items()]
        if hasattr(type(obj), 'default_factory'):
            made = type(obj)(obj.default_factory)
            for k, v in pairs:
                made[k] = v
            return made
        return type(obj)(pairs)
    import copy
    return copy.deepcopy(obj)


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')

    def convert(x):
        return dict_factory([(f.name, _converted(getattr(x, f.name), convert)) for f in fields(x)])
    return convert(obj)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')

    def convert(x):
        return tuple_factory([_converted(getattr(x, f.name), convert) for f in fields(x)])
    return convert(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    namespace = {} if namespace is None else dict(namespace)
    annotations, defaults = {}, {}
    import keyword
    for item in fields:
        if isinstance(item, str):
            name, kind = item, 'typing.Any'
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, defaults[name] = item[0], item[1], item[2]
        else:
            raise TypeError('Invalid field: %r' % (item,))
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError('Field names must be valid identifiers: %r' % (name,))
        if keyword.iskeyword(name):
            raise TypeError('Field names must not be keywords: %r' % name)
        if name in annotations:
            raise TypeError('Field name duplicated: %r' % name)
        annotations[name] = kind

    def fill(body):
        body.update(namespace)
        body.update(defaults)
        body['__annotations__'] = annotations
    return dataclass(types.new_class(cls_name, bases, {}, fill), **options)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    for f in getattr(obj, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError('field %s is declared with init=False, it cannot be specified with replace()' % f.name)
        elif f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise ValueError('InitVar %r must be specified with replace()' % f.name)
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)
