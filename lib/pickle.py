"""pickle: objects as bytes and back, protocols 0 to 5.

What is read runs a small stack machine that calls what the bytes name: data of strangers must not be unpickled. Broken
data raises UnpicklingError, EOFError or what the called functions raise.
"""
import copyreg
import io
import sys
from copyreg import _extension_cache, _extension_registry, _inverted_registry
from struct import pack, unpack

__all__ = ['PickleError', 'PicklingError', 'UnpicklingError', 'Pickler', 'Unpickler', 'dump', 'dumps', 'load', 'loads',
           'PickleBuffer']
bytes_types = (bytes, bytearray)
format_version = '4.0'
compatible_formats = ['1.0', '1.1', '1.2', '1.3', '2.0', '3.0', '4.0', '5.0']
HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4
TRUE = b'I01\n'
FALSE = b'I00\n'

# The instructions, by name.
_CODES = {
    'MARK': 40, 'STOP': 46, 'POP': 48, 'POP_MARK': 49, 'DUP': 50, 'FLOAT': 70, 'INT': 73, 'BININT': 74, 'BININT1': 75,
    'LONG': 76, 'BININT2': 77, 'NONE': 78, 'PERSID': 80, 'BINPERSID': 81, 'REDUCE': 82, 'STRING': 83, 'BINSTRING': 84,
    'SHORT_BINSTRING': 85, 'UNICODE': 86, 'BINUNICODE': 88, 'APPEND': 97, 'BUILD': 98, 'GLOBAL': 99, 'DICT': 100,
    'EMPTY_DICT': 125, 'APPENDS': 101, 'GET': 103, 'BINGET': 104, 'INST': 105, 'LONG_BINGET': 106, 'LIST': 108,
    'EMPTY_LIST': 93, 'OBJ': 111, 'PUT': 112, 'BINPUT': 113, 'LONG_BINPUT': 114, 'SETITEM': 115, 'TUPLE': 116,
    'EMPTY_TUPLE': 41, 'SETITEMS': 117, 'BINFLOAT': 71, 'PROTO': 128, 'NEWOBJ': 129, 'EXT1': 130, 'EXT2': 131,
    'EXT4': 132, 'TUPLE1': 133, 'TUPLE2': 134, 'TUPLE3': 135, 'NEWTRUE': 136, 'NEWFALSE': 137, 'LONG1': 138,
    'LONG4': 139, 'BINBYTES': 66, 'SHORT_BINBYTES': 67, 'SHORT_BINUNICODE': 140, 'BINUNICODE8': 141, 'BINBYTES8': 142,
    'EMPTY_SET': 143, 'ADDITEMS': 144, 'FROZENSET': 145, 'NEWOBJ_EX': 146, 'STACK_GLOBAL': 147, 'MEMOIZE': 148,
    'FRAME': 149, 'BYTEARRAY8': 150, 'NEXT_BUFFER': 151, 'READONLY_BUFFER': 152}
for _name, _code in _CODES.items():
    globals()[_name] = bytes([_code])
__all__ += list(_CODES) + ['TRUE', 'FALSE', 'HIGHEST_PROTOCOL', 'DEFAULT_PROTOCOL']

_BATCH = 1000
_FRAME = 64 * 1024
_PIECE = 1 << 20
_unset = object()


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


class PickleBuffer:
    """Bytes that a pickle may leave to be carried by other means."""
    __slots__ = ('_view', '__weakref__')

    def __init__(self, obj):
        self._view = memoryview(obj._get() if isinstance(obj, PickleBuffer) else obj)

    def _get(self):
        if self._view is None:
            raise ValueError('operation forbidden on released PickleBuffer object')
        return self._view

    def raw(self):
        view = self._get()
        if not view.contiguous:
            raise BufferError('cannot extract raw buffer from non-contiguous buffer')
        return view.cast('B') if view.format != 'B' or view.ndim != 1 else memoryview(view)

    def release(self):
        if self._view is not None:
            self._view.release()
            self._view = None


