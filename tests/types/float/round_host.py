# host only: doubles
print(round(2.675, 2), round(2.665, 2), round(1.005, 2), round(0.1 + 0.2, 15), round(123456.789, 3), round(5e-324, 323), round(5e-324, 324))
for i in range(-200, 200):
    print(round(i / 16, 2), round(i * 0.15, 1), round(i * 12.5, -1))
try:
    print(round(1.7976931348623157e308, -308))
except OverflowError as e:
    print(e)
print((2.5).__round__(), float(10**22), 1e22 == 10**22, int(1e22), int(1e300), int(-1.5e10), int(2.0**62), int(-2.0**61), int(2.0**61))
print(1e308 * 10, -1e308 * 10, 2.0**1023, 1e-320, 1e-320 / 2, 0.1 * 3, 1e16 + 1, 2**53 + 1.0)
try:
    2.0**5000
except OverflowError as e:
    print(e)
print((-8)**(1 / 3), (-8.0)**0.5, 1e20 // 1, 1e20 % 3, -1e20 % 7, 5e-324 // 5e-324, 0.3 // 0.1, 0.3 % 0.1, 1 % 0.1)
