print("a", __name__, __package__)
from .sub import deep
val = 3
