"""importlib.readers: the resources of packages that are folders."""
from importlib.resources.abc import TraversableResources


class FileReader(TraversableResources):
    def __init__(self, loader):
        from pathlib import Path
        self.path = Path(loader.path).parent

    def resource_path(self, resource):
        return str(self.path.joinpath(resource))

    def files(self):
        return self.path


class NamespaceReader(TraversableResources):
    def __init__(self, namespace_path):
        from pathlib import Path
        self.path = Path(list(namespace_path)[0])

    def resource_path(self, resource):
        return str(self.path.joinpath(resource))

    def files(self):
        return self.path
