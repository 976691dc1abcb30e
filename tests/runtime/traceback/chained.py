# status: 1
# An uncaught exception: the text goes to standard error, standard output stays whole.
print("before")
try:
    1 / 0
except ZeroDivisionError as e:
    raise ValueError("after") from e
