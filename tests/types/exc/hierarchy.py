# Which type derives from which.
import builtins
names = """ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError
BufferError BytesWarning ChildProcessError ConnectionError DeprecationWarning EOFError EncodingWarning Exception
FileExistsError FloatingPointError FutureWarning GeneratorExit ImportError ImportWarning IndentationError IndexError
InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError
NotADirectoryError NotImplementedError OSError OverflowError PendingDeprecationWarning ProcessLookupError
RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration
SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError
UnicodeDecodeError UnicodeError UserWarning ValueError Warning ZeroDivisionError"""
for n in names.split():
    t = getattr(builtins, n)
    print(n, t.__name__, t.__bases__[0].__name__, issubclass(t, Exception))


class A(ValueError, KeyError):
    pass


print([c.__name__ for c in A.__mro__], repr(A("x")), A("x"))
try:
    raise A("x")
except KeyError as e:
    print("as KeyError", e.args)
try:
    raise A
except (TypeError, ValueError) as e:
    print("as one of two", e.args)
