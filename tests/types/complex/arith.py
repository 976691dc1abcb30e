vals = [0j, 1j, 1 + 2j, -1.5 + 0.5j, 2 + 0j, -3j, complex(0.5, -0.25)]
for a in vals:
    for b in vals:
        print(a, b, a + b, a - b, a * b, a == b)
print((1 + 2j) / 1j, (1 + 2j) / 2, (4 + 2j) / (1 + 1j), 1 / 2j, (1 + 2j) + 1, 1 - (1 + 2j), 2 * 1j, 1j * 1.5, True + 1j)
print(-(1 + 2j), +(1 - 2j), abs(3 + 4j), abs(-5j), bool(0j), bool(1j), (1 + 2j).conjugate(), (1 + 2j).real, (1 + 2j).imag)
print((1 + 2j)**2, (1 + 2j)**0, 1j**2, 1j**-1, (2 + 0j)**3, 0j**0, 0j**2, (1 + 1j)**4, 2**(2 + 0j), (1 + 2j)**3)
print(1 == 1 + 0j, 1.5 == 1.5 + 0j, 1j == 1j, 1j != 1, 1j == "a", hash(1 + 0j) == hash(1), hash(1.5 + 0j) == hash(1.5), {1: 2}[1 + 0j])
x = 1j
x += 1
x *= 2j
x -= 0.5
x /= 2
print(x)
for f in (lambda: 1j // 1, lambda: 1j % 1, lambda: divmod(1j, 1), lambda: 1j < 2, lambda: 1j / 0, lambda: 0j**-1, lambda: 0j**1j, lambda: int(1j),
          lambda: float(1j), lambda: 1j & 1, lambda: ~1j, lambda: 1j + "a", lambda: pow(1j, 2, 3), lambda: 1j << 1, lambda: round(1j), lambda: 1j.real(), lambda: [1][1j]):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
