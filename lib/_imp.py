"""_imp: what importlib asks of the native import."""
import sys

check_hash_based_pycs = 'default'
_held = 0


def acquire_lock():
    global _held
    _held += 1


def release_lock():
    global _held
    if _held == 0:
        raise RuntimeError('not holding the import lock')
    _held -= 1


def lock_held():
    return _held > 0


def is_builtin(name):
    if not isinstance(name, str):
        raise TypeError('is_builtin() argument must be str, not ' + type(name).__name__)
    if name not in sys.builtin_module_names:
        return 0
    return -1 if name in ('sys', 'builtins') else 1


def create_builtin(spec):
    name = spec.name
    if not is_builtin(name):
        return None
    known = sys.modules.get(name)
    if known is not None:
        return known
    module = __import__(name)
    return module


def exec_builtin(module):
    return 0


def is_frozen(name):
    """Modules in an image of code are found and run natively: importlib does not see them."""
    return False


def is_frozen_package(name):
    raise ImportError('No such frozen object named ' + name, name=name)


def get_frozen_object(name, data=None):
    raise ImportError('No such frozen object named ' + name, name=name)


def find_frozen(name, *, withdata=False):
    return None


def init_frozen(name):
    return None


def _frozen_module_names():
    return []


def extension_suffixes():
    return []


def create_dynamic(spec, file=None):
    raise ImportError('there are no extension modules: ' + spec.name, name=spec.name, path=spec.origin)


def exec_dynamic(module):
    return 0


def _fix_co_filename(code, path):
    pass


def _override_frozen_modules_for_tests(override):
    pass


def source_hash(key, source):
    import binascii
    return (binascii.crc32(source, key & 0xffffffff) << 32 | binascii.crc32(source)).to_bytes(8, 'little')
