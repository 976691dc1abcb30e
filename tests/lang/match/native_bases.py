# Built-in types with several bases are no sequences and no mappings.
import io


def kind(v):
    match v:
        case [*items]:
            return 'sequence'
        case {**items}:
            return 'mapping'
        case ExceptionGroup(message=m):
            return m
        case OSError():
            return 'error'
    return 'nothing'


class Own(ExceptionGroup):
    pass


class Listed(list, Exception if False else object):
    pass


for v in ExceptionGroup('group', [ValueError()]), io.UnsupportedOperation(1), Own('own', [KeyError()]), Listed(), {}, 5:
    print(kind(v))
