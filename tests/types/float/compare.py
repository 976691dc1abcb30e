inf, nan = float("inf"), float("nan")
values = [-inf, -1e10, -2.0, -0.5, -0.0, 0.0, 0.5, 1.0, 2.0, 1e10, inf, nan, -2, 0, 1, 2, 10**10, 10**40, -10**40, True]
for a in values:
    row = ""
    for b in values:
        row += "<" if a < b else ">" if a > b else "=" if a == b else "!"
        if (a < b) != (b > a) or (a <= b) != (b >= a) or (a == b) == (a != b):
            print("wrong", a, b)
    print(row)
print(0.5 == "0.5", 0.5 != None, 1.0 == 1, hash(1.0) == hash(1), hash(0.5) == hash(0.5), {1.0: 1}[True], 2.0**24 + 1 == 2**24 + 1.0)
print(1.0 in [1], [nan] == [nan], (nan,) == (nan,), sorted([2.5, 1, 3, 0.5]), max(1, 2.5), min(2.5, 1))
for f in (lambda: 1.5 < "a", lambda: 1.5 >= None, lambda: 1.5 < 1j):
    try:
        print(f())
    except TypeError as e:
        print(e)
