"""hashlib's other half: SHA-3, SHAKE and BLAKE2 (on computers), pbkdf2_hmac(), file_digest()."""
import hashlib as _hashlib

try:
    import _blake2
    import _sha3
except ImportError:
    _blake2 = _sha3 = None

_OWN = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512']
_SHA3 = ['sha3_224', 'sha3_256', 'sha3_384', 'sha3_512', 'shake_128', 'shake_256']
_names = _OWN + (_SHA3 + ['blake2b', 'blake2s'] if _sha3 else [])
__all__ = _names + ['new', 'algorithms_guaranteed', 'algorithms_available', 'pbkdf2_hmac', 'file_digest']


def _sha3_function(name):
    kind, _, bits = name.partition('_')

    def make(string=b'', /, *, usedforsecurity=True):
        h = _sha3.new(int(bits), kind == 'shake')
        h.update(string)
        return h
    make.__name__ = make.__qualname__ = name
    make.__doc__ = 'A hash object of %s, which has taken the string.' % name
    return make


if _sha3:
    for _name in _SHA3:
        globals()[_name] = _sha3_function(_name)


class _Blake2Type(type):
    """The functions are classes, for their constants; what they make are objects of one native type."""

    def __instancecheck__(cls, x):
        return getattr(x, 'name', None) == cls.__name__

    def __call__(cls, data=b'', /, *, digest_size=None, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0,
                 node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True):
        most = cls.MAX_DIGEST_SIZE
        small = most == 32
        digest_size = most if digest_size is None else digest_size
        if not 1 <= digest_size <= most:
            raise ValueError('digest_size must be between 1 and %d bytes' % most)
        key, salt, person = bytes(memoryview(key)), bytes(memoryview(salt)), bytes(memoryview(person))
        for what, text, room in ('salt', salt, cls.SALT_SIZE), ('person', person, cls.PERSON_SIZE):
            if len(text) > room:
                raise ValueError('maximum %s length is %d bytes' % (what, room))
        if len(key) > most:
            raise ValueError('maximum key length is %d bytes' % most)
        if not 0 <= fanout <= 255:
            raise ValueError('fanout must be between 0 and 255')
        if not 1 <= depth <= 255:
            raise ValueError('depth must be between 1 and 255')
        if leaf_size < 0:
            raise ValueError('value must be positive')
        if leaf_size >> 32:
            raise OverflowError('leaf_size is too large')
        if node_offset < 0:
            raise ValueError('value must be positive')
        if node_offset >> (48 if small else 64):
            raise OverflowError('node_offset is too large')
        if not 0 <= node_depth <= 255:
            raise ValueError('node_depth must be between 0 and 255')
        if not 0 <= inner_size <= most:
            raise ValueError('inner_size must be between 0 and is %d' % most)
        parameters = (bytes([digest_size, len(key), fanout, depth]) + leaf_size.to_bytes(4, 'little') +
                      node_offset.to_bytes(6 if small else 8, 'little') + bytes([node_depth, inner_size]) +
                      bytes(0 if small else 14) + salt + bytes(cls.SALT_SIZE - len(salt)) +
                      person + bytes(cls.PERSON_SIZE - len(person)))
        h = _blake2.new(small, parameters, key, bool(last_node))
        h.update(data)
        return h


if _blake2:
    class blake2b(metaclass=_Blake2Type):
        """A hash object of BLAKE2b, which has taken the data."""
        SALT_SIZE = PERSON_SIZE = 16
        MAX_KEY_SIZE = MAX_DIGEST_SIZE = 64

    class blake2s(metaclass=_Blake2Type):
        """A hash object of BLAKE2s, which has taken the data."""
        SALT_SIZE = PERSON_SIZE = 8
        MAX_KEY_SIZE = MAX_DIGEST_SIZE = 32


def _new(name, data=b'', **options):
    """hashlib.new() for what it does not know itself."""
    lower = name.lower().replace('-', '_')
    if lower in _OWN:
        return _hashlib.new(lower, data)
    if lower in _names:
        return globals()[lower](data, **options)
    raise ValueError('unsupported hash type ' + name)


def _constructor(name):
    """The function of that name."""
    if isinstance(name, str) and (name in _OWN or name in _names):
        return getattr(_hashlib, name)
    raise ValueError('unsupported hash type ' + str(name))


globals()['__get_builtin_constructor'] = _constructor
globals()['__builtin_constructor_cache'] = {}


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """A key of dklen bytes from a password (PKCS #5 2.0, with HMAC)."""
    if not isinstance(hash_name, str):
        raise TypeError('pbkdf2_hmac() argument 1 must be str, not %s' % type(hash_name).__name__)
    empty = _hashlib.new(hash_name)
    password, salt = bytes(memoryview(password)), bytes(memoryview(salt))
    size, block = empty.digest_size, empty.block_size
    if iterations < 1:
        raise ValueError('iteration value must be greater than 0.')
    dklen = size if dklen is None else dklen
    if dklen < 1:
        raise ValueError('key length must be greater than 0.')
    if iterations >> 31 or dklen >> 31:
        raise OverflowError('the value is too great.')
    if len(password) > block:
        password = _hashlib.new(hash_name, password).digest()
    password += bytes(block - len(password))
    inner, outer = empty.copy(), empty
    inner.update(bytes([b ^ 0x36 for b in password]))
    outer.update(bytes([b ^ 0x5c for b in password]))
    inner_copy, outer_copy = inner.copy, outer.copy
    key = b''
    while len(key) < dklen:
        u = salt + (len(key) // size + 1).to_bytes(4, 'big')
        total = 0
        for i in range(iterations):
            h = inner_copy()
            h.update(u)
            g = outer_copy()
            g.update(h.digest())
            u = g.digest()
            total ^= int.from_bytes(u, 'big')
        key += total.to_bytes(size, 'big')
    return key[:dklen]


def file_digest(fileobj, digest, /, *, _bufsize=2 ** 18):
    """A hash object that has taken what is left of a binary file."""
    h = _hashlib.new(digest) if isinstance(digest, str) else digest()
    if hasattr(fileobj, 'getbuffer'):
        h.update(fileobj.getbuffer())
        return h
    binary = hasattr(fileobj, 'readinto') and not hasattr(fileobj, 'encoding')
    if not (binary and hasattr(fileobj, 'readable') and fileobj.readable()):
        raise ValueError("'%r' is not a file-like object in binary reading mode." % (fileobj,))
    buffer = bytearray(_bufsize)
    view = memoryview(buffer)
    while n := fileobj.readinto(buffer):
        h.update(view[:n])
    return h
