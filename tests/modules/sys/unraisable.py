# host only: the LX106 has no room for the hook
# sys.unraisablehook: what __del__ and callbacks raise.
import gc
import io
import sys


class Dies:
    def __del__(self):
        raise ValueError('in del')


def kill():
    Dies()


def hook(args):
    print(type(args).__name__, args.exc_type, args.exc_value, args.err_msg, args.object is Dies.__del__)
    print(args.exc_traceback.tb_frame.f_code.co_name, len(args), args[0] is args.exc_type)
    kept.append(args.exc_value)
    global last
    last = args


kept = []
print(sys.unraisablehook is sys.__unraisablehook__)
sys.unraisablehook = hook
kill()
gc.collect()
print(len(kept))
sys.unraisablehook = sys.__unraisablehook__
saved, sys.stderr = sys.stderr, io.StringIO()
sys.__unraisablehook__(last)
kill()
gc.collect()
text, sys.stderr = sys.stderr.getvalue(), saved
print([line.split(' at ')[0].split('<function')[0] for line in text.split('\n') if line[:1] not in ' '])
print(text.count('in __del__'))
for wrong in 5, None, (1, 2, 3, 4, 5):
    try:
        sys.__unraisablehook__(wrong)
    except TypeError as e:
        print(e)
