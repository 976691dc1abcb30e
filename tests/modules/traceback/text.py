# traceback: the text of exceptions.
# not under esp8266: what is typed in has no source lines
import io
import traceback

def plain(text):
    lines = []
    for line in text.split("\n"):
        if line.startswith("  File"):
            line = line[:8] + line[line.find('", line'):]
        # CPython marks the place with ^ or ~, which is left out.
        if line.strip(" ^~") or not line:
            lines.append(line)
    return "\n".join(lines)

def f(n):
    if n == 0:
        raise ValueError("deep")
    f(n - 1)

try:
    f(1)
except ValueError as e:
    print(plain(traceback.format_exc()))
    out = io.StringIO()
    traceback.print_exc(file=out)
    print(plain(out.getvalue()) == plain(traceback.format_exc()))
    saved = e
print(plain("".join(traceback.format_exception(saved))))
print(traceback.format_exception(KeyError("k")))
out = io.StringIO()
traceback.print_exception(type(saved), saved, saved.__traceback__, file=out)
print(len(out.getvalue()) > 20)
try:
    try:
        f(0)
    except ValueError as e:
        raise KeyError(1) from e
except KeyError:
    print(plain(traceback.format_exc()))
    print(plain(traceback.format_exc(chain=False)))
print(traceback.format_exc())
