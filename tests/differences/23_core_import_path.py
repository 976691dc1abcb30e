# The __path__ of a package is a list of strings.
import _package

print(type(_package.__path__).__name__, len(_package.__path__), type(_package.__path__[0]).__name__)
print(_package.__path__[0].replace("\\", "/").split("/")[-1], _package.name)
