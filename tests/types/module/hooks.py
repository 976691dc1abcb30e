# Module-level __getattr__ and __dir__, subclasses of the type.
import sys

Module = type(sys)
m = Module("m")
exec("""
def __getattr__(name):
    if name == "bad":
        raise AttributeError("no " + name)
    return "made " + name
def __dir__():
    return ["b", "a"]
x = 1
""", m.__dict__)
print(m.x, m.anything, dir(m), hasattr(m, "bad"), getattr(m, "bad", "default"))
try:
    m.bad
except AttributeError as e:
    print(e)


class Lazy(Module):
    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return name.upper()

    @property
    def prop(self):
        return "property of " + self.__name__


z = Lazy("lazy")
z.set = 1
print(z.set, z.loud, z.prop, z.__name__, isinstance(z, Module))
print(sorted(k for k in z.__dict__ if k[0] != "_"))
