"""What counts as the core in size.py, and the messages, names and tables that it would have in an image of its own."""
import os
import re
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# The language, its types, the compiler, the modules without which there is no Python, and all that tools/lx106_outline.py put
# into a place of its own.
CORE = re.compile(r'outlined$|src/(base|heap|object|vm|lang|types|runtime)/|src/modules/m_(builtins|sys|gc|micropython|math|struct|collections)(_|$)')
COMPILE = ("xtensa-lx106-elf-gcc --specs=/usr/lib/xtensa-lx106-elf/picolibc.specs -std=gnu11 -Os -fno-strict-aliasing "
           "-I. -Isrc -Iinclude -isystem").split()


def generated_for(sources):
    """(messages, tables): the bytes of what the generators make for these sources alone (without .c), with nothing frozen: their messages;
    the names in flash, the words that messages are made of, and the tables of types, functions and properties. In the image they are
    one with everybody else's."""
    files = [source + ".c" for source in sorted(sources) if os.path.exists(os.path.join(TOP, source + ".c"))]
    with tempfile.TemporaryDirectory() as folder:
        gen = os.path.join(folder, "gen")
        os.mkdir(gen)
        for command in (["gen_names.py", gen, "32", "-"], ["gen_tables.py", gen, "32", "-", "0"], ["squeeze.py", "--table", gen + "/words.c"]):
            subprocess.run([sys.executable, os.path.join("tools", command[0])] + command[1:] + files, cwd=TOP, check=True)
        objects = []
        for name in ("names", "tables", "words"):
            objects.append(os.path.join(folder, name + ".o"))
            subprocess.run(COMPILE + [folder, "-c", "-o", objects[-1], os.path.join(gen, name + ".c")], cwd=TOP, check=True)
        sizes = subprocess.run(["xtensa-lx106-elf-size"] + objects, stdout=subprocess.PIPE, text=True, check=True).stdout
        symbols = subprocess.run(["xtensa-lx106-elf-nm", "-S", objects[-1]], stdout=subprocess.PIPE, text=True, check=True).stdout
    messages = sum(int(line.split()[1], 16) for line in symbols.splitlines() if "kk_error_message" in line)
    return messages, sum(int(line.split()[0]) for line in sizes.splitlines()[1:]) - messages
