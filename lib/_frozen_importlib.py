"""The Python half of importing: specs, the finders on sys.meta_path, and what importlib is made of.

The import statement itself is native. It asks this module only when a program has looked at sys.meta_path (or
the lists beside it), and so may have put finders of its own there: _import_hooked(). A module that was imported
natively gets its __spec__ and __loader__ when somebody asks for them: _describe().
"""
import sys

_ERR_MSG_PREFIX = 'No module named '
_ERR_MSG = _ERR_MSG_PREFIX + '{!r}'
_bootstrap_external = None
_module_type = type(sys)
# Names under which the image's modules are found whatever finders there are: nothing works without them.
_CORE = ('sys', 'builtins', 'gc', 'micropython', 'time', 'errno')


class _DeadlockError(RuntimeError):
    pass


class _ImportLockContext:
    def __enter__(self):
        import _imp
        _imp.acquire_lock()

    def __exit__(self, *exc):
        import _imp
        _imp.release_lock()


class ModuleSpec:
    """How a module is found and loaded."""

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self._initializing = False
        self._set_fileattr = False
        self._cached = None

    def __repr__(self):
        parts = ['name=%r' % (self.name,), 'loader=%r' % (self.loader,)]
        if self.origin is not None:
            parts.append('origin=%r' % (self.origin,))
        if self.submodule_search_locations is not None:
            parts.append('submodule_search_locations=%s' % (self.submodule_search_locations,))
        return '%s(%s)' % (type(self).__name__, ', '.join(parts))

    def __eq__(self, other):
        try:
            return (self.name == other.name and self.loader == other.loader and self.origin == other.origin and
                    self.submodule_search_locations == other.submodule_search_locations and
                    self.cached == other.cached and self.has_location == other.has_location)
        except AttributeError:
            return NotImplemented

    @property
    def cached(self):
        if self._cached is None and self.origin is not None and self._set_fileattr:
            self._cached = _external()._get_cached(self.origin)
        return self._cached

    @cached.setter
    def cached(self, cached):
        self._cached = cached

    @property
    def parent(self):
        """The package that relative imports start from."""
        if self.submodule_search_locations is None:
            return self.name.rpartition('.')[0]
        return self.name

    @property
    def has_location(self):
        return self._set_fileattr

    @has_location.setter
    def has_location(self, value):
        self._set_fileattr = bool(value)


def _external():
    global _bootstrap_external
    if _bootstrap_external is None:
        import _frozen_importlib_external as _bootstrap_external
    return _bootstrap_external


def _verbose_message(message, *args, verbosity=1):
    if sys.flags.verbose >= verbosity:
        if not message.startswith(('#', 'import ')):
            message = '# ' + message
        print(message.format(*args), file=sys.stderr)


def _call_with_frames_removed(f, *args, **kwds):
    return f(*args, **kwds)


def _object_name(obj):
    return getattr(obj, '__qualname__', None) or type(obj).__qualname__


# ---- specs ----

def spec_from_loader(name, loader, *, origin=None, is_package=None):
    if origin is None:
        origin = getattr(loader, '_ORIGIN', None)
    if not origin and hasattr(loader, 'get_filename'):
        locations = None if is_package is None else [] if is_package else None
        external = _external()
        if is_package is None:
            return external.spec_from_file_location(name, loader=loader)
        return external.spec_from_file_location(name, loader=loader, submodule_search_locations=locations)
    if is_package is None:
        is_package = False
        if hasattr(loader, 'is_package'):
            try:
                is_package = loader.is_package(name)
            except ImportError:
                is_package = None
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def _spec_from_module(module, loader=None, origin=None):
    """A spec made from the attributes of a module."""
    spec = module.__dict__.get('__spec__')
    if spec is not None:
        return spec
    own = module.__dict__
    loader = own.get('__loader__') if loader is None else loader
    location = own.get('__file__')
    if origin is None:
        origin = location if location is not None else getattr(loader, '_ORIGIN', None)
    spec = ModuleSpec(module.__name__, loader, origin=origin)
    spec._set_fileattr = location is not None
    spec.cached = own.get('__cached__')
    try:
        spec.submodule_search_locations = list(own['__path__'])
    except (KeyError, TypeError):
        pass
    return spec