def _mapping(name):
    """A table of what had another name in Python 2: of the library's module when there is one, or what is most used."""
    try:
        return getattr(__import__('_compat_pickle'), name)
    except ImportError:
        pass
    modules = {'__builtin__': 'builtins', 'copy_reg': 'copyreg', 'Queue': 'queue', 'ConfigParser': 'configparser'}
    names = {('__builtin__', 'long'): ('builtins', 'int'), ('__builtin__', 'unicode'): ('builtins', 'str'),
             ('__builtin__', 'xrange'): ('builtins', 'range'), ('__builtin__', 'reduce'): ('functools', 'reduce')}
    table = names if name.endswith('NAME_MAPPING') else modules
    return {value: key for key, value in table.items()} if name.startswith('REVERSE') else table


def _getattribute(obj, name):
    """(what a dotted name means, what that is an attribute of)."""
    found = parent = obj
    for part in name.split('.'):
        if part == '<locals>':
            raise AttributeError("Can't get local attribute %r on %r" % (name, obj))
        parent = found
        try:
            found = getattr(parent, part)
        except AttributeError:
            raise AttributeError("Can't get attribute %r on %r" % (name, obj)) from None
    return found, parent


def whichmodule(obj, name):
    """The name of the module that an object is in."""
    module = getattr(obj, '__module__', None)
    if module is not None:
        return module
    for module_name, module in list(sys.modules.items()):
        if module_name in ('__main__', '__mp_main__') or module is None:
            continue
        try:
            if _getattribute(module, name)[0] is obj:
                return module_name
        except AttributeError:
            pass
    return '__main__'


def encode_long(x):
    """Two's complement, the lowest byte first, as short as it can be."""
    if not x:
        return b''
    size = (x.bit_length() >> 3) + 1
    made = x.to_bytes(size, 'little', signed=True)
    if x < 0 and size > 1 and made[-1] == 255 and made[-2] & 128:
        made = made[:-1]
    return made


def decode_long(data):
    return int.from_bytes(data, 'little', signed=True)


