# host only: long numbers, converted by halves
import sys
try:
    sys.set_int_max_str_digits(0)
except AttributeError: pass
for n in (1000, 1232, 1233, 1300, 2466, 4000, 10000, 30000):
    for d in (-1, 0, 1):
        v = 10**n + d
        s = str(v)
        if int(s) != v or len(s) != (n if d < 0 else n + 1): print("bad", n, d)
        if str(-v) != "-" + s: print("bad neg")
v = 7**40000
print(len(str(v)), str(v)[:20], str(v)[-20:], int(str(v)) == v)