def _init_module_attrs(spec, module, *, override=False):
    """Sets the attributes of a module that are told by its spec."""
    own = module.__dict__

    def put(name, value):
        if override or own.get(name) is None:
            try:
                setattr(module, name, value)
            except AttributeError:
                pass
    put('__name__', spec.name)
    loader = spec.loader
    if loader is None and spec.submodule_search_locations is not None:
        # A namespace package; its loader only knows its folders.
        loader = _external().NamespaceLoader.__new__(_external().NamespaceLoader)
        loader._path = spec.submodule_search_locations
        spec.loader = loader
    put('__loader__', loader)
    put('__package__', spec.parent)
    try:
        module.__spec__ = spec
    except AttributeError:
        pass
    if spec.submodule_search_locations is not None:
        put('__path__', spec.submodule_search_locations)
    if spec.has_location:
        put('__file__', spec.origin)
        if spec.cached is not None:
            put('__cached__', spec.cached)
    elif spec.submodule_search_locations is not None and spec.origin is None and isinstance(
            loader, _external().NamespaceLoader):
        put('__file__', None)
    return module


def _new_module(name):
    return _module_type(name)


def module_from_spec(spec):
    """A module as the spec tells, not yet executed."""
    module = None
    if hasattr(spec.loader, 'create_module'):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, 'exec_module'):
        raise ImportError('loaders that define exec_module() must also define create_module()')
    if module is None:
        module = _new_module(spec.name)
    return _init_module_attrs(spec, module)


def _exec(spec, module):
    """Executes the spec's module in an existing one: importlib.reload()."""
    name = spec.name
    if sys.modules.get(name) is not module:
        raise ImportError('module {!r} not in sys.modules'.format(name), name=name)
    try:
        if spec.loader is None:
            if spec.submodule_search_locations is None:
                raise ImportError('missing loader', name=spec.name)
            _init_module_attrs(spec, module, override=True)
        else:
            _init_module_attrs(spec, module, override=True)
            if hasattr(spec.loader, 'exec_module'):
                spec.loader.exec_module(module)
            else:
                spec.loader.load_module(name)
    finally:
        # What the body put in its place goes to the end, as after an import.
        module = sys.modules.pop(spec.name)
        sys.modules[spec.name] = module
    return module


def _load_by_name(spec):
    """For loaders of the old kind, which have only load_module."""
    module = spec.loader.load_module(spec.name)
    module = sys.modules.pop(spec.name, module)
    sys.modules[spec.name] = module
    if getattr(module, '__loader__', None) is None:
        module.__loader__ = spec.loader
    if getattr(module, '__package__', None) is None:
        module.__package__ = module.__name__ if hasattr(module, '__path__') else spec.name.rpartition('.')[0]
    if getattr(module, '__spec__', None) is None:
        module.__spec__ = spec
    return module


def _load(spec):
    """Makes and executes the module of a spec."""
    if spec.loader is not None and not hasattr(spec.loader, 'exec_module'):
        return _load_by_name(spec)
    module = module_from_spec(spec)
    spec._initializing = True
    try:
        sys.modules[spec.name] = module
        try:
            if spec.loader is None:
                if spec.submodule_search_locations is None:
                    raise ImportError('missing loader', name=spec.name)
            else:
                spec.loader.exec_module(module)
        except:
            sys.modules.pop(spec.name, None)
            raise
        module = sys.modules.pop(spec.name)
        sys.modules[spec.name] = module
    finally:
        spec._initializing = False
    return module


_load_unlocked = _load


