"""Names of the built-in types that have none in builtins, and helpers for making classes."""
# Late: *


def _traceback():
    try:
        raise TypeError
    except TypeError as e:
        return e.__traceback__


async def _coroutine():
    pass


def _coroutine_type():
    coroutine = _coroutine()
    coroutine.close()
    return type(coroutine)


async def _async_generator():
    yield


FunctionType = LambdaType = type(lambda: None)
CodeType = type((lambda: None).__code__)
MappingProxyType = type(type.__dict__)
GeneratorType = type(_ for _ in ())
CellType = type((lambda x: lambda: x)(0).__closure__[0])
MethodType = type((lambda: None).__get__(0))
BuiltinFunctionType = BuiltinMethodType = type(len)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__['fromkeys'])
ModuleType = type(__import__('sys'))
GetSetDescriptorType = type(type(lambda: None).__dict__['__code__'])
MemberDescriptorType = type(getattr(type('_', (), {'__slots__': ('slot',)}), 'slot', type(lambda: None).__dict__['__code__']))
EllipsisType = type(...)
NoneType = type(None)
NotImplementedType = type(NotImplemented)
GenericAlias = type(list[int])
TracebackType = type(_traceback())
FrameType = type(_traceback().tb_frame)
CoroutineType = _coroutine_type()
AsyncGeneratorType = type(_async_generator())
UnionType = type(int | str)


class SimpleNamespace:
    """An object whose attributes are given by keywords."""

    def __init__(self, /, **kwargs):
        self.__dict__.update(kwargs)

    def __repr__(self):
        if id(self) in _in_repr:
            return '%s(...)' % _namespace_name(self)
        _in_repr.append(id(self))
        try:
            parts = ['%s=%r' % item for item in self.__dict__.items()]
        finally:
            _in_repr.pop()
        return '%s(%s)' % (_namespace_name(self), ', '.join(parts))

    def __eq__(self, other):
        if issubclass(type(self), SimpleNamespace) and issubclass(type(other), SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None

    def __reduce__(self):
        return type(self), (), self.__dict__


_in_repr = []


def _namespace_name(space):
    cls = type(space)
    return 'namespace' if cls is SimpleNamespace else cls.__name__


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Makes a class as the class statement does; exec_body fills its namespace."""
    resolved = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace['__orig_bases__'] = bases
    return meta(name, resolved, namespace, **kwds)


def resolve_bases(bases):
    found, changed = [], False
    for base in bases:
        if isinstance(base, type) or not hasattr(base, '__mro_entries__'):
            found.append(base)
            continue
        entries = base.__mro_entries__(bases)
        if not isinstance(entries, tuple):
            raise TypeError('__mro_entries__ must return a tuple')
        found.extend(entries)
        changed = True
    return tuple(found) if changed else bases


def prepare_class(name, bases=(), kwds=None):
    """(metaclass, namespace, keywords) for a class statement with these."""
    kwds = dict(kwds or {})
    meta = kwds.pop('metaclass', type(bases[0]) if bases else type)
    if isinstance(meta, type):
        meta = _most_derived(meta, bases)
    namespace = meta.__prepare__(name, bases, **kwds) if hasattr(meta, '__prepare__') else {}
    return meta, namespace, kwds


def _most_derived(meta, bases):
    for base in bases:
        kind = type(base)
        if issubclass(meta, kind):
            continue
        if not issubclass(kind, meta):
            raise TypeError('metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of '
                            'the metaclasses of all its bases')
        meta = kind
    return meta


class DynamicClassAttribute:
    """A property of instances; on the class the name is looked up with the metaclass's __getattr__."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.__doc__ = doc or getattr(fget, '__doc__', None)
        self.overwrite_doc = doc is None
        self.__isabstractmethod__ = bool(getattr(fget, '__isabstractmethod__', False))

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.__isabstractmethod__:
                return self
            raise AttributeError()
        if self.fget is None:
            raise AttributeError('unreadable attribute')
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def getter(self, fget):
        doc = fget.__doc__ if self.overwrite_doc else None
        made = type(self)(fget, self.fset, self.fdel, doc or self.__doc__)
        made.overwrite_doc = self.overwrite_doc
        return made

    def setter(self, fset):
        made = type(self)(self.fget, fset, self.fdel, self.__doc__)
        made.overwrite_doc = self.overwrite_doc
        return made

    def deleter(self, fdel):
        made = type(self)(self.fget, self.fset, fdel, self.__doc__)
        made.overwrite_doc = self.overwrite_doc
        return made


class _GeneratorWrapper:
    """What types.coroutine makes of a call whose result is a generator."""

    def __init__(self, generator):
        self._wrapped = generator
        self.__name__ = getattr(generator, '__name__', None)
        self.__qualname__ = getattr(generator, '__qualname__', None)

    def send(self, value):
        return self._wrapped.send(value)

    def throw(self, *args):
        return self._wrapped.throw(*args)

    def close(self):
        return self._wrapped.close()

    def __next__(self):
        return next(self._wrapped)

    def __iter__(self):
        return self._wrapped

    __await__ = __iter__

    def __getattr__(self, name):
        if name[:3] in ('gi_', 'cr_'):
            return getattr(self._wrapped, 'gi_' + name[3:])
        raise AttributeError(name)


def coroutine(func):
    """Makes the generators that func returns awaitable."""
    if not callable(func):
        raise TypeError('types.coroutine() expects a callable')

    def wrapped(*args, **kwargs):
        result = func(*args, **kwargs)
        return _GeneratorWrapper(result) if isinstance(result, GeneratorType) else result
    for name in ('__name__', '__qualname__', '__doc__', '__module__'):
        try:
            setattr(wrapped, name, getattr(func, name))
        except AttributeError:
            pass
    wrapped.__wrapped__ = func
    return wrapped


def __getattr__(name):
    if name != '__all__':
        raise AttributeError("module 'types' has no attribute %r" % name)
    return [name for name in globals() if name[:1] != '_']
