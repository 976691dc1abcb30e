print('part runs')
__all__ = ['Part', 'helper']


class Part:
    pass


def helper():
    return Part.__name__


def __getattr__(name):
    if name == 'missing':
        raise RuntimeError('asked for what is missing')
    raise AttributeError(name)
