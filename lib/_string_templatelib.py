"""string.templatelib: what t-strings are (PEP 750)."""

__all__ = ['Interpolation', 'Template', 'convert']


class _Fixed:
    """Attributes are set once, when the object is made; nothing derives from what derives from this."""
    __slots__ = ()

    def __init_subclass__(cls, **kwargs):
        if cls.__module__ != __name__:
            raise TypeError("type 'string.templatelib.%s' is not an acceptable base type" % cls.__mro__[1].__name__)
        cls.__module__ = 'string.templatelib'

    def __setattr__(self, name, value):
        if hasattr(self, name):
            raise AttributeError('readonly attribute')
        raise AttributeError("'%s' object has no attribute '%s'" % (type(self).__module__ + '.' + type(self).__name__,
                                                                     name))

    def __delattr__(self, name):
        self.__setattr__(name, None)


class Interpolation(_Fixed):
    """A replacement field: its value, and how it was written."""
    __slots__ = ('value', 'expression', 'conversion', 'format_spec')
    __match_args__ = __slots__

    def __new__(cls, value, expression='', conversion=None, format_spec=''):
        for name, text in (('expression', expression), ('format_spec', format_spec)):
            if not isinstance(text, str):
                raise TypeError("Interpolation() argument '%s' must be str, not %s" % (name, type(text).__name__))
        if conversion is not None and not isinstance(conversion, str):
            raise TypeError("Interpolation() argument 'conversion' must be str, not %s" % type(conversion).__name__)
        if conversion not in (None, 'a', 'r', 's'):
            raise ValueError("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'")
        self = object.__new__(cls)
        for name, field in zip(cls.__slots__, (value, expression, conversion, format_spec)):
            object.__setattr__(self, name, field)
        return self

    @classmethod
    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)

    def __repr__(self):
        return 'Interpolation(%r, %r, %r, %r)' % (self.value, self.expression, self.conversion, self.format_spec)

    def __reduce__(self):
        return Interpolation, (self.value, self.expression, self.conversion, self.format_spec)


class Template(_Fixed):
    """What a t-string gives: strings, one more than there are interpolations between them."""
    __slots__ = ('strings', 'interpolations')

    def __new__(cls, *args):
        strings, interpolations = [''], []
        for arg in args:
            if isinstance(arg, str):
                strings[-1] += arg
            elif isinstance(arg, Interpolation):
                interpolations.append(arg)
                strings.append('')
            else:
                raise TypeError("Template.__new__ *args need to be of type 'str' or 'Interpolation', got %s" %
                                type(arg).__name__)
        self = object.__new__(cls)
        object.__setattr__(self, 'strings', tuple(strings))
        object.__setattr__(self, 'interpolations', tuple(interpolations))
        return self

    @property
    def values(self):
        return tuple(i.value for i in self.interpolations)

    def __iter__(self):
        fields = iter(self.interpolations)
        for text in self.strings:
            if text:
                yield text
            yield from _some(fields)

    def __add__(self, other):
        if isinstance(other, Template):
            return Template(*self, *other)
        raise TypeError('can only concatenate string.templatelib.Template (not "%s") to string.templatelib.Template' %
                        type(other).__name__)

    def __repr__(self):
        return 'Template(strings=%r, interpolations=%r)' % (self.strings, self.interpolations)

    def __reduce__(self):
        return Template, tuple(self)


def _some(fields):
    """The next of them, if there is one."""
    for field in fields:
        yield field
        return


def convert(obj, /, conversion):
    """The object as !conversion makes it; itself for None."""
    if conversion is None:
        return obj
    functions = {'s': str, 'r': repr, 'a': ascii}
    if conversion not in functions:
        raise ValueError('invalid conversion specifier: %r' % (conversion,))
    return functions[conversion](obj)


def _make(parts):
    """What the compiler calls for a t-string: texts, and a tuple for each field."""
    return Template(*(Interpolation(*part) if isinstance(part, tuple) else part for part in parts))
