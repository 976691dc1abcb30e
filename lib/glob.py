"""Files whose names match shell patterns; ** is any number of folders when recursive is true."""
import os
from fnmatch import fnmatchcase

_join = os.path.join


def has_magic(s):
    return any([c in s for c in ('*?[' if isinstance(s, str) else b'*?[')])


def escape(pathname):
    """The name as a pattern that only matches itself."""
    if isinstance(pathname, bytes):
        return b''.join([b'[%c]' % c if c in b'*?[' else bytes([c]) for c in pathname])
    return ''.join(['[%s]' % c if c in '*?[' else c for c in pathname])


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    if dir_fd is not None:
        raise NotImplementedError('dir_fd unavailable on this platform')
    if isinstance(pathname, bytes):
        for name in iglob(pathname.decode(), root_dir=root_dir and root_dir.decode(), recursive=recursive,
                          include_hidden=include_hidden):
            yield name.encode()
        return
    search = _Search('' if root_dir is None else str(root_dir), recursive, include_hidden)
    skip = recursive and pathname.split('/')[0] == '**'
    for name in search.find(pathname, False):
        # The folder itself, as ** finds it, has no name here.
        if name or not skip:
            yield name


class _Search:
    def __init__(self, root, recursive, hidden):
        self.root, self.recursive, self.hidden = root, recursive, hidden

    def find(self, path, folders_only):
        """The paths that match; those of folders only, when something stands behind."""
        if not path:
            return
        folder, name = path.rsplit('/', 1) if '/' in path else ('', path)
        if '/' in path:
            folder = folder.rstrip('/') or path[:len(path) - len(name)]
        if not has_magic(path):
            if (self.exists(path) if name else self.is_folder(folder)):
                yield path
            return
        if not folder:
            for found in self.names('', name, folders_only):
                yield found
            return
        above = self.find(folder, True) if folder != path and has_magic(folder) else [folder]
        for where in above:
            for found in self.names(where, name, folders_only):
                yield _join(where, found)

    def names(self, folder, name, folders_only):
        if self.recursive and name == '**':
            return self.tree(folder, folders_only)
        if has_magic(name):
            hidden = self.hidden or name[0] == '.'
            return [found for found in self.entries(folder, folders_only)
                    if (hidden or found[0] != '.') and fnmatchcase(found, name)]
        if name:
            return [name] if self.exists(_join(folder, name)) else []
        return [name] if self.is_folder(folder) else []

    def tree(self, folder, folders_only):
        """The folder, as an empty name, and what is below."""
        if not folder or self.is_folder(folder):
            yield ''
        for name in self.entries(folder, folders_only):
            if not self.hidden and name[0] == '.':
                continue
            yield name
            below = _join(folder, name) if folder else name
            if self.is_folder(below):
                for found in self.tree(below, folders_only):
                    if found:
                        yield _join(name, found)

    def place(self, path):
        return _join(self.root, path) if self.root else path

    def entries(self, folder, folders_only):
        try:
            names = os.listdir(self.place(folder) or '.')
        except OSError:
            return []
        return [name for name in names if self.is_folder(_join(folder, name))] if folders_only else names

    def is_folder(self, path):
        return os.path.isdir(self.place(path) or '.')

    def exists(self, path):
        return os.path.exists(self.place(path)) or hasattr(os.path, 'lexists') and os.path.lexists(self.place(path))
