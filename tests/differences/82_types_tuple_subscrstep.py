# Slices of tuples with a step.
t = (1, 2, 3, 4)
print(t[0:4:2], t[::-1], t[3:0:-2], t[::9], t[-1::-1][::2], ()[::2])
try:
    t[::0]
except ValueError as e:
    print(e)
