__all__ = ["one", "two"]
one, two, three = 1, 2, 3
def __getattr__(name):
    if name == "made":
        return "made by __getattr__"
    raise AttributeError(name)
