#!/usr/bin/env python3
# on: lx106
"""The LX106 firmware as a program: arguments, modules, exit statuses, the prompt, small heaps, sleep,
and both machines agreeing. Prints a line for each case, and how many passed."""

import os
import re
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ELF = sys.argv[1] if len(sys.argv) > 1 else os.path.join(TOP, "build/lx106/kukri.elf")
RUN = [sys.executable, os.path.join(TOP, "ports/lx106/run.py"), "--timeout", "60"]


def run(folder, options, files, args=(), stdin=b""):
    """Writes the files, runs the first; (status, output, errors)."""
    for name, text in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as stream:
            stream.write(text if isinstance(text, bytes) else text.encode())
    script = [os.path.join(folder, next(iter(files)))] if files else []
    done = subprocess.run(RUN + options + [ELF] + script + list(args), cwd=TOP, input=stdin,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=90)
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


def script(folder, text, *options, **more):
    return run(folder, list(options), {"main.py": text}, **more)


def test_output(folder):
    return script(folder, "print('hello', 6 * 7)") == (0, "hello 42\n", "")


def test_arguments(folder):
    status, out, _ = script(folder, "import sys\nprint(sys.argv[1:])", args=["a", "b c"])
    return (status, out) == (0, "['a', 'b c']\n")


def test_modules(folder):
    files = {"main.py": "import one\nfrom pack import two\nprint(one.x, two.y)",
             "one.py": "x = 1", "pack/__init__.py": "", "pack/two.py": "from pack.three import y",
             "pack/three.py": "y = 3"}
    return run(folder, [], files) == (0, "1 3\n", "")


def test_files(folder):
    text = ("import os\nf = open(__file__)\nprint(len(f.read()))\n"
            "try:\n    open('/new', 'w')\nexcept OSError as e:\n    print(e.errno)\n"
            "try:\n    open('/none')\nexcept OSError as e:\n    print(e.errno)\n")
    return script(folder, text) == (0, "%d\n30\n2\n" % len(text), "")


def test_exit_status(folder):
    return all(script(folder, f"import sys\nsys.exit({n})")[0] == n & 255 for n in (0, 3, 256, 511))


def test_uncaught(folder):
    status, out, err = script(folder, "print(1)\n1 / 0\n")
    return status == 1 and out == "1\n" and "ZeroDivisionError: division by zero" in err


def test_missing(folder):
    return run(folder, [], {}, args=[os.path.join(folder, "none.py")])[0] == 2


def test_recursion(folder):
    text = "def f(n):\n    return f(n + 1) + 1\ntry:\n    f(0)\nexcept RecursionError as e:\n    print('stopped')\n"
    return script(folder, text) == (0, "stopped\n", "")


def test_memory(folder):
    text = "a = []\ntry:\n    while True:\n        a.append([0] * 20)\nexcept MemoryError:\n    a = None\nprint('stopped')\n"
    return script(folder, text) == (0, "stopped\n", "")


def test_brackets(folder):
    status, out, err = script(folder, "x = " + "[" * 3000 + "]" * 3000, "--heap", "60000")
    return status == 1 and out == "" and ("too many nested" in err or "RecursionError" in err)


def test_garbage(folder):
    status, _, err = script(folder, bytes(range(128, 256)) * 8)
    return status == 1 and "Error" in err


def test_small_heap(folder):
    status, _, err = script(folder, "print(1)", "--heap", "256")
    return status == 1 and "heap" in err


def test_prompt(folder):
    status, out, _ = run(folder, [], {}, stdin=b"x = 20\nx + 1\n1 / 0\nprint('after', x)\n")
    return status == 0 and "21" in out and "after 20" in out


def test_input(folder):
    return script(folder, "print([input(), input()])", stdin=b"one\ntwo\n") == (0, "['one', 'two']\n", "")


def test_sleep(folder):
    text = "import time\nt = time.ticks_ms()\ntime.sleep(2.5)\nprint(2490 <= time.ticks_diff(time.ticks_ms(), t) <= 60000)"
    return script(folder, text) == (0, "True\n", "")


PROGRAM = "d = {}\nfor i in range(300):\n    d[str(i)] = i * 0.5 + i // 7 % 5\nprint(sum(d.values()), min(d), max(d))\n"


def test_measure_repeats(folder):
    first = script(folder, PROGRAM, "--measure")[2]
    return first == script(folder, PROGRAM, "--measure")[2] and re.match(r"compile \d+ exec \d+ peak \d+", first)


def test_strict_agrees(folder):
    on_qemu = script(folder, PROGRAM)
    return on_qemu[0] == 0 and script(folder, PROGRAM, "--strict") == on_qemu


def test_stress(folder):
    return script(folder, PROGRAM, "--debug", "stress,move") == script(folder, PROGRAM)


def main():
    failed = 0
    tests = [(name[5:], f) for name, f in sorted(globals().items()) if name.startswith("test_")]
    for name, test in tests:
        with tempfile.TemporaryDirectory() as folder:
            good = test(folder)
        print(f"{'ok' if good else 'FAIL'} lx106/firmware {name}")
        failed += not good
    print(f"{len(tests) - failed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
