"""Lines of source files by number, kept for the next time.

`cache` maps a file's name to (size, mtime, lines, full name); or to a tuple of one function that will give the text.
"""
import sys
import os

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

cache = {}


def getline(filename, lineno, module_globals=None):
    """The line with its end; '' when there is none."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def getlines(filename, module_globals=None):
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def clearcache():
    cache.clear()


def checkcache(filename=None):
    """Forgets the files that have changed."""
    for name in list(cache) if filename is None else [filename]:
        entry = cache.get(name)
        if entry is None or len(entry) == 1 or entry[1] is None:
            continue
        try:
            stat = os.stat(entry[3])
        except (OSError, ValueError):
            cache.pop(name, None)
            continue
        if (stat.st_size, stat.st_mtime) != entry[:2]:
            cache.pop(name, None)


def _has_no_file(filename):
    return not filename or (filename.startswith("<") and filename.endswith(">"))


def _coding(data):
    for line in data.split(b"\n", 2)[:2]:
        at = line.find(b"coding")
        if line.lstrip()[:1] == b"#" and at >= 0 and line[at + 6:at + 7] in (b":", b"="):
            name = line[at + 7:].strip().split()[0]
            return bytes(c for c in name if chr(c).isalnum() or c in b"-_.").decode()
    return "utf-8"


def _read(path):
    with open(path, "rb") as f:
        data = f.read()
    if data[:3] == b"\xef\xbb\xbf":
        data = data[3:]
    text = data.decode(_coding(data)).replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    last = lines.pop()
    lines = [line + "\n" for line in lines]
    if last:
        lines.append(last + "\n")
    return lines


def _find(filename):
    """(path, stat) of the file, looked for along sys.path when the name alone does not lead there; or None."""
    names = [filename]
    if not os.path.isabs(filename):
        names += [os.path.join(folder, filename) for folder in sys.path if isinstance(folder, str)]
    for name in names:
        try:
            return name, os.stat(name)
        except (OSError, ValueError):
            pass
    return None


def updatecache(filename, module_globals=None):
    """Reads the file anew; its lines, [] when that fails."""
    entry = cache.pop(filename, None)
    if _has_no_file(filename):
        return []
    found = None
    try:
        found = filename, os.stat(filename)
    except (OSError, ValueError):
        if lazycache(filename, module_globals) or entry:
            entry = cache.pop(filename, entry)
            try:
                text = entry[0]()
            except (ImportError, OSError):
                text = None
            else:
                if text is None:
                    return []
            if text is not None:
                cache[filename] = (len(text), None, [line + "\n" for line in text.splitlines()], filename)
                return cache[filename][2]
    found = found or _find(filename)
    if found is None:
        return []
    try:
        lines = _read(found[0])
    except (OSError, UnicodeDecodeError, SyntaxError, LookupError):
        return []
    cache[filename] = found[1].st_size, found[1].st_mtime, lines, found[0]
    return lines


def lazycache(filename, module_globals):
    """Notes the loader in the module's globals as where the text comes from, should it be asked for."""
    if filename in cache:
        return len(cache[filename]) == 1
    if _has_no_file(filename) or not module_globals or "__name__" not in module_globals:
        return False
    spec = module_globals.get("__spec__")
    name = getattr(spec, "name", None) or module_globals["__name__"]
    loader = getattr(spec, "loader", None) or module_globals.get("__loader__")
    get_source = getattr(loader, "get_source", None)
    if not name or get_source is None:
        return False
    cache[filename] = (lambda: get_source(name),)
    return True
