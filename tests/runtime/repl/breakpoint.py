# host only: no environment on the LX106
# breakpoint() and sys.breakpointhook.
import os
import sys
import warnings


def hook(*args, **kws):
    print('hook', args, kws)
    return 7


print(sys.breakpointhook is sys.__breakpointhook__)
sys.breakpointhook = hook
print(breakpoint(1, a=2))
sys.breakpointhook = sys.__breakpointhook__
for wish in '0', 'max', 'os.path.join', 'no_such_module.f', 'os.no_such', '.', 'no_such_builtin':
    os.environ['PYTHONBREAKPOINT'] = wish
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        print(wish, breakpoint('b', 'a'))
    print([(w.category.__name__, str(w.message)) for w in seen])
del os.environ['PYTHONBREAKPOINT']
sys.modules['pdb'] = type(sys)('pdb')
sys.modules['pdb'].set_trace = lambda *args: print('pdb', args)
breakpoint(3)
