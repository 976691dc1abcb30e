values = [0, 1, -1, 2**29, 2**30, -2**30, 2**31, 2**61, 2**62, -2**62, 2**63, 2**64, -2**64, 10**30, -10**30]
for a in values:
    row = ""
    for b in values:
        row += "<" if a < b else ">" if a > b else "="
        if (a < b) != (b > a) or (a <= b) != (not a > b) or (a == b) == (a != b):
            print("wrong", a, b)
    print(row)
print(sorted(values) == sorted(values, reverse=True)[::-1], min(values), max(values))
print(1 == 1.0, 1 < 1.5, 2 > 1.5, 2**100 > 1.5, -2**100 < 1.5, 2**70 == 2.0**70, 2**70 + 1 == 2.0**70, 2**70 + 1 > 2.0**70)
print(1 == True, 0 == False, 2 == True, 1 == 1 + 0j, 2 == 1 + 0j)
inf, nan = float("inf"), float("nan")
print(2**200 < inf, 2**200 > inf, -2**200 > -inf, 5 < nan, 5 > nan, 5 == nan, 5 != nan, 2**100 == nan, 2**100 != nan)
print(1 == "1", 1 != "1", 1 == None, 0 == "", 1 == [1])
print(bool(0), bool(2**70), bool(-1), not 0, not 2**64)
for f in (lambda: 1 < "1", lambda: 2**70 < None, lambda: 1 >= [], lambda: 1 < 1j):
    try:
        print(f())
    except TypeError as e:
        print(e)
d = {1: "int", 2**70: "long", 2.5: "float"}
print(d[True], d[1.0], d[2.0**70], d[2**71 >> 1], d[5 / 2], 1.0 in d, 2**70 + 1 in d)
