for v in ("", "ab", "a\u00e9\u65e5b"):
    print([ascii(format(v, s)) for s in ("", "s", "5", "<5", ">5", "^5", "^6", "*^6", ".2", ".0", "5.1", "\u65e5>6", "05", "<05", ".99", "1",
                                         "x<s", "{>4", "}^4", "0>4s", "010s")])
for v in (1 + 2j, -1j, 0j, 1.5 - 0.5j, complex("inf"), complex(0, -0.0)):
    print([format(v, s) for s in ("", "f", ".1f", ">20.2f", "+", "+.1f", "e", "g", ".3", "*^15", " ", "#", ",.1f", "n", "<12g")])
for s in ("010", "=10", "d", "%", "s", ",x"):
    try:
        print(format(1j, s))
    except ValueError as e:
        print(e)
