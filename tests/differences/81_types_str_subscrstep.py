# Slices of str with a step.
s = "abcdefghi"
print(s[0:9:2], s[::-1], s[7:1:-3], s[::20], s[5:5:2] == "", ascii("a\xe4\u20acb"[::-1]), ascii("a\xe4\u20acb"[1::2]))
try:
    s[::0]
except ValueError as e:
    print(e)
