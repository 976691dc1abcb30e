"""gc: what programs ask that were written for a collector with generations.

There are no generations here: a collection looks at everything, when the heap says so (gc.threshold()).
"""
import gc

DEBUG_STATS, DEBUG_COLLECTABLE, DEBUG_UNCOLLECTABLE, DEBUG_SAVEALL = 1, 2, 4, 32
DEBUG_LEAK = 38
garbage = []
callbacks = []
_state = {'thresholds': (700, 10, 10), 'debug': 0, 'stopped': False}


def get_threshold():
    """What set_threshold() was told."""
    return _state['thresholds']


def set_threshold(threshold0, threshold1=None, threshold2=None, /):
    """0 as the first number stops the automatic collections; the others are only remembered."""
    given = threshold0, threshold1, threshold2
    for number in given:
        if number is not None and not isinstance(number, int):
            raise TypeError('%r object cannot be interpreted as an integer' % type(number).__name__)
    if threshold0 == 0 and gc.isenabled():
        gc.disable()
        _state['stopped'] = True
    elif threshold0 != 0 and _state['stopped']:
        gc.enable()
        _state['stopped'] = False
    _state['thresholds'] = tuple(old if new is None else new for old, new in zip(_state['thresholds'], given))


def get_count():
    """Objects made since the last collection are not counted: zeros."""
    return 0, 0, 0


def get_debug():
    return _state['debug']


def set_debug(flags, /):
    """Remembered; the collector says nothing."""
    _state['debug'] = flags


def is_tracked(obj, /):
    """Whether the object may refer to others."""
    if isinstance(obj, type):
        return True
    return not isinstance(obj, (int, float, complex, str, bytes, bytearray, range, type(None), type(...),
                                type(NotImplemented), type(len))) or bool(getattr(obj, '__dict__', None))
