# str.ljust() and str.rjust().
print("abc".ljust(10) + "|", "abc".rjust(10, "-"), "abc".center(8, "*"), "abc".ljust(2), "\xe4".rjust(3, "\u20ac") == "\u20ac\u20ac\xe4")
for args in ((5, "ab"), (5, ""), ("5",)):
    try:
        "a".ljust(*args)
    except TypeError as e:
        print(e)
