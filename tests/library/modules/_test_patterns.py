"""What match statements take for a sequence or a mapping: the first class of the MRO that is one decides."""
import collections
import collections.abc


class Listed:
    pass


class Below(Listed):
    pass


class Both(collections.UserDict, collections.abc.Sequence):
    pass


class Dict(dict, collections.abc.Sequence):
    def __reversed__(self):
        pass


class Sequence(collections.abc.Sequence, dict):
    __getitem__ = None
    __len__ = dict.__len__


def kind(x):
    match x:
        case [*_]:
            return 'sequence'
        case {}:
            return 'mapping'


print(kind(Below()), kind(collections.UserDict()), kind(collections.UserList()), kind(Both()), kind(Dict()), kind(Sequence()))
print(kind([]), kind(()), kind({}), kind('text'), kind(b''), kind(range(3)), kind(collections.deque()), kind(collections.OrderedDict()))
collections.abc.Sequence.register(Listed)
print(kind(Listed()), kind(Below()))
collections.abc.Mapping.register(Listed)
print(kind(Listed()), kind(Below()))
