# The limit of digits that int and str convert.
# host only: numbers of thousands of digits
import sys

def show(f):
    try:
        print(len(str(f())))
    except (ValueError, SyntaxError, TypeError) as e:
        print(type(e).__name__, e.args[0])

print(sys.get_int_max_str_digits(), sys.int_info.str_digits_check_threshold)
show(lambda: 10 ** 4299)
show(lambda: 10 ** 4300)
show(lambda: 10 ** 100000)
show(lambda: int("1" * 4300))
show(lambda: int(" -" + "1_1" * 2151 + " "))
show(lambda: int("1" * 5000, 7))
show(lambda: hex(int("1" * 5000, 16)))
show(lambda: hex(10 ** 5000))
show(lambda: "%d" % 10 ** 5000)
show(lambda: f"{10 ** 5000:,}")
show(lambda: eval("1" * 5000))
show(lambda: sys.set_int_max_str_digits(10))
show(lambda: sys.set_int_max_str_digits("a"))
sys.set_int_max_str_digits(maxdigits=0)
show(lambda: 10 ** 6000)
sys.set_int_max_str_digits(640)
show(lambda: 10 ** 639)
show(lambda: -10 ** 639)
show(lambda: 10 ** 640)
