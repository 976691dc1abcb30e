# sys.stdout can be replaced.
import io
import sys

keep = sys.stdout
sys.stdout = io.StringIO()
print("caught", end="!")
text = sys.stdout.getvalue()
sys.stdout = keep
print(repr(text))


class Upper:
    def write(self, s):
        return keep.write(s.upper())


sys.stdout = Upper()
print("shout", 1)
sys.stdout = keep
print("quiet")
