"""python -m unittest."""
from .main import main

__unittest = True
main(module='unittest.__main__')
