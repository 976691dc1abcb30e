# host only: doubles
def show(z):
    print("%.10g %.10g" % (z.real, z.imag))
show((1 + 2j)**0.5)
show((1 + 2j)**(3 - 1j))
show((-8)**(1 / 3))
show((1 + 2j)**-2)
show((0.5 + 1j)**150)
show(1j**1j)
show((3 + 4j) / (1e-200 + 1e-200j))
show((1e200 + 1e200j) / (1e200 - 1e200j))
print(1 / (3 + 7j), (1.1 + 2.2j) * (3.3 - 4.4j), abs(1e200 + 1e200j), abs(complex(1, float("inf"))), 0.1 + 0.2j)
for f in (lambda: (1e300 + 1j)**2, lambda: abs(complex(1.7e308, 1.7e308)), lambda: (10 + 0j)**1000.5):
    try:
        print(f())
    except OverflowError as e:
        print(e)
print(f"{1.5 + 2j:.2f} {1j:10}| {1 + 2j} {3 - 4j:g} {complex(1, -0.0):+.1f}")
