"""Names for values: Enum, flags, and those that are ints or strs besides."""
# Late: *
import sys
from builtins import property as _Property
from types import DynamicClassAttribute, MappingProxyType

__all__ = ['EnumType', 'EnumMeta', 'Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag', 'ReprEnum', 'auto', 'unique',
           'property', 'verify', 'member', 'nonmember', 'FlagBoundary', 'STRICT', 'CONFORM', 'EJECT', 'KEEP',
           'global_flag_repr', 'global_enum_repr', 'global_str', 'global_enum', 'EnumCheck', 'CONTINUOUS', 'NAMED_FLAGS',
           'UNIQUE', 'pickle_by_global_name', 'pickle_by_enum_name']
# By name, once they are made: the classes that the metaclass asks for.
_made = {}


class nonmember:
    """Keeps a value in the body of an enumeration from becoming a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Makes a member of what would be none: a function, a class."""

    def __init__(self, value):
        self.value = value


class auto:
    """Takes the next value."""

    def __init__(self, value=None):
        self.value = _undetermined if value is None else value

    def __repr__(self):
        return 'auto(%r)' % self.value


_undetermined = object()


def _is_descriptor(obj):
    return hasattr(obj, '__get__') or hasattr(obj, '__set__') or hasattr(obj, '__delete__')


def _deprecate(text, level=4):
    import warnings
    warnings.warn(text, DeprecationWarning, level)


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == '__' and name[2] != '_' and name[-3] != '_'


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == '_' and name[1] != '_' and name[-2] != '_'


def _is_private(cls_name, name):
    start = '_%s__' % cls_name
    return len(name) > len(start) and name.startswith(start) and (name[-1] != '_' or name[-2] != '_')


def _is_single_bit(n):
    return n != 0 and n & n - 1 == 0


def _iter_bits_lsb(n):
    """The single bits of n, the lowest first."""
    if isinstance(n, Enum):
        n = n.value
    if n < 0:
        raise ValueError('%r is not a positive integer' % n)
    while n:
        bit = n & -n
        yield bit
        n ^= bit


def _bin(num, max_bits=None):
    """Like the function of that name, with a sign bit in front: 0b0 1010."""
    ceiling = 2 ** num.bit_length()
    digits = format(num if num >= 0 else ~num ^ ceiling - 1, '0%db' % num.bit_length() if num else 'b')
    if num < 0:
        digits = digits[-num.bit_length():] if num != -1 else ''
    sign = '0b1' if num < 0 else '0b0'
    if max_bits is not None and len(digits) < max_bits:
        digits = ('1' if num < 0 else '0') * (max_bits - len(digits)) + digits
    return sign + ' ' + digits


bin = _bin


class _Attribute(DynamicClassAttribute):
    """An attribute of members; asked of the class, the name is a member's."""
    member = None

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.member is not None:
                return self.member
            found = ownerclass._member_map_.get(self.name)
            if found is None:
                raise AttributeError('%r has no attribute %r' % (ownerclass, self.name))
            return found
        if self.fget is not None:
            return self.fget(instance)
        if self.name in instance.__dict__:
            return instance.__dict__[self.name]
        if self.member is not None:
            return self.member
        found = type(instance)._member_map_.get(self.name)
        if found is None:
            raise AttributeError('%r has no attribute %r' % (type(instance), self.name))
        return found

    def __set__(self, instance, value):
        if self.fset is not None:
            return self.fset(instance, value)
        raise AttributeError('<enum %r> cannot set attribute %r' % (self.clsname, self.name))

    def __delete__(self, instance):
        if self.fdel is not None:
            return self.fdel(instance)
        raise AttributeError('<enum %r> cannot delete attribute %r' % (self.clsname, self.name))

    def __set_name__(self, ownerclass, name):
        self.name, self.clsname = name, ownerclass.__name__


_Attribute.__name__ = _Attribute.__qualname__ = 'property'
property = _Attribute


_SUNDER = ('_order_', '_generate_next_value_', '_numeric_repr_', '_missing_', '_ignore_', '_iter_member_',
           '_iter_member_by_value_', '_iter_member_by_def_')


