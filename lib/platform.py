# What the program runs on: MicroPython's three functions, and of CPython's what can be told without asking other programs.
import os
import sys


def _uname(i):
    try:
        return os.uname()[i]
    except (AttributeError, OSError):
        return ""


def system():
    return _uname(0)


def node():
    return _uname(1)


def release():
    return _uname(2)


def version():
    return _uname(3)


def machine():
    return _uname(4)


def processor():
    """What `uname -p` knows beyond machine(): nothing on today's systems."""
    return ""


def architecture(executable="", bits="", linkage=""):
    return (bits or ("64bit" if sys.maxsize > 2**32 else "32bit"), linkage)


def platform(aliased=False, terse=False):
    parts = [system(), release()] if terse else [system(), release(), machine()]
    return "-".join(part for part in parts if part) or sys.platform


def libc_ver(executable=None, lib="", version="", chunksize=16384):
    """Name and version of the C library. Another program's is not looked for: what is given comes back."""
    return (lib, version) if executable else tuple(sys.implementation._libc.split(" ", 1))


def python_implementation():
    return sys.implementation.name[:1].upper() + sys.implementation.name[1:]


def python_version():
    return "%d.%d.%d" % tuple(sys.version_info[:3])


def python_version_tuple():
    return tuple(python_version().split("."))


# A release is not told apart by branch, revision or build: sys.version has the date.
def python_branch():
    return ""


def python_revision():
    return ""


def python_build():
    return ("", sys.version.rpartition(" on ")[2])


def python_compiler():
    return sys.implementation._compiler


def uname():
    from collections import namedtuple

    fields = ("system", "node", "release", "version", "machine")
    return namedtuple("uname_result", fields)(system(), node(), release(), version(), machine())