def _load_module_shim(self, fullname):
    spec = spec_from_loader(fullname, self)
    if fullname in sys.modules:
        module = sys.modules[fullname]
        _exec(spec, module)
        return sys.modules[fullname]
    return _load(spec)


# ---- the modules in the image ----

class BuiltinImporter:
    """Finds and loads the native modules."""
    _ORIGIN = 'built-in'

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if path is None and fullname in sys.builtin_module_names:
            return spec_from_loader(fullname, cls, origin=cls._ORIGIN)
        return None

    @classmethod
    def find_module(cls, fullname, path=None):
        spec = cls.find_spec(fullname, path)
        return spec.loader if spec is not None else None

    @staticmethod
    def create_module(spec):
        if spec.name not in sys.builtin_module_names:
            raise ImportError('{!r} is not a built-in module'.format(spec.name), name=spec.name)
        import _imp
        return _imp.create_builtin(spec)

    @staticmethod
    def exec_module(module):
        pass

    @classmethod
    def get_code(cls, fullname):
        cls._check(fullname)
        return None

    @classmethod
    def get_source(cls, fullname):
        cls._check(fullname)
        return None

    @classmethod
    def is_package(cls, fullname):
        cls._check(fullname)
        return False

    @staticmethod
    def _check(fullname):
        if fullname not in sys.builtin_module_names:
            raise ImportError('{!r} is not a built-in module'.format(fullname), name=fullname)

    load_module = classmethod(_load_module_shim)


class FrozenImporter:
    """Finds and loads the Python modules in the image."""
    _ORIGIN = 'frozen'

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        import _imp
        if not _imp.is_frozen(fullname):
            return None
        spec = ModuleSpec(fullname, cls, origin=cls._ORIGIN, is_package=_imp.is_frozen_package(fullname))
        if spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append('.frozen/' + fullname.replace('.', '/'))
        return spec

    @classmethod
    def find_module(cls, fullname, path=None):
        return cls if cls.find_spec(fullname, path) is not None else None

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        exec(FrozenImporter.get_code(module.__spec__.name), module.__dict__)

    @staticmethod
    def get_code(fullname):
        import _imp
        return _imp.get_frozen_object(fullname)

    @staticmethod
    def _check(fullname):
        import _imp
        if not _imp.is_frozen(fullname):
            raise ImportError('{!r} is not a frozen module'.format(fullname), name=fullname)

    @classmethod
    def get_source(cls, fullname):
        cls._check(fullname)
        return None

    @classmethod
    def is_package(cls, fullname):
        cls._check(fullname)
        import _imp
        return _imp.is_frozen_package(fullname)

    load_module = classmethod(_load_module_shim)


# ---- finding ----

def _find_spec(name, path, target=None):
    """The spec of a module, asking everybody on sys.meta_path; None."""
    if sys.meta_path is None:
        raise ImportError('sys.meta_path is None, Python is likely shutting down')
    known = name in sys.modules
    for finder in sys.meta_path:
        spec = _ask(finder, name, path, target)
        if spec is not None:
            if not known and name in sys.modules:
                # Finding it imported it.
                return getattr(sys.modules[name], '__spec__', None) or spec
            return spec
    return None


def _ask(finder, name, path, target=None):
    find_spec = getattr(finder, 'find_spec', None)
    if find_spec is not None:
        return find_spec(name, path, target)
    find_module = getattr(finder, 'find_module', None)
    loader = find_module(name, path) if find_module is not None else None
    return spec_from_loader(name, loader) if loader is not None else None