class _EnumDict(dict):
    """The body of an enumeration: knows which names are members, and gives auto() its values."""

    def __init__(self):
        super().__init__()
        self._member_names, self._last_values, self._ignore, self._auto_called = {}, [], [], False
        self._cls_name = None

    def __setitem__(self, key, value):
        if self._cls_name is not None and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            value = self._special(key, value)
            key = '_order_' if key == '__order__' else key
        elif _is_dunder(key):
            if key == '__order__':
                key = '_order_'
        elif key in self._member_names:
            raise TypeError('%r already defined as %r' % (key, self[key]))
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif not isinstance(value, member) and _is_descriptor(value):
            pass
        else:
            if key in self:
                raise TypeError('%r already defined as %r' % (key, self[key]))
            if isinstance(value, type):
                _deprecate('In 3.13 classes created inside an enum will not become a member.  Use the `member` decorator to '
                           'keep the current behavior.')
            value = self._numbered(key, value.value if isinstance(value, member) else value)
            self._member_names[key] = None
        super().__setitem__(key, value)

    def _special(self, key, value):
        if key not in _SUNDER:
            raise ValueError('_sunder_ names, such as %r, are reserved for future Enum use' % (key,))
        if key == '_generate_next_value_':
            if self._auto_called:
                raise TypeError('_generate_next_value_ must be defined before members')
            self._generate_next_value = value.__func__ if isinstance(value, staticmethod) else value
        elif key == '_ignore_':
            value = value.replace(',', ' ').split() if isinstance(value, str) else list(value)
            self._ignore = value
            already = set(value) & set(self._member_names)
            if already:
                raise ValueError('_ignore_ cannot specify already set names: %r' % (already,))
        return value

    def _numbered(self, key, value):
        """The value with auto() in it, also in a tuple, replaced."""
        parts, single = (list(value), False) if isinstance(value, tuple) else ([value], True)
        given = []
        for i, part in enumerate(parts):
            if isinstance(part, auto):
                if part.value is _undetermined:
                    part.value = self._generate_next_value(key, 1, len(self._member_names), self._last_values + given)
                    self._auto_called = True
                parts[i] = part.value
                given.append(part.value)
        # The next auto() sees each of those in a tuple.
        self._last_values += given or [value]
        if not given:
            return value
        if single:
            return parts[0]
        return type(value)(parts) if type(value) is tuple else type(value)(*parts)

    def update(self, members, **more_members):
        for name in members.keys() if hasattr(members, 'keys') else ():
            self[name] = members[name]
        for name, value in () if hasattr(members, 'keys') else members:
            self[name] = value
        for name, value in more_members.items():
            self[name] = value


def _is_flag(cls):
    flag = _made.get('Flag')
    return flag is not None and issubclass(cls, flag)


