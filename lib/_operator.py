"""_operator: what CPython's modules import from the accelerator of operator."""
from operator import *
from operator import _compare_digest
