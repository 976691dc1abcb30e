# Exceptions take attributes.
e = Exception("text")
e.x = 0
e.x += 5
print(e.x, e.__dict__, e)
del e.x
try:
    e.x
except AttributeError as f:
    f.note = e
    print(f, f.note)
s = StopIteration(3)
s.other = 1
print(vars(s))
