# Only StopIteration has value, only OSError has errno.
for e in Exception(1), KeyError(2), OSError(3, "x"), StopIteration(4), SystemExit(5), GeneratorExit(6):
    print(type(e).__name__, getattr(e, "value", None), getattr(e, "errno", None), getattr(e, "code", None))
try:
    Exception(1).value
except AttributeError as e:
    print(e)