class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        body = _EnumDict()
        body._cls_name = cls
        _, first = metacls._get_mixins_(cls, bases)
        if first is not None:
            body['_generate_next_value_'] = getattr(first, '_generate_next_value_', None)
        return body

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if _simple:
            return super().__new__(metacls, cls, bases, classdict, **kwds)
        classdict.setdefault('_ignore_', []).append('_ignore_')
        for name in classdict['_ignore_']:
            classdict.pop(name, None)
        names = classdict._member_names
        bad = set(names) & {'mro', ''}
        if bad:
            raise ValueError('invalid enum member name(s) ' + ','.join(map(repr, bad)))
        order = dict.pop(classdict, '_order_', None)
        data_type, first = metacls._get_mixins_(cls, bases)
        new, save_new, use_args = metacls._find_new_(classdict, data_type, first)
        values = [(name, dict.pop(classdict, name)) for name in names]
        if _made.get('ReprEnum') in bases:
            if data_type is object:
                raise TypeError('ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)')
            own = data_type.__str__
            dict.setdefault(classdict, '__format__', data_type.__format__)
            dict.setdefault(classdict, '__str__', data_type.__repr__ if own is object.__str__ else own)
        body = dict(classdict)
        body.update(_new_member_=new, _use_args_=use_args, _member_names_=[], _member_map_={}, _value2member_map_={},
                    _unhashable_values_=[], _member_type_=data_type, _generate_next_value_=staticmethod(
                        _function(classdict.get('_generate_next_value_'))),
                    _value_repr_=metacls._find_data_repr_(cls, bases), _boundary_=boundary or getattr(
                        first, '_boundary_', None), _flag_mask_=0, _singles_mask_=0, _all_bits_=0, _inverted_=None)
        try:
            # What __set_name__ and __init_subclass__ do sees a class without members, and then is told again of none.
            enum_class = super().__new__(metacls, cls, bases, body, **kwds)
        except RuntimeError as e:
            if e.__cause__ is not None:
                raise e.__cause__
            raise
        for name, value in values:
            enum_class._add_(name, value, new, use_args, data_type)
        enum_class._finish_(body, save_new, data_type, first, order)
        if cls in ('Enum', 'ReprEnum', 'Flag') and body.get('__module__') == __name__:
            _made[cls] = enum_class
        return enum_class

    def __init__(cls, *args, **kwds):
        pass

    def _add_(cls, name, value, new, use_args, data_type):
        """Makes a member, or another name of one."""
        args = value if isinstance(value, tuple) else (value,)
        if data_type is tuple:
            args = (args,)
        obj = new(cls, *args) if use_args else new(cls)
        if not hasattr(obj, '_value_'):
            if data_type is object:
                obj._value_ = value
            else:
                try:
                    obj._value_ = data_type(*args)
                except Exception as e:
                    raise TypeError('_value_ not set in __new__, unable to create it') from e
        value = obj._value_
        obj._name_, obj.__objclass__, obj._sort_order_ = name, cls, len(cls._member_names_)
        obj.__init__(*args)
        if _is_flag(cls):
            cls._count_bits_(value)
        other = cls._member_named_like_(value)
        if other is None:
            if not _is_flag(cls):
                cls._member_names_.append(name)
            elif isinstance(value, int) and _is_single_bit(value):
                cls._member_names_.append(name)
        else:
            obj = other
        cls._publish_(name, obj)
        cls._member_map_[name] = obj
        try:
            cls._value2member_map_.setdefault(value, obj)
        except TypeError:
            cls._unhashable_values_.append(value)

    def _count_bits_(cls, value):
        if isinstance(value, int):
            cls._flag_mask_ |= value
            if _is_single_bit(value):
                cls._singles_mask_ |= value
            cls._all_bits_ = 2 ** cls._flag_mask_.bit_length() - 1

    def _member_named_like_(cls, value):
        """The member of the same value."""
        try:
            return cls._value2member_map_.get(value)
        except TypeError:
            return next((m for m in cls._member_map_.values() if m._value_ == value), None)

    def _publish_(cls, name, obj):
        """Makes the member an attribute; if a base has a property of the name, through one that knows both."""
        found = None
        for base in cls.__mro__[1:]:
            attribute = base.__dict__.get(name)
            if attribute is not None:
                if isinstance(attribute, (_Attribute, DynamicClassAttribute)):
                    found = attribute
                    break
                if _is_descriptor(attribute) and found is None:
                    found = attribute
        if found is None:
            type.__setattr__(cls, name, obj)
            return
        redirect = _Attribute()
        redirect.member = obj
        redirect.__set_name__(cls, name)
        redirect.fget = getattr(found, 'fget', None)
        redirect.fset, redirect.fdel = getattr(found, 'fset', None), getattr(found, 'fdel', None)
        type.__setattr__(cls, name, redirect)

    def _finish_(cls, body, save_new, data_type, first, order):
        """Methods of the data type that an enumeration has its own way of, flags' operators, the order."""
        enum = _made.get('Enum')
        for name in ('__repr__', '__str__', '__format__', '__reduce_ex__'):
            if name in body:
                continue
            own = getattr(cls, name)
            if own in (getattr(data_type, name, None), getattr(object, name, None)) and enum is not None:
                if own is not getattr(enum, name):
                    type.__setattr__(cls, name, getattr(enum if first is None else first, name, getattr(enum, name)))
        pickled = ('__getnewargs_ex__', '__getnewargs__', '__reduce_ex__', '__reduce__')
        if data_type is not object and '__reduce_ex__' not in body and not any(
                [name in data_type.__dict__ for name in pickled]):
            type.__setattr__(cls, '__reduce_ex__', pickle_by_enum_name)
        if _is_flag(cls):
            for name in ('__or__', '__and__', '__xor__', '__ror__', '__rand__', '__rxor__', '__invert__'):
                if name not in body and getattr(cls, name) is not getattr(Flag, name):
                    type.__setattr__(cls, name, getattr(Flag, name))
        if enum is not None:
            if save_new:
                cls.__new_member__ = body['__new__']
            cls.__new__ = enum.__new__
        if _is_flag(cls):
            cls._iter_member_ = cls._iter_member_by_value_
            members = [m._value_ for m in cls]
            if sorted(members) != members:
                cls._iter_member_ = cls._iter_member_by_def_
            if any([isinstance(v, int) and v < 0 for v in cls._value2member_map_]):
                cls._renumber_()
        if order is not None:
            order = order.replace(',', ' ').split() if isinstance(order, str) else list(order)
            wanted = [name for name in order if name not in cls._member_map_ or name in cls._member_names_]
            if _is_flag(cls):
                wanted = [name for name in wanted if name in cls._member_names_]
            if wanted != cls._member_names_:
                raise TypeError('member order does not match _order_:\n  %r\n  %r' % (cls._member_names_, wanted))

    def _renumber_(cls):
        """Negative values of flags mean all other bits."""
        for name, m in cls._member_map_.items():
            if isinstance(m._value_, int) and m._value_ < 0:
                value = cls._all_bits_ & m._value_ if cls._boundary_ is not KEEP else m._value_
                if value >= 0:
                    m._value_ = value
                    cls._value2member_map_.setdefault(value, m)

    # ---- what an enumeration can be asked ----

    def __bool__(cls):
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        """A member by its value; with names a new enumeration."""
        if names is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start, boundary=boundary)

    def __contains__(cls, member):
        if not isinstance(member, Enum):
            _deprecate('in 3.12 __contains__ will no longer raise TypeError, but will return True or\nFalse depending on '
                       'whether the value is a member or the value of a member', 3)
            raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'" % (
                type(member).__qualname__, cls.__class__.__qualname__))
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get('_member_map_', {}):
            raise AttributeError('%r cannot delete member %r.' % (cls.__name__, attr))
        super().__delattr__(attr)

    def __dir__(cls):
        names = {'__class__', '__contains__', '__doc__', '__getitem__', '__iter__', '__len__', '__members__', '__module__',
                 '__name__', '__qualname__'} | set(cls._member_names_)
        if cls._new_member_ is not object.__new__:
            names.add('__new__')
        if cls.__init_subclass__ is not object.__init_subclass__:
            names.add('__init_subclass__')
        return sorted(names if cls._member_type_ is object else set(dir(cls._member_type_)) | names)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    @_Property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        return '<%s %r>' % ('flag' if _is_flag(cls) else 'enum', cls.__name__)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError('cannot reassign member %r' % (name,))
        super().__setattr__(name, value)

    # ---- enumerations made by calls ----

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        body = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            given, names, last = names, [], []
            for i, name in enumerate(given):
                value = cls._generate_next_value_(name, start, i, last[:])
                last.append(value)
                names.append((name, value))
        for item in names or ():
            name, value = (item, names[item]) if isinstance(item, str) else item
            body[name] = value
        if module is None:
            try:
                module = sys._getframe(2).f_globals['__name__']
            except (AttributeError, KeyError, ValueError):
                pass
        if module is not None:
            body['__module__'] = module
        if qualname is not None:
            body['__qualname__'] = qualname
        return metacls.__new__(metacls, class_name, bases, body, boundary=boundary)

    def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
        """An enumeration of a module's constants, which become its members."""
        space = sys.modules[module].__dict__
        source = space if source is None else source.__dict__
        members = [(key, value) for key, value in source.items() if filter(key)]
        try:
            members.sort(key=lambda item: (item[1], item[0]))
        except TypeError:
            members.sort(key=lambda item: item[0])
        body = {key: value for key, value in members}
        made = cls(name, body, module=module, boundary=boundary or KEEP)
        if as_global:
            global_enum(made)
        else:
            sys.modules[made.__module__].__dict__.update(made.__members__)
        space[name] = made
        return made

    # ---- what an enumeration is made of ----

    @classmethod
    def _check_for_existing_members_(metacls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError('<enum %r> cannot extend %r' % (class_name, base))

    @classmethod
    def _get_mixins_(metacls, class_name, bases):
        """(the type of the values, the enumeration it is derived from)."""
        if not bases:
            return object, _made.get('Enum')
        first = bases[-1]
        if not isinstance(first, EnumType):
            raise TypeError('new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`')
        data_type = metacls._find_data_type_(class_name, bases) or object
        return data_type, first

    @classmethod
    def _find_data_repr_(metacls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    return base._value_repr_
                if '__repr__' in base.__dict__:
                    return base.__dict__['__repr__']
        return None

    @classmethod
    def _find_data_type_(metacls, class_name, bases):
        found = []
        own = [base for base in bases if isinstance(base, EnumType)]
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        if base._member_type_ not in found:
                            found.append(base._member_type_)
                        break
                elif '__new__' in base.__dict__ or '__init__' in base.__dict__ or (
                        '__dataclass_fields__' in base.__dict__):
                    kind = candidate or base
                    if kind not in found:
                        found.append(kind)
                    break
                else:
                    candidate = candidate or base
        if len(found) > 1:
            raise TypeError('too many data types for %r: %r' % (class_name, set(found)))
        return found[0] if found else None

    @classmethod
    def _find_new_(metacls, classdict, data_type, first):
        """(the function that makes members, whether to keep it as __new_member__, whether it takes the values)."""
        new, enum = classdict.get('__new__'), _made.get('Enum')
        save = first is not None and new is not None
        if new is None:
            plain = None, None.__new__, object.__new__, getattr(enum, '__new__', None)
            new = object.__new__
            for name in ('__new_member__', '__new__'):
                found = next((getattr(c, name) for c in (data_type, first)
                              if getattr(c, name, None) not in plain), None)
                if found is not None:
                    new = found
                    break
        else:
            new = _function(new)
        return new, save, not (first is None or new in (object.__new__, getattr(enum, '__new__', None)))


def _function(f):
    return f.__func__ if isinstance(f, staticmethod) else f


EnumMeta = EnumType


class Enum(metaclass=EnumType):
    """What enumerations are derived from."""

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for member in cls._member_map_.values():
                if member._value_ == value:
                    return member
        exc = result = None
        try:
            result = cls._missing_(value)
        except Exception as e:
            exc = e
        try:
            if isinstance(result, cls):
                return result
            if _is_flag(cls) and cls._boundary_ is EJECT and isinstance(result, int):
                return result
            invalid = ValueError('%r is not a valid %s' % (value, cls.__qualname__))
            if result is None and exc is None:
                raise invalid
            if exc is None:
                exc = TypeError('error in %s._missing_: returned %r instead of None or a valid member' % (
                    cls.__name__, result))
            if not isinstance(exc, ValueError):
                exc.__context__ = invalid
            raise exc
        finally:
            # No cycle through the traceback.
            exc = invalid = None

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            last = sorted(last_values)[-1]
            return last + 1
        except TypeError:
            import warnings
            warnings.warn('In 3.13 the default `auto()`/`_generate_next_value_` will require all values to be sortable and '
                          'support adding +1\nand the value returned will be the largest value in the enum incremented by 1',
                          DeprecationWarning, 3)
            for value in reversed(last_values):
                try:
                    return value + 1
                except TypeError:
                    pass
            return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        return '<%s.%s: %s>' % (self.__class__.__name__, self._name_, (self.__class__._value_repr_ or repr)(self._value_))

    def __str__(self):
        return '%s.%s' % (self.__class__.__name__, self._name_)

    def __dir__(self):
        names = set()
        if self.__class__._member_type_ is not object:
            names = set(object.__dir__(self))
        for name in getattr(self, '__dict__', ()):
            if name[0] != '_':
                names.add(name)
        for cls in self.__class__.mro():
            for name, attribute in cls.__dict__.items():
                if name[0] == '_':
                    continue
                if isinstance(attribute, _Attribute):
                    if attribute.fget is not None or name not in self._member_map_:
                        names.add(name)
                    else:
                        names.discard(name)
                else:
                    names.add(name)
        return sorted({'__class__', '__doc__', '__eq__', '__hash__', '__module__'} | names)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @_Attribute
    def name(self):
        """The name of the member."""
        return self._name_

    @_Attribute
    def value(self):
        """The value of the member."""
        return self._value_


class ReprEnum(Enum):
    """Only repr() is the enumeration's own; str() and format() are the data type's."""


class IntEnum(int, ReprEnum):
    """Members are ints."""
    __str__, __format__ = int.__repr__, int.__format__


class StrEnum(str, ReprEnum):
    """Members are strs; auto() is the name in lower case."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError('too many arguments for str(): %r' % (values,))
        for i, what in enumerate(('', 'encoding', 'errors')[:len(values)]):
            if not isinstance(values[i], str):
                text = '%s must be a string, not %r' % (what, values[i]) if i else '%r is not a string' % (values[0],)
                if i or len(values) == 1:
                    raise TypeError(text)
        value = str(*values)
        obj = str.__new__(cls, value)
        obj._value_ = value
        return obj

    __str__, __format__ = str.__str__, str.__format__

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


def pickle_by_global_name(self, proto):
    return self.name


def pickle_by_enum_name(self, proto):
    return getattr, (self.__class__, self._name_)


class FlagBoundary(StrEnum):
    """What becomes of bits that no flag has: an error, nothing, an int, or they are kept."""
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=CONFORM):
    """Members that can be combined with the operators of bits."""

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            return 2 ** last.bit_length()
        except Exception:
            raise TypeError('invalid flag value %r' % last) from None

    @classmethod
    def _iter_member_by_value_(cls, value):
        for bit in _iter_bits_lsb(value & cls._flag_mask_):
            found = cls._value2member_map_.get(bit)
            if found is not None:
                yield found

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        yield from sorted(cls._iter_member_by_value_(value), key=lambda m: m._sort_order_)

    @classmethod
    def _missing_(cls, value):
        """A combination of flags, as an object that is made once."""
        if not isinstance(value, int):
            raise ValueError('%r is not a valid %s' % (value, cls.__qualname__))
        mask, bits = cls._flag_mask_, cls._all_bits_
        given = None
        if not ~bits <= value <= bits or value & (bits ^ mask):
            if cls._boundary_ is STRICT:
                most = max(value.bit_length(), mask.bit_length())
                raise ValueError('%r invalid value %r\n    given %s\n  allowed %s' % (
                    cls, value, _bin(value, most), _bin(mask, most)))
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
            elif cls._boundary_ is KEEP:
                if value < 0:
                    value = max(bits + 1, 2 ** value.bit_length()) + value
            else:
                raise ValueError('%r unknown flag boundary %r' % (cls, cls._boundary_))
        if value < 0:
            given = value
            value = bits + 1 + value
        unknown, named = value & ~mask, value & cls._singles_mask_
        obj = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
        if not hasattr(obj, '_value_'):
            obj._value_ = value
        found = [m for m in cls._iter_member_(value)]
        unnamed = value & mask & ~named
        for m in cls._value2member_map_.values():
            if unnamed and m not in found and m._value_ and m._value_ & value == m._value_ and m._value_ & unnamed:
                found.append(m)
                unnamed &= ~m._value_
        if unknown and cls._boundary_ is not KEEP:
            raise ValueError('%s(%r) --> unknown values %r [%s]' % (cls.__name__, value, unknown, _bin(unknown)))
        if found:
            obj._name_ = '|'.join([m._name_ for m in found])
            if unknown:
                obj._name_ += '|%s' % cls._numeric_repr_(unknown)
        else:
            obj._name_ = None
        known = cls._value2member_map_.setdefault(value, obj)
        if given is not None:
            cls._value2member_map_[given] = known
        return known

    _numeric_repr_ = repr

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r" % (
                type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count() if hasattr(self._value_, 'bit_count') else format(self._value_, 'b').count('1')

    def __repr__(self):
        cls = self.__class__
        value = cls._value_repr_ or repr
        if self._name_ is None:
            return '<%s: %s>' % (cls.__name__, value(self._value_))
        return '<%s.%s: %s>' % (cls.__name__, self._name_, value(self._value_))

    def __str__(self):
        if self._name_ is None:
            return '%s(%r)' % (self.__class__.__name__, self._value_)
        return '%s.%s' % (self.__class__.__name__, self._name_)

    def __bool__(self):
        return bool(self._value_)

    def _operand(self, other):
        """The bits of the other operand, None when it is no flag of this kind."""
        if isinstance(other, self.__class__):
            return other._value_
        data = self._member_type_
        return other if data is not object and isinstance(other, data) else None

    def __or__(self, other):
        bits = self._operand(other)
        return NotImplemented if bits is None else self.__class__(self._value_ | bits)

    def __and__(self, other):
        bits = self._operand(other)
        return NotImplemented if bits is None else self.__class__(self._value_ & bits)

    def __xor__(self, other):
        bits = self._operand(other)
        return NotImplemented if bits is None else self.__class__(self._value_ ^ bits)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        if self._inverted_ is None:
            if self._boundary_ in (EJECT, KEEP):
                self._inverted_ = self.__class__(~self._value_)
            else:
                self._inverted_ = self.__class__(self._singles_mask_ & ~self._value_)
        return self._inverted_


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags that are ints."""
    __str__, __format__ = int.__repr__, int.__format__


# ---- checks, and enumerations as names of a module ----

def unique(enumeration):
    """Refuses two names for one value."""
    twice = [(name, m.name) for name, m in enumeration.__members__.items() if name != m.name]
    if twice:
        raise ValueError('duplicate values found in %r: %s' % (
            enumeration, ', '.join(['%s -> %s' % pair for pair in twice])))
    return enumeration


class EnumCheck(StrEnum):
    CONTINUOUS = 'no skipped integer values'
    NAMED_FLAGS = 'multi-flag aliases may not contain unnamed flags'
    UNIQUE = 'one name per value'


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """A decorator that checks an enumeration."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                twice = [(name, m.name) for name, m in enumeration.__members__.items() if name != m.name]
                if twice:
                    raise ValueError('aliases found in %r: %s' % (
                        enumeration, ', '.join(['%s -> %s' % pair for pair in twice])))
            elif check is CONTINUOUS:
                self._continuous(enumeration)
            elif check is NAMED_FLAGS:
                self._named(enumeration)
        return enumeration

    def _continuous(self, enumeration):
        values = set([m.value for m in enumeration])
        if len(values) < 2:
            return
        low, high = min(values), max(values)
        if issubclass(enumeration, Flag):
            wanted = [1 << i for i in range(low.bit_length(), high.bit_length() - 1)]
        elif issubclass(enumeration, IntEnum) or all([isinstance(v, int) for v in values]):
            wanted = range(low + 1, high)
        else:
            raise Exception('verify: unknown type %r' % enumeration)
        missing = [value for value in wanted if value not in values]
        if missing:
            raise ValueError(('invalid %s %r: missing values %s' % (
                'flag' if issubclass(enumeration, Flag) else 'enum', enumeration.__name__,
                ', '.join(map(str, missing))))[:256])

    def _named(self, enumeration):
        """Aliases of several flags may not have bits that no flag is named for."""
        names, bits, missing = [], 0, 0
        known = [m._value_ for m in enumeration]
        for name, alias in enumeration._member_map_.items():
            if name in enumeration._member_names_ or alias.value < 0:
                continue
            lost = [bit for bit in _iter_bits_lsb(alias.value) if bit not in known]
            if lost:
                names.append(name)
                for bit in lost:
                    missing |= bit
        if names:
            one = len(names) == 1
            text = 'alias %s is missing' % names[0] if one else 'aliases %s and %s are missing' % (
                ', '.join(names[:-1]), names[-1])
            value = 'value 0x%x' % missing if _is_single_bit(missing) else 'combined values of 0x%x' % missing
            raise ValueError('invalid Flag %r: %s %s [use enum.show_flag_values(value) for details]' % (
                enumeration.__name__, text, value))


def show_flag_values(value):
    return list(_iter_bits_lsb(value))


def _module_of(self):
    return self.__class__.__module__.split('.')[-1]


def global_enum_repr(self):
    """MODULE.NAME"""
    return '%s.%s' % (_module_of(self), self._name_)


def global_flag_repr(self):
    module, cls = _module_of(self), self.__class__.__name__
    if self._name_ is None:
        return '%s.%s(%r)' % (module, cls, self._value_)
    if _is_single_bit(self._value_):
        return '%s.%s' % (module, self._name_)
    if self._boundary_ is not KEEP:
        return '|'.join(['%s.%s' % (module, name) for name in self._name_.split('|')])
    parts = [name if name[0].isdigit() else '%s.%s' % (module, name) for name in self._name_.split('|')]
    return '|'.join(parts)


def global_str(self):
    if self._name_ is None:
        return '%s(%r)' % (self.__class__.__name__, self._value_)
    return self._name_


def global_enum(cls, update_str=False):
    """A decorator: the members are names of the module, and shown as such."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """A decorator that makes an enumeration of a class."""
    def make(cls):
        body = etype.__class__.__prepare__(cls.__name__, (etype,))
        for name, value in cls.__dict__.items():
            if name not in ('__dict__', '__weakref__'):
                body[name] = value
        return etype.__class__(cls.__name__, (etype,), body, boundary=boundary)
    return make
