# __cause__ and __context__ as raise sets them.
def links(e):
    print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)

try:
    try:
        1 / 0
    except ZeroDivisionError as z:
        raise ValueError("v") from z
except ValueError as e:
    links(e)
try:
    try:
        1 / 0
    except ZeroDivisionError as z:
        raise ValueError("v")
except ValueError as e:
    links(e)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("v") from None
except ValueError as e:
    links(e)
try:
    try:
        {}["k"]
    finally:
        [][1]
except IndexError as e:
    links(e)
try:
    raise ValueError from TypeError
except ValueError as e:
    links(e)
try:
    raise ValueError from 5
except TypeError as e:
    print(e)
try:
    raise 5
except TypeError as e:
    print(e)
try:
    raise int
except TypeError as e:
    print(e)


# An exception that is raised again while it is handled keeps its context.
try:
    try:
        raise KeyError(1)
    except KeyError as k:
        try:
            raise ValueError(2)
        except ValueError:
            raise k
except KeyError as e:
    links(e)
    links(e.__context__)
