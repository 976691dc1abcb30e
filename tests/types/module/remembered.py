# What native modules give is remembered: names that the program sets, deletes or sets in vars() go before it.
import math
import sys


def look():
    return math.floor(2.5), round(math.pi, 3)


print(look(), look())
floor, pi = math.floor, math.pi
math.floor = lambda x: 'mine'
print(look(), look())
math.floor = floor
print(look())
vars(math)['pi'] = 3
print(look())
vars(math)['pi'] = pi
print(look())
for i in range(3):
    math.turn = i
    print(math.turn, look()[0])
del math.turn
print(hasattr(math, 'turn'), hasattr(math, 'nothing'))

# Two modules of the same name.
one = math
del sys.modules['math']
import math
one.e = 'one'
print(one.e, math.e == 'one' and math is not one, math.sqrt(4.0), one.sqrt(9.0))
math.tau = 'two'
print(math.tau, one.tau == 'two' and math is not one)
