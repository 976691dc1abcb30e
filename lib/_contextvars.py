"""_contextvars: context variables, and the contexts that hold their values."""
from types import GenericAlias

_missing = object()


class Token:
    """What ContextVar.set() returns: it can undo that."""
    MISSING = None  # set below

    def __init_subclass__(cls):
        raise TypeError("type 'Token' is not an acceptable base type")

    def __init__(self, *args):
        raise RuntimeError('Tokens can only be created by ContextVars')

    @property
    def var(self):
        return self._var

    @property
    def old_value(self):
        return self._old

    def __repr__(self):
        return '<Token%s var=%r at %#x>' % (' used' if self._used else '', self._var, id(self))

    __class_getitem__ = classmethod(GenericAlias)
    __hash__ = None


class _Missing:
    def __repr__(self):
        return '<Token.MISSING>'


Token.MISSING = _Missing()


class ContextVar:
    """A variable with a value of its own in each context."""
    __slots__ = ('_name', '_default')

    def __init_subclass__(cls):
        raise TypeError("type '_contextvars.ContextVar' is not an acceptable base type")

    def __init__(self, *args, default=_missing):
        if len(args) != 1:
            raise TypeError('ContextVar() takes exactly 1 positional argument (%d given)' % len(args))
        name, = args
        if not isinstance(name, str):
            raise TypeError('context variable name must be a str')
        self._name = name
        self._default = default

    @property
    def name(self):
        return self._name

    def get(self, default=_missing, /):
        value = _current._values.get(self, _missing)
        if value is not _missing:
            return value
        if default is not _missing:
            return default
        if self._default is not _missing:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        context = _current
        token = object.__new__(Token)
        token._context, token._var, token._used = context, self, False
        token._old = context._values.get(self, Token.MISSING)
        # Contexts share their values until one of them sets something.
        context._values = {**context._values, self: value}
        return token

    def reset(self, token, /):
        if not isinstance(token, Token):
            raise TypeError('expected an instance of Token, got %r' % (token,))
        if token._used:
            raise RuntimeError('%r has already been used once' % (token,))
        if token._var is not self:
            raise ValueError('%r was created by a different ContextVar' % (token,))
        context = _current
        if token._context is not context:
            raise ValueError('%r was created in a different Context' % (token,))
        token._used = True
        values = dict(context._values)
        if token._old is Token.MISSING:
            values.pop(self, None)
        else:
            values[self] = token._old
        context._values = values

    def __repr__(self):
        default = '' if self._default is _missing else ' default=%r' % (self._default,)
        return '<ContextVar name=%r%s at %#x>' % (self._name, default, id(self))

    __class_getitem__ = classmethod(GenericAlias)


class Context:
    """The values of context variables."""
    __slots__ = ('_values', '_outer')

    def __init_subclass__(cls):
        raise TypeError("type '_contextvars.Context' is not an acceptable base type")

    def __init__(self, *args, **kwargs):
        if args or kwargs:
            raise TypeError('Context() does not accept any arguments')
        self._values = {}
        self._outer = None

    def run(self, callable, /, *args, **kwargs):
        """Calls a function; what it sets, it sets here."""
        global _current
        if self._outer is not None:
            raise RuntimeError('cannot enter context: %r is already entered' % (self,))
        self._outer = _current
        _current = self
        try:
            return callable(*args, **kwargs)
        finally:
            _current = self._outer
            self._outer = None

    def copy(self):
        fresh = Context()
        fresh._values = self._values
        return fresh

    @staticmethod
    def _check(var):
        if not isinstance(var, ContextVar):
            raise TypeError('a ContextVar key was expected, got %r' % (var,))

    def __getitem__(self, var):
        self._check(var)
        return self._values[var]

    def __contains__(self, var):
        self._check(var)
        return var in self._values

    def get(self, var, default=None, /):
        self._check(var)
        return self._values.get(var, default)

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()

    def __eq__(self, other):
        return self._values == other._values if isinstance(other, Context) else NotImplemented

    __hash__ = None


_current = Context()
_current._outer = _current  # it is entered for ever


def copy_context():
    """A copy of the current context."""
    return _current.copy()
