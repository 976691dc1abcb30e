# Exceptions are chained.
try:
    try:
        {}["a"]
    except KeyError as first:
        raise TypeError("second")
except TypeError as e:
    print(repr(e.__context__), e.__cause__, e.__suppress_context__)
try:
    try:
        [][1]
    except IndexError as first:
        raise TypeError from first
except TypeError as e:
    print(repr(e.__context__), repr(e.__cause__), e.__suppress_context__)
try:
    raise ValueError from None
except ValueError as e:
    print(e.__context__, e.__cause__, e.__suppress_context__)
try:
    raise ValueError from 5
except TypeError as e:
    print(e)
