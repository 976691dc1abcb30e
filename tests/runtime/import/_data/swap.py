import sys
class Other:
    z = 5
sys.modules[__name__] = Other()
