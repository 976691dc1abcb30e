# host only: large floats are other numbers in single precision
for x in (0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 2.25, 2.75, 1e10, -0.0, 0.0):
    print(x, round(x), round(x, 1), round(x, 0), round(x, -1), round(x, None))
print(round(1234.5, -2), round(1250.0, -2), round(1350.0, -2), round(-1250.0, -2), round(0.125, 2), round(0.375, 2), round(1.5, 400), round(1e30, -400))
inf = float("inf")
print(round(inf, 2), round(float("nan"), 1), round(-inf, -5), type(round(2.5)), type(round(2.5, 0)))
for f in (lambda: round(inf), lambda: round(float("nan")), lambda: round(1.5, 1.0), lambda: round(1.5, "a")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
