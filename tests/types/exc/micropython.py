# What MicroPython has on every exception.
e = ValueError(5, 6)
print(e.value, e.errno)
print(OSError(110).errno, OSError().errno, Exception().value)
try:
    raise OSError(110)
except OSError as e:
    print(e.errno == 110, e.args[0])