def _import_hooked(name, path, after):
    """What the import statement asks: the module, imported by a finder that a program put on sys.meta_path; or None:
    nobody has it. With after, those behind PathFinder are asked; without, NotImplemented says that the native
    search has to go on, in the place of PathFinder."""
    finders = sys.meta_path
    if finders is None:
        raise ImportError('sys.meta_path is None, Python is likely shutting down')
    if not after and not finders:
        import _warnings
        _warnings.warn('sys.meta_path is empty', ImportWarning)
    external = _external()
    native = external.PathFinder in finders
    passed = False
    for finder in tuple(finders):
        if finder is external.PathFinder:
            passed = True
            if after or not external._is_plain():
                if after:
                    continue
            else:
                return NotImplemented
        elif (after and not passed) or (native and (finder is BuiltinImporter or finder is FrozenImporter)):
            if not after and name in _CORE:
                return NotImplemented
            continue
        spec = _ask(finder, name, path)
        if spec is not None:
            if name in sys.modules:
                return sys.modules[name]
            return _load(spec)
    return None


def _describe(module):
    """Gives a module that was imported natively its __spec__ and __loader__."""
    own = module.__dict__
    name = own.get('__name__')
    external = _external()
    file, path = own.get('__file__'), own.get('__path__')
    if name in sys.builtin_module_names and file is None:
        spec = ModuleSpec(name, BuiltinImporter, origin=BuiltinImporter._ORIGIN)
    elif name == '__main__':
        module.__spec__ = None
        module.__loader__ = (external.SourceFileLoader(name, file) if file is not None else BuiltinImporter)
        return
    elif file is None:
        spec = ModuleSpec(name, None, is_package=True)
        spec.submodule_search_locations = path
        spec.loader = external.NamespaceLoader.__new__(external.NamespaceLoader)
        spec.loader._path = path
    elif (path and path[0].startswith('.frozen/')) or _is_frozen(name):
        spec = ModuleSpec(name, FrozenImporter, origin=FrozenImporter._ORIGIN)
        spec.submodule_search_locations = path
    else:
        spec = ModuleSpec(name, external.SourceFileLoader(name, file), origin=file)
        spec._set_fileattr = True
        spec.submodule_search_locations = path
    if own.get('__spec__') is None:
        module.__spec__ = spec
    if own.get('__loader__') is None:
        module.__loader__ = spec.loader


def _is_frozen(name):
    import _imp
    return _imp.is_frozen(name)


# ---- importing by name ----

def _sanity_check(name, package, level):
    if not isinstance(name, str):
        raise TypeError('module name must be str, not {}'.format(type(name)))
    if level < 0:
        raise ValueError('level must be >= 0')
    if level > 0:
        if not isinstance(package, str):
            raise TypeError('__package__ not set to a string')
        if not package:
            raise ImportError('attempted relative import with no known parent package')
    if not name and level == 0:
        raise ValueError('Empty module name')


def _resolve_name(name, package, level):
    bits = package.rsplit('.', level - 1)
    if len(bits) < level:
        raise ImportError('attempted relative import beyond top-level package')
    return '{}.{}'.format(bits[0], name) if name else bits[0]


def _gcd_import(name, package=None, level=0):
    _sanity_check(name, package, level)
    if level > 0:
        name = _resolve_name(name, package, level)
    return _find_and_load(name)


def _find_and_load(name, import_=None):
    __import__(name)
    module = sys.modules[name]
    if module is None:
        raise ModuleNotFoundError('import of {} halted; None in sys.modules'.format(name), name=name)
    return module


def _handle_fromlist(module, fromlist, import_, *, recursive=False):
    __import__(module.__name__, None, None, fromlist)
    return module


def _calc___package__(globals):
    package, spec = globals.get('__package__'), globals.get('__spec__')
    if package is not None:
        return package
    if spec is not None:
        return spec.parent
    package = globals['__name__']
    return package if '__path__' in globals else package.rpartition('.')[0]


__import__ = __import__


def _setup(sys_module=None, _imp_module=None):
    pass


def _install(sys_module=None, _imp_module=None):
    """Makes sys.meta_path, sys.path_hooks and sys.path_importer_cache: when they are first asked for."""
    external = _external()
    sys.path_importer_cache = {}
    sys.path_hooks = [external._path_hook]
    sys.meta_path = [BuiltinImporter, FrozenImporter, external.PathFinder]
