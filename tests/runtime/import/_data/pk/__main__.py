print("main of pk", __name__, __package__); from . import val; print(val); from .nothing import x
