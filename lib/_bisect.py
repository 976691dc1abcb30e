"""_bisect: what CPython's modules import from the accelerator of bisect."""
from bisect import bisect, bisect_left, bisect_right, insort, insort_left, insort_right
