"""importlib.resources: the data files of a package."""
import sys
from importlib import import_module
from types import ModuleType

from .abc import ResourceReader, Traversable

__all__ = ['Package', 'Resource', 'ResourceReader', 'as_file', 'contents', 'files', 'is_resource', 'open_binary',
           'open_text', 'path', 'read_binary', 'read_text']
Package = (ModuleType, str)
Resource = str


def _package(package):
    module = package if isinstance(package, ModuleType) else import_module(package)
    if getattr(module, '__path__', None) is None:
        raise TypeError('%r is not a package' % (module.__name__,))
    return module


def files(package):
    """The folder of a package, as a path."""
    from pathlib import Path
    module = _package(package)
    reader = getattr(module.__spec__.loader, 'get_resource_reader', None)
    if reader is not None:
        found = reader(module.__name__)
        if found is not None and hasattr(found, 'files'):
            return found.files()
    return Path(list(module.__path__)[0])


class as_file:
    """A context in which a resource is a file with a path: it already is one."""

    def __init__(self, path):
        self._path = path

    def __enter__(self):
        return self._path

    def __exit__(self, *exc):
        return False


def _name(resource):
    resource = str(resource)
    if '/' in resource:
        raise ValueError('%r must be only a file name' % (resource,))
    return resource


def open_binary(package, resource):
    return (files(package) / _name(resource)).open('rb')


def read_binary(package, resource):
    return (files(package) / _name(resource)).read_bytes()


def open_text(package, resource, encoding='utf-8', errors='strict'):
    return (files(package) / _name(resource)).open('r', encoding=encoding, errors=errors)


def read_text(package, resource, encoding='utf-8', errors='strict'):
    with open_text(package, resource, encoding, errors) as file:
        return file.read()


def contents(package):
    return [path.name for path in files(package).iterdir()]


def is_resource(package, name):
    return any(path.name == _name(name) and path.is_file() for path in files(package).iterdir())


def path(package, resource):
    return as_file(files(package) / _name(resource))
