# bytes have no format method; they have %.
print(hasattr(b"", "format"), hasattr(bytearray(), "format"))
print(b"%s-%d-%r" % (b"a", 5, "x"), b"%c%c" % (65, b"B"), bytearray(b"%5.1f") % 2.5)
try:
    b"{}".format(1)
except AttributeError as e:
    print(e)
