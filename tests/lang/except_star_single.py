# A single exception that the clauses raise goes on as it is: so from CPython 3.11.4 on.
def f():
    try:
        raise ExceptionGroup('m', [ValueError(1), TypeError(2), ExceptionGroup('n', [OSError(3), TypeError(4)])])
    except* ValueError as e:
        raise KeyError(2)
    except* (TypeError, OSError) as e:
        pass
try:
    f()
except KeyError as e:
    print(repr(e), repr(e.__context__))
