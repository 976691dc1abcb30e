print("init", __name__, __package__, __path__ is not None)
from . import a
from .a import val
