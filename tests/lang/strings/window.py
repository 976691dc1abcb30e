# Every character of a string literal may be the first one that a refill of the source window brings.
bad = 0
for pad in range(140):
    space = " " * pad
    ns = {"z": 5}
    exec("if 1:" + space + "x = '{a}{{b}} {'; y = f'{z}{{q}}{z:>{z}}'; w = b'\\x41{' rb'\\{'", ns)
    if (ns["x"], ns["y"], ns["w"]) != ("{a}{{b}} {", "5{q}    5", b"A{\\{"):
        bad += 1
        print(pad, ns["x"], ns["y"], ns["w"])
print(bad)
