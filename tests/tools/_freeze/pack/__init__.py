from .part import *
from .part import Part as Renamed
from . import part as again


def __getattr__(name):
    if name == 'dynamic':
        return 'made'
    raise AttributeError(name)
