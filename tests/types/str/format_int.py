for v in (0, 5, -5, 255, -255, 1234567, -1234567, 10**20, -10**20, True):
    print(v, [format(v, s) for s in ("", "d", "b", "o", "x", "X", "#b", "#o", "#x", "#X", "n", "5", "<5", "^5", ">5", "=5")])
    print([format(v, s) for s in ("05", "+", "-", " ", "+05", " 05", "#06x", "#010x", "08b", ",", "_", "_x", "_b", "#_X", "*^9", "x<4",
                                  "0=7", "0>7", "0<7", "012,", "013,", "014_", "#014_x", "+,d", "\u00e9>8", "<05", "1", "0")])
for w in range(1, 16):
    print(format(1234, "0%d," % w), format(-1234, "0%d," % w), format(0xabcde, "#0%d_x" % w), format(7, "0%d_b" % w))
print([format(c, s) for c in (65, 0xe9 - 0xe9 + 97) for s in ("c", "5c", "<5c", "^5c", "05c", "*>3c")])
print(ascii(format(0x65e5, "3c")), ascii(format(0x1f600, "c")))
print([format(v, s) for v in (3, -12) for s in ("e", "f", ".2f", "g", "%", ".0f", "010.2f", "E", "+.1e", "#.0f", ",.1f")])
class M(int):
    pass
print(format(M(5), "03d"), f"{M(7):>4}", "{:x}".format(M(255)))
