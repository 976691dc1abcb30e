# What code compiled as "single" shows its values with.
import sys

exec(compile('1 + 1', 'x', 'single'))
exec(compile('None', 'x', 'single'))
before = sys.displayhook
print(before is sys.__displayhook__, callable(sys.excepthook))
sys.displayhook = lambda value: print('shown', value)
exec(compile('"text"\n', 'x', 'single'))
sys.displayhook = sys.__displayhook__
exec(compile('"text"\n', 'x', 'single'))
import builtins
print(builtins._)
