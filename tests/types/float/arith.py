# values that singles and doubles hold exactly
vals = [0.0, -0.0, 0.5, 1.0, -1.5, 2.25, 3.0, -8.0, 1024.0, 0.125]
for a in vals:
    for b in vals:
        row = [a + b, a - b, a * b]
        if b:
            row += [a // b, a % b, divmod(a, b)]
        print(a, b, row)
print(7.5 // 2, -7.5 // 2, 7.5 // -2, -7.5 // -2, 7.5 % 2, -7.5 % 2, 7.5 % -2, -7.5 % -2, 5 // 2.0, 5 % -2.0, 2.0**10, 2**0.5 > 1.41)
print(-0.0 % 1, 0.0 // -1, 1.5 / 0.5, 1 / 4, 3 / -2.0, True + 0.5, 0.5 * False, 2.0**-2, (-2.0)**3, (-2.0)**-1, 0.0**0, 1.0**1e10)
inf = float("inf")
nan = float("nan")
print(inf + 1, inf - inf, -inf, inf * 0, 5.0 // inf, -5.0 // inf, -5.0 % inf, 5.0 % inf, inf // 1, inf % 1, 1 / inf, inf**0, inf**-1, nan**0, 1**nan)
print(-(1.5), +(1.5), abs(-1.5), abs(-0.0), abs(-inf), bool(0.0), bool(-0.0), bool(0.5), bool(nan))
for f in (lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1.0, 0), lambda: 0.0**-1, lambda: 1 / 0.0,
          lambda: 1.5 & 1, lambda: ~1.5, lambda: 1.5 + "a", lambda: 1.5 << 1, lambda: 1.5 + 10**400, lambda: 1.0 @ 2, lambda: 1e30**1e30):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
x = 1.5
x += 1
x *= 2
x -= 0.5
x /= 3
x //= 1
x **= 2
print(x)
