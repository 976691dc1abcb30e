# int.bit_length() and bit_count().
print([n.bit_length() for n in (0, 1, -1, 255, 256, -256, 1 << 100, -(1 << 100))])
print([n.bit_count() for n in (0, 1, -1, 255, (1 << 100) - 1)], True.bit_length(), (5).bit_length())
