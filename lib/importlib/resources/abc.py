"""importlib.resources.abc: what readers of resources promise."""
import abc


class ResourceReader(metaclass=abc.ABCMeta):
    @abc.abstractmethod
    def open_resource(self, resource):
        raise FileNotFoundError

    @abc.abstractmethod
    def resource_path(self, resource):
        raise FileNotFoundError

    @abc.abstractmethod
    def is_resource(self, path):
        raise FileNotFoundError

    @abc.abstractmethod
    def contents(self):
        raise FileNotFoundError


class Traversable(metaclass=abc.ABCMeta):
    """The part of pathlib.Path that resources have."""

    @abc.abstractmethod
    def iterdir(self):
        """What is in the folder."""

    def read_bytes(self):
        with self.open('rb') as file:
            return file.read()

    def read_text(self, encoding=None):
        with self.open(encoding=encoding) as file:
            return file.read()

    @abc.abstractmethod
    def is_dir(self):
        """Is it a folder?"""

    @abc.abstractmethod
    def is_file(self):
        """Is it a file?"""

    def joinpath(self, *parts):
        found = self
        for part in '/'.join(parts).split('/'):
            if part:
                found = next((child for child in found.iterdir() if child.name == part), None)
                if found is None:
                    raise FileNotFoundError(part)
        return found

    def __truediv__(self, child):
        return self.joinpath(child)

    @abc.abstractmethod
    def open(self, mode='r', *args, **kwargs):
        """An open file."""


class TraversableResources(ResourceReader):
    @abc.abstractmethod
    def files(self):
        """The folder of the package."""

    def open_resource(self, resource):
        return self.files().joinpath(resource).open('rb')

    def resource_path(self, resource):
        raise FileNotFoundError(resource)

    def is_resource(self, path):
        return self.files().joinpath(path).is_file()

    def contents(self):
        return (item.name for item in self.files().iterdir())
