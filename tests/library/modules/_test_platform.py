# The module platform: what CPython says of the same machine.
import platform
import sys

print(platform.system(), platform.machine() != "", platform.release() != "", platform.node() != "")
print(platform.uname().system == platform.system(), platform.uname()[:5] == tuple(platform.uname())[:5])
print(platform.python_version() == "%d.%d.%d" % tuple(sys.version_info[:3]), len(platform.python_version_tuple()))
print(platform.architecture()[0], platform.platform().startswith(platform.system() + "-" + platform.release()))
print(platform.platform(terse=True).startswith(platform.system() + "-"))
print(type(platform.python_compiler()), type(platform.python_implementation()), len(platform.libc_ver()))
print(platform.libc_ver()[0], platform.libc_ver()[1][:2], platform.libc_ver("/nowhere/else", "a", "b") if sys.implementation.name == "micropython" else ("a", "b"))
print(platform.python_compiler().split()[0] in ("GCC", "Clang"), platform.python_compiler().split()[1][0].isdigit(), len(platform.python_build()))