class _Pickler:
    """Writes objects to a file."""

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif protocol > HIGHEST_PROTOCOL:
            raise ValueError('pickle protocol must be <= %d' % HIGHEST_PROTOCOL)
        if buffer_callback is not None and protocol < 5:
            raise ValueError('buffer_callback needs protocol >= 5')
        try:
            self._file_write = file.write
        except AttributeError:
            raise TypeError("file must have a 'write' attribute") from None
        self._buffer_callback = buffer_callback
        self._frame = None
        self.memo = {}
        self.proto = int(protocol)
        self.bin = protocol >= 1
        self.fast = 0
        self.fix_imports = fix_imports and protocol < 3

    def clear_memo(self):
        self.memo.clear()

    def dump(self, obj):
        if not hasattr(self, '_file_write'):
            raise PicklingError('Pickler.__init__() was not called by %s.__init__()' % type(self).__name__)
        self._frame = None
        if self.proto >= 2:
            self._file_write(PROTO + bytes([self.proto]))
        if self.proto >= 4:
            self._frame = bytearray()
        self.save(obj)
        self.write(STOP)
        self._commit(True)
        self._frame = None

    # ---- output ----

    def write(self, data):
        if self._frame is None:
            self._file_write(data)
        else:
            self._frame += data

    def _commit(self, force=False):
        frame = self._frame
        if frame and (force or len(frame) >= _FRAME):
            if len(frame) >= 4:
                self._file_write(FRAME + pack('<Q', len(frame)))
            self._file_write(bytes(frame))
            self._frame = bytearray()

    def _write_large(self, header, data):
        """Long data, behind the frame and not in one."""
        if self._frame is None:
            self._file_write(header)
            self._file_write(data)
        else:
            self._commit(True)
            self._file_write(header)
            self._file_write(data)

    def _write_sized(self, header, data):
        if len(data) >= _FRAME:
            self._write_large(header, data)
        else:
            self.write(header)
            self.write(data)

    def memoize(self, obj):
        if self.fast:
            return
        number = len(self.memo)
        self.write(self.put(number))
        self.memo[id(obj)] = number, obj

    def put(self, number):
        if self.proto >= 4:
            return MEMOIZE
        if not self.bin:
            return b'p%d\n' % number
        return BINPUT + bytes([number]) if number < 256 else LONG_BINPUT + pack('<I', number)

    def get(self, number):
        if not self.bin:
            return b'g%d\n' % number
        return BINGET + bytes([number]) if number < 256 else LONG_BINGET + pack('<I', number)

    # ---- any object ----

    def persistent_id(self, obj):
        return None

    def save(self, obj, save_persistent_id=True):
        self._commit()
        pid = self.persistent_id(obj) if save_persistent_id else None
        if pid is not None:
            return self.save_pers(pid)
        known = self.memo.get(id(obj))
        if known is not None:
            return self.write(self.get(known[0]))
        cls, made = type(obj), NotImplemented
        override = getattr(self, 'reducer_override', None)
        if override is not None:
            made = override(obj)
        if made is NotImplemented:
            save = self.dispatch.get(cls)
            if save is not None:
                return save(self, obj)
            made = self._reduced(obj, cls)
            if made is None:
                return self.save_global(obj)
        if isinstance(made, str):
            return self.save_global(obj, made)
        if not isinstance(made, tuple):
            raise PicklingError('__reduce__ must return a string or tuple')
        if not 2 <= len(made) <= 6:
            raise PicklingError('tuple returned by __reduce__ must contain 2 through 6 elements')
        self.save_reduce(*made, obj=obj)

    def _reduced(self, obj, cls):
        """What the object's class says of how to pickle it; None for a class."""
        reduce = getattr(self, 'dispatch_table', copyreg.dispatch_table).get(cls)
        if reduce is not None:
            return reduce(obj)
        if issubclass(cls, type):
            return None
        reduce = getattr(obj, '__reduce_ex__', None)
        if reduce is not None:
            return reduce(self.proto)
        reduce = getattr(obj, '__reduce__', None)
        if reduce is None:
            raise PicklingError("Can't pickle %r object: %r" % (cls.__name__, obj))
        return reduce()

    def save_pers(self, pid):
        if self.bin:
            self.save(pid, save_persistent_id=False)
            return self.write(BINPERSID)
        try:
            self.write(PERSID + str(pid).encode('ascii') + b'\n')
        except UnicodeEncodeError:
            raise PicklingError('persistent IDs in protocol 0 must be ASCII strings') from None

    def save_reduce(self, func, args, state=None, listitems=None, dictitems=None, state_setter=None, *, obj=None):
        if not isinstance(args, tuple):
            raise PicklingError('args from save_reduce() must be a tuple')
        if not callable(func):
            raise PicklingError('func from save_reduce() must be callable')
        name = getattr(func, '__name__', '') if self.proto >= 2 else ''
        if name == '__newobj_ex__':
            self._save_newobj_ex(obj, *args)
        elif name == '__newobj__':
            self._check_newobj(name, obj, args[0])
            self.save(args[0])
            self.save(args[1:])
            self.write(NEWOBJ)
        else:
            self.save(func)
            self.save(args)
            self.write(REDUCE)
        if obj is not None:
            known = self.memo.get(id(obj))
            if known is not None:
                self.write(POP + self.get(known[0]))  # it contains itself, and was saved there
            else:
                self.memoize(obj)
        if listitems is not None:
            self._batch_appends(listitems)
        if dictitems is not None:
            self._batch_setitems(dictitems)
        if state is None:
            return
        if state_setter is None:
            self.save(state)
            return self.write(BUILD)
        self.save(state_setter)
        self.save(obj)
        self.save(state)
        self.write(TUPLE2 + REDUCE + POP)

    def _check_newobj(self, name, obj, cls):
        if not hasattr(cls, '__new__'):
            raise PicklingError('args[0] from %s args has no __new__' % name)
        if obj is not None and cls is not obj.__class__:
            raise PicklingError('args[0] from %s args has the wrong class' % name)

    def _save_newobj_ex(self, obj, cls, args, kwargs):
        self._check_newobj('__newobj_ex__', obj, cls)
        if self.proto >= 4:
            self.save(cls)
            self.save(args)
            self.save(kwargs)
            return self.write(NEWOBJ_EX)
        from functools import partial
        self.save(partial(cls.__new__, cls, *args, **kwargs))
        self.save(())
        self.write(REDUCE)

    # ---- by type ----

    dispatch = {}

    def save_none(self, obj):
        self.write(NONE)

    def save_bool(self, obj):
        if self.proto >= 2:
            self.write(NEWTRUE if obj else NEWFALSE)
        else:
            self.write(TRUE if obj else FALSE)

    def save_long(self, obj):
        small = -0x80000000 <= obj <= 0x7fffffff
        if self.bin and small:
            if 0 <= obj < 256:
                return self.write(BININT1 + bytes([obj]))
            return self.write(BININT2 + pack('<H', obj) if 0 <= obj < 65536 else BININT + pack('<i', obj))
        if self.proto >= 2:
            data = encode_long(obj)
            return self.write((LONG1 + bytes([len(data)]) if len(data) < 256 else LONG4 + pack('<i', len(data))) + data)
        self.write(b'I%d\n' % obj if small else b'L' + repr(obj).encode() + b'L\n')

    def save_float(self, obj):
        self.write(BINFLOAT + pack('>d', obj) if self.bin else b'F' + repr(obj).encode() + b'\n')

    def save_bytes(self, obj):
        size = len(obj)
        if self.proto < 3:
            if not size:
                return self.save_reduce(bytes, (), obj=obj)
            from _codecs import encode
            return self.save_reduce(encode, (str(obj, 'latin1'), 'latin1'), obj=obj)
        if size < 256:
            header = SHORT_BINBYTES + bytes([size])
        elif size > 0xffffffff and self.proto >= 4:
            header = BINBYTES8 + pack('<Q', size)
        else:
            header = BINBYTES + pack('<I', size)
        self._write_sized(header, obj)
        self.memoize(obj)

    def save_bytearray(self, obj):
        if self.proto < 5:
            return self.save_reduce(bytearray, (bytes(obj),) if obj else (), obj=obj)
        self._write_sized(BYTEARRAY8 + pack('<Q', len(obj)), obj)
        self.memoize(obj)

    def save_picklebuffer(self, obj):
        if self.proto < 5:
            raise PicklingError('PickleBuffer can only be pickled with protocol >= 5')
        try:
            view = obj.raw()
        except BufferError:
            raise PicklingError('PickleBuffer can not be pickled when pointing to a non-contiguous buffer') from None
        if self._buffer_callback is None or self._buffer_callback(obj):
            return self.save_bytes(view.tobytes()) if view.readonly else self.save_bytearray(bytearray(view))
        self.write(NEXT_BUFFER + READONLY_BUFFER if view.readonly else NEXT_BUFFER)

    def save_str(self, obj):
        if self.bin:
            data = obj.encode('utf-8', 'surrogatepass')
            size = len(data)
            if size < 256 and self.proto >= 4:
                header = SHORT_BINUNICODE + bytes([size])
            elif size > 0xffffffff and self.proto >= 4:
                header = BINUNICODE8 + pack('<Q', size)
            else:
                header = BINUNICODE + pack('<I', size)
            self._write_sized(header, data)
        else:
            text = obj
            for c in '\\\0\n\r\x1a':
                text = text.replace(c, '\\u%04x' % ord(c))
            self.write(UNICODE + text.encode('raw-unicode-escape') + b'\n')
        self.memoize(obj)

    def save_tuple(self, obj):
        if not obj:
            return self.write(EMPTY_TUPLE if self.bin else MARK + TUPLE)
        size = len(obj)
        short = size <= 3 and self.proto >= 2
        if not short:
            self.write(MARK)
        for item in obj:
            self.save(item)
        known = self.memo.get(id(obj))
        if known is not None:  # it contains itself: what was put there is dropped
            drop = POP * size if short else POP_MARK if self.bin else POP * (size + 1)
            return self.write(drop + self.get(known[0]))
        self.write((TUPLE1, TUPLE2, TUPLE3)[size - 1] if short else TUPLE)
        self.memoize(obj)

    def save_list(self, obj):
        self.write(EMPTY_LIST if self.bin else MARK + LIST)
        self.memoize(obj)
        self._batch_appends(obj)

    def _batches(self, items):
        items, batch = iter(items), []
        for item in items:
            batch.append(item)
            if len(batch) == _BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    def _batch_appends(self, items):
        for batch in self._batches(items):
            if self.bin and len(batch) > 1:
                self.write(MARK)
            for item in batch:
                self.save(item)
                if not self.bin:
                    self.write(APPEND)
            if self.bin:
                self.write(APPENDS if len(batch) > 1 else APPEND)

    def save_dict(self, obj):
        self.write(EMPTY_DICT if self.bin else MARK + DICT)
        self.memoize(obj)
        self._batch_setitems(obj.items())

    def _batch_setitems(self, items):
        for batch in self._batches(items):
            if self.bin and len(batch) > 1:
                self.write(MARK)
            for key, value in batch:
                self.save(key)
                self.save(value)
                if not self.bin:
                    self.write(SETITEM)
            if self.bin:
                self.write(SETITEMS if len(batch) > 1 else SETITEM)

    def save_set(self, obj):
        if self.proto < 4:
            return self.save_reduce(set, (list(obj),), obj=obj)
        self.write(EMPTY_SET)
        self.memoize(obj)
        for batch in self._batches(obj):
            self.write(MARK)
            for item in batch:
                self.save(item)
            self.write(ADDITEMS)

    def save_frozenset(self, obj):
        if self.proto < 4:
            return self.save_reduce(frozenset, (list(obj),), obj=obj)
        self.write(MARK)
        for item in obj:
            self.save(item)
        known = self.memo.get(id(obj))
        if known is not None:
            return self.write(POP_MARK + self.get(known[0]))
        self.write(FROZENSET)
        self.memoize(obj)

    def save_type(self, obj):
        for value in (None, NotImplemented, ...):
            if obj is type(value):
                return self.save_reduce(type, (value,), obj=obj)
        return self.save_global(obj)

    # ---- names ----

    def save_global(self, obj, name=None):
        if name is None:
            name = getattr(obj, '__qualname__', None)
        if name is None:
            name = obj.__name__
        module_name = whichmodule(obj, name)
        try:
            __import__(module_name, level=0)
            found, parent = _getattribute(sys.modules[module_name], name)
        except (ImportError, KeyError, AttributeError):
            raise PicklingError("Can't pickle %r: it's not found as %s.%s" % (obj, module_name, name)) from None
        if found is not obj:
            raise PicklingError("Can't pickle %r: it's not the same object as %s.%s" % (obj, module_name, name))
        if self.proto >= 2:
            code = _extension_registry.get((module_name, name))
            if code:
                return self.write(EXT1 + bytes([code]) if code < 256 else EXT2 + pack('<H', code) if code < 65536 else
                                  EXT4 + pack('<i', code))
        last = name.rpartition('.')[2]
        if self.proto >= 4:
            self.save(module_name)
            self.save(name)
            self.write(STACK_GLOBAL)
        elif parent is not sys.modules[module_name]:
            return self.save_reduce(getattr, (parent, last))
        else:
            self._write_global(module_name, last)
        self.memoize(obj)

    def _write_global(self, module_name, name):
        if self.fix_imports:
            names = _mapping('REVERSE_NAME_MAPPING')
            if (module_name, name) in names:
                module_name, name = names[module_name, name]
            else:
                module_name = _mapping('REVERSE_IMPORT_MAPPING').get(module_name, module_name)
        try:
            coding = 'utf-8' if self.proto >= 3 else 'ascii'
            self.write(GLOBAL + module_name.encode(coding) + b'\n' + name.encode(coding) + b'\n')
        except UnicodeEncodeError:
            raise PicklingError("can't pickle global identifier '%s.%s' using pickle protocol %i" % (
                module_name, name, self.proto)) from None

    for _type, _save in ((type(None), save_none), (bool, save_bool), (int, save_long), (float, save_float),
                         (bytes, save_bytes), (bytearray, save_bytearray), (PickleBuffer, save_picklebuffer),
                         (str, save_str), (tuple, save_tuple), (list, save_list), (dict, save_dict), (set, save_set),
                         (frozenset, save_frozenset), (type, save_type), (type(save_type), save_global)):
        dispatch[_type] = _save
    del _type, _save


