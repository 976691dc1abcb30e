# !a, !r and !s.
a = "unicode äöü€𐐷"
print(f"{a!r} {a!a} {a!s}")
print(f"{a!a:>40}|", "{!a}".format(a), f"{a=!a}", f"{'x'=}")
