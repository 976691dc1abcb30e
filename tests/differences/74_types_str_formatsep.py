# "," is for decimal numbers, "_" also for others.
print("{:,d} {:_d} {:_x} {:_b} {:,}".format(1234567, 1234567, 0xABCDEF12, 0b1011011, -9876543210))
for spec in ",x", ",o", ",b", ",c", ",n", "_n", ",s", "_,d":
    try:
        print(format(5, spec))
    except ValueError as e:
        print(e)