class _Unpickler:
    """Reads objects from a file."""

    def __init__(self, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
        try:
            self._file_read, self._file_readline = file.read, file.readline
        except AttributeError:
            raise TypeError("file must have 'read' and 'readline' attributes") from None
        self._buffers = iter(buffers) if buffers is not None else None
        self.memo = {}
        self.encoding = encoding
        self.errors = errors
        self.proto = 0
        self.fix_imports = fix_imports

    def persistent_load(self, pid):
        raise UnpicklingError('unsupported persistent id encountered')

    # ---- input ----

    def _read(self, n):
        """n bytes, of the frame or the file."""
        frame = self._frame
        if frame is not None:
            data = frame.read(n)
            if len(data) == n:
                return data
            if data:
                raise UnpicklingError('pickle exhausted before end of frame')
            self._frame = None
        if n <= _PIECE:
            data = self._file_read(n)
            if len(data) < n:
                raise EOFError('Ran out of input') if not data else UnpicklingError('pickle data was truncated')
            return data
        # A length that is only said to be large must not cost memory.
        data = bytearray()
        while len(data) < n:
            piece = self._file_read(min(n - len(data), _PIECE))
            if not piece:
                raise UnpicklingError('pickle data was truncated')
            data += piece
        return bytes(data)

    def _line(self):
        """A line without its end."""
        frame = self._frame
        if frame is not None:
            line = frame.readline()
            if line:
                if line[-1] != 10:
                    raise UnpicklingError('pickle exhausted before end of frame')
                return line[:-1]
            self._frame = None
        line = self._file_readline()
        if line[-1:] != b'\n':
            raise UnpicklingError('pickle data was truncated') if line else EOFError('Ran out of input')
        return line[:-1]

    def _size(self, code, bytes):
        return unpack(code, self._read(bytes))[0]

    def load(self):
        if not hasattr(self, '_file_read'):
            raise UnpicklingError('Unpickler.__init__() was not called by %s.__init__()' % type(self).__name__)
        self._frame = None
        self._marks = []
        self.stack = []
        dispatch = self.dispatch
        while True:
            code = self._read(1)[0]
            if code == 46:  # STOP
                return self._pop()
            step = dispatch.get(code)
            if step is None:
                raise UnpicklingError("invalid load key, '%s'." % (chr(code) if 32 <= code < 127 and code != 39 else '\\x%02x' % code))
            step(self)

    def _pop(self):
        if not self.stack:
            raise UnpicklingError('unpickling stack underflow')
        return self.stack.pop()

    def _top(self):
        if not self.stack:
            raise UnpicklingError('unpickling stack underflow')
        return self.stack[-1]

    def _push(self, obj):
        self.stack.append(obj)

    def _pop_mark(self):
        if not self._marks:
            raise UnpicklingError('could not find MARK')
        items = self.stack
        self.stack = self._marks.pop()
        return items

    # ---- instructions ----

    def load_proto(self):
        self.proto = self._read(1)[0]
        if self.proto > HIGHEST_PROTOCOL:
            raise ValueError('unsupported pickle protocol: %d' % self.proto)

    def load_frame(self):
        size = self._size('<Q', 8)
        if size > sys.maxsize:
            raise ValueError('frame size > sys.maxsize: %d' % size)
        if self._frame is not None and self._frame.read(1):
            raise UnpicklingError('beginning of a new frame before end of current frame')
        self._frame = None
        self._frame = io.BytesIO(self._read(size))

    def load_persid(self):
        try:
            pid = self._line().decode('ascii')
        except UnicodeDecodeError:
            raise UnpicklingError('persistent IDs in protocol 0 must be ASCII strings') from None
        self._push(self.persistent_load(pid))

    def load_binpersid(self):
        self._push(self.persistent_load(self._pop()))

    def load_int(self):
        line = self._line()
        self._push(False if line == b'00' else True if line == b'01' else int(line, 0))

    def load_long(self):
        line = self._line()
        self._push(int(line[:-1] if line[-1:] == b'L' else line, 0))

    def load_long4(self):
        size = self._size('<i', 4)
        if size < 0:
            raise UnpicklingError('LONG pickle has negative byte count')
        self._push(decode_long(self._read(size)))

    def _decode(self, data):
        return data if self.encoding == 'bytes' else data.decode(self.encoding, self.errors)

    def load_string(self):
        line = self._line()
        if len(line) < 2 or line[0] != line[-1] or line[:1] not in (b'"', b"'"):
            raise UnpicklingError('the STRING opcode argument must be quoted')
        from _codecs import escape_decode
        self._push(self._decode(escape_decode(line[1:-1])[0]))

    def load_binstring(self):
        size = self._size('<i', 4)
        if size < 0:
            raise UnpicklingError('BINSTRING pickle has negative byte count')
        self._push(self._decode(self._read(size)))

    def _load_sized(self, code, bytes, what):
        size = self._size(code, bytes)
        if size > sys.maxsize:
            raise UnpicklingError("%s exceeds system's maximum size of %d bytes" % (what, sys.maxsize))
        return self._read(size)

    def load_bytearray8(self):
        self._push(bytearray(self._load_sized('<Q', 8, 'BYTEARRAY8')))

    def load_next_buffer(self):
        if self._buffers is None:
            raise UnpicklingError('pickle stream refers to out-of-band data but no *buffers* argument was given')
        try:
            buf = next(self._buffers)
        except StopIteration:
            raise UnpicklingError('not enough out-of-band buffers') from None
        self._push(buf)

    def load_readonly_buffer(self):
        top = self._top()
        view = memoryview(top._get() if isinstance(top, PickleBuffer) else top)
        if not view.readonly:
            self.stack[-1] = view.toreadonly()

    def _load_tuple(self, n):
        if len(self.stack) < n:
            raise UnpicklingError('unpickling stack underflow')
        self.stack[-n:] = [tuple(self.stack[-n:])]

    def load_dict(self):
        items = self._pop_mark()
        self._push({items[i]: items[i + 1] for i in range(0, len(items), 2)})

    def load_frozenset(self):
        self._push(frozenset(self._pop_mark()))

    def _instantiate(self, cls, args):
        if args or not isinstance(cls, type) or hasattr(cls, '__getinitargs__'):
            try:
                value = cls(*args)
            except TypeError as e:
                raise TypeError('in constructor for %s: %s' % (getattr(cls, '__name__', cls), e)) from e
        else:
            value = cls.__new__(cls)
        self._push(value)

    def load_inst(self):
        module, name = self._line().decode('ascii'), self._line().decode('ascii')
        cls = self.find_class(module, name)
        self._instantiate(cls, self._pop_mark())

    def load_obj(self):
        args = self._pop_mark()
        if not args:
            raise UnpicklingError('unpickling stack underflow')
        self._instantiate(args.pop(0), args)

    def load_newobj(self):
        args, cls = self._pop(), self._pop()
        if not isinstance(args, tuple):
            raise UnpicklingError('NEWOBJ expected an arg tuple, got %s' % type(args).__name__)
        if not isinstance(cls, type):
            raise UnpicklingError('NEWOBJ class argument must be a type, not %s' % type(cls).__name__)
        self._push(cls.__new__(cls, *args))

    def load_newobj_ex(self):
        kwargs, args, cls = self._pop(), self._pop(), self._pop()
        self._push(cls.__new__(cls, *args, **kwargs))

    def load_global(self):
        module, name = self._line().decode('utf-8'), self._line().decode('utf-8')
        self._push(self.find_class(module, name))

    def load_stack_global(self):
        name, module = self._pop(), self._pop()
        if type(name) is not str or type(module) is not str:
            raise UnpicklingError('STACK_GLOBAL requires str')
        self._push(self.find_class(module, name))

    def find_class(self, module, name):
        if self.proto < 3 and self.fix_imports:
            names = _mapping('NAME_MAPPING')
            if (module, name) in names:
                module, name = names[module, name]
            else:
                module = _mapping('IMPORT_MAPPING').get(module, module)
        __import__(module, level=0)
        if self.proto >= 4:
            return _getattribute(sys.modules[module], name)[0]
        return getattr(sys.modules[module], name)

    def get_extension(self, code):
        found = _extension_cache.get(code, _unset)
        if found is _unset:
            key = _inverted_registry.get(code)
            if not key:
                if code <= 0:
                    raise UnpicklingError('EXT specifies code <= 0')
                raise ValueError('unregistered extension code %d' % code)
            found = _extension_cache[code] = self.find_class(*key)
        self._push(found)

    def load_reduce(self):
        args, func = self._pop(), self._pop()
        self._push(func(*args))

    def load_pop(self):
        if self.stack:
            self.stack.pop()
        else:
            self._pop_mark()

    def _get(self, number):
        try:
            self._push(self.memo[number])
        except KeyError:
            raise UnpicklingError('Memo value not found at index %d' % number) from None

    def load_put(self):
        self._top()
        number = int(self._line())
        if number < 0:
            raise ValueError('negative PUT argument')
        self.memo[number] = self._top()

    def _memoize(self, number):
        self.memo[number] = self._top()

    def load_append(self):
        value = self._pop()
        self._top().append(value)

    def load_appends(self):
        items = self._pop_mark()
        target = self._top()
        extend = getattr(target, 'extend', None)
        if extend is not None:
            return extend(items)
        append = target.append
        for item in items:
            append(item)

    def load_setitem(self):
        value, key = self._pop(), self._pop()
        self._top()[key] = value

    def load_setitems(self):
        items = self._pop_mark()
        target = self._top()
        if len(items) & 1:
            raise UnpicklingError('odd number of items for SET ITEMS')
        for i in range(0, len(items), 2):
            target[items[i]] = items[i + 1]

    def load_additems(self):
        items = self._pop_mark()
        target = self._top()
        if isinstance(target, set):
            return target.update(items)
        add = target.add
        for item in items:
            add(item)

    def load_build(self):
        state, inst = self._pop(), self._top()
        setstate = getattr(inst, '__setstate__', _unset)
        if setstate is not _unset:
            return setstate(state)
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state:
            if not isinstance(state, dict):
                raise UnpicklingError('state is not a dictionary')
            attributes = inst.__dict__
            for key, value in state.items():
                attributes[sys.intern(key) if type(key) is str else key] = value
        if slots:
            for key, value in slots.items():
                setattr(inst, key, value)

    def load_mark(self):
        self._marks.append(self.stack)
        self.stack = []

    dispatch = {
        128: load_proto, 149: load_frame, 80: load_persid, 81: load_binpersid, 78: lambda self: self._push(None),
        137: lambda self: self._push(False), 136: lambda self: self._push(True), 73: load_int,
        74: lambda self: self._push(self._size('<i', 4)), 75: lambda self: self._push(self._read(1)[0]),
        77: lambda self: self._push(self._size('<H', 2)), 76: load_long,
        138: lambda self: self._push(decode_long(self._read(self._read(1)[0]))), 139: load_long4,
        70: lambda self: self._push(float(self._line())), 71: lambda self: self._push(self._size('>d', 8)),
        83: load_string, 84: load_binstring, 85: lambda self: self._push(self._decode(self._read(self._read(1)[0]))),
        66: lambda self: self._push(self._load_sized('<I', 4, 'BINBYTES')),
        67: lambda self: self._push(self._read(self._read(1)[0])),
        142: lambda self: self._push(self._load_sized('<Q', 8, 'BINBYTES8')), 150: load_bytearray8,
        151: load_next_buffer, 152: load_readonly_buffer,
        86: lambda self: self._push(str(self._line(), 'raw-unicode-escape')),
        88: lambda self: self._push(str(self._load_sized('<I', 4, 'BINUNICODE'), 'utf-8', 'surrogatepass')),
        140: lambda self: self._push(str(self._read(self._read(1)[0]), 'utf-8', 'surrogatepass')),
        141: lambda self: self._push(str(self._load_sized('<Q', 8, 'BINUNICODE8'), 'utf-8', 'surrogatepass')),
        116: lambda self: self._push(tuple(self._pop_mark())), 41: lambda self: self._push(()),
        133: lambda self: self._load_tuple(1), 134: lambda self: self._load_tuple(2),
        135: lambda self: self._load_tuple(3), 93: lambda self: self._push([]), 125: lambda self: self._push({}),
        143: lambda self: self._push(set()), 145: load_frozenset, 108: lambda self: self._push(self._pop_mark()),
        100: load_dict, 105: load_inst, 111: load_obj, 129: load_newobj, 146: load_newobj_ex, 99: load_global,
        147: load_stack_global, 130: lambda self: self.get_extension(self._read(1)[0]),
        131: lambda self: self.get_extension(self._size('<H', 2)),
        132: lambda self: self.get_extension(self._size('<i', 4)), 82: load_reduce, 48: load_pop,
        49: lambda self: self._pop_mark(), 50: lambda self: self._push(self._top()),
        103: lambda self: self._get(int(self._line())), 104: lambda self: self._get(self._read(1)[0]),
        106: lambda self: self._get(self._size('<I', 4)), 112: load_put,
        113: lambda self: self._memoize(self._read(1)[0]), 114: lambda self: self._memoize(self._size('<I', 4)),
        148: lambda self: self._memoize(len(self.memo)), 97: load_append, 101: load_appends, 115: load_setitem,
        117: load_setitems, 144: load_additems, 98: load_build, 40: load_mark}


Pickler, Unpickler = _Pickler, _Unpickler
for _class, _name in ((_Pickler, 'Pickler'), (_Unpickler, 'Unpickler')):
    _class.__name__ = _class.__qualname__ = _name
del _class, _name, _code


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    file = io.BytesIO()
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)
    return file.getvalue()


def load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
    return Unpickler(file, fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers).load()


def loads(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
    if isinstance(data, str):
        raise TypeError("Can't load pickle from unicode string")
    return Unpickler(io.BytesIO(data), fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers).load()


_dump, _dumps, _load, _loads = dump, dumps, load, loads
