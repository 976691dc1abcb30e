# A module's dict of annotations is there before the first annotation.
__annotations__[1] = 2
x: int = 5
print(__annotations__)
import sys
print(sys.modules['__main__'].__annotations__ is __annotations__)


def f():
    return missing_name


try:
    f()
except NameError as e:
    print(e)
