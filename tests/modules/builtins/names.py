# What builtins has.
import builtins
names = '''ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError BufferError
ConnectionError DeprecationWarning EOFError Ellipsis Exception False FileExistsError FileNotFoundError
FloatingPointError GeneratorExit IOError ImportError IndentationError IndexError InterruptedError IsADirectoryError KeyError
KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError None NotADirectoryError NotImplemented
NotImplementedError OSError OverflowError PermissionError RecursionError ReferenceError RuntimeError RuntimeWarning
StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True TypeError
UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UserWarning ValueError Warning ZeroDivisionError
__debug__ __import__ abs all any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex
delattr dict dir divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash hex id input int
isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow print property range repr
reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip'''.split()
print([n for n in names if not hasattr(builtins, n)])
print(OSError is IOError, builtins.len is len, builtins.__name__)
print([n for n in names if n[0].islower() and getattr(builtins, n).__name__ != n])
builtins.added = 'seen everywhere'
print(added)
del builtins.added
try:
    added
except NameError as e:
    print(e)
len = lambda x: 'mine'
print(len([1]))
del len
print(len([1]))
