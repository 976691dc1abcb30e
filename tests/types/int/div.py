# // % divmod(): rounded down, the remainder has the divisor's sign
values = [1, 2, 3, 7, 10, 255, 256, 65535, 65536, 2**29, 2**30 - 1, 2**31, 2**32, 2**32 + 1, 2**61,
          2**62, 2**63 - 1, 2**63, 2**64, 2**64 + 1, 10**25, 2**100 - 1, 2**128, 3**90]
total = 0
for a in values:
    for b in values:
        for x in (a, -a, a - 1, -a - 1):
            for y in (b, -b):
                q, r = divmod(x, y)
                if q * y + r != x or x // y != q or x % y != r or (r != 0 and (r < 0) != (y < 0)) or abs(r) >= abs(y):
                    print("wrong", x, y, q, r)
                total = (total * 31 + q + 5 * r) % 1000000007
print(total)
print(-7 // 2, -7 % 2, 7 // -2, 7 % -2, -7 // -2, -7 % -2)
print(divmod(-(2**63), -1), divmod(-(2**31), -1), -(2**61) // -1)
print(divmod(0, 2**70), divmod(-1, 2**70), divmod(2**70, -(2**70)))
# a quotient digit that has to be corrected twice
print(divmod(2**128 - 1, 2**96 - 2**64 + 1), divmod((2**64 - 1) << 64, (2**64 - 1) << 32 | 1))
for f in (lambda: 1 // 0, lambda: 1 % 0, lambda: divmod(1, 0), lambda: 2**99 // 0, lambda: 2**99 % 0,
          lambda: 1 / 0, lambda: True // False):
    try:
        print(f())
    except ZeroDivisionError as e:
        print(e)
