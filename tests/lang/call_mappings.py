# What f(**x) and {**x} take: anything with keys(), not pairs.
def f(**k):
    return k


class M:
    def __init__(self, keys):
        self.names = keys

    def keys(self):
        return self.names

    def __getitem__(self, key):
        if key == "bad":
            raise TypeError("no item " + key)
        return key * 2


class Raises:
    def __getattr__(self, name):
        raise ValueError(name)


for mapping in ([("a", 1)], "ab", [], 5, None, {"a": 1}, M("ab"), M(["bad"]), M([1]), Raises(), (), {1}):
    for call in (
        lambda m: f(**m),
        lambda m: f(x=1, **m),
        lambda m: f(**{"y": 1}, **m),
        lambda m: dict(**m),
        lambda m: {**m},
        lambda m: print(**m),
    ):
        try:
            print(call(mapping))
        except Exception as e:
            print(type(e).__name__, e)
