"""Runs a test of tests/ on the emulated ESP8266: the released image, through the raw prompt over a pty.

The test's source is typed in, what it imports from its folder lies in the board's flash file system, which
tools/lfs.py builds. Each test has a board of its own.
"""
import importlib.util
import os
import sys
import tempfile

import dev

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SECONDS = 120


def load(path):
    """A Python file that lies in no package, as a module."""
    spec = importlib.util.spec_from_file_location(os.path.basename(path)[:-3], os.path.join(ROOT, path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def neighbours(path):
    """{name: content} of what the test imports from its folder, found as ports/lx106/run.py finds it."""
    with open(path, 'rb') as f:
        source = f.read()
    files, folder = {}, os.path.dirname(os.path.abspath(path))
    known.runner.add_imports(files, source, folder)
    return source, {os.path.relpath('/' + name.lstrip('/'), folder): data for name, data in files.items()}


class known:
    """What is loaded once."""
    runner = load('ports/lx106/run.py')
    board = load('tests/esp8266/board.py')


def flash_with(files, path):
    """Writes a flash image: the firmware, and a file system with the files."""
    with tempfile.TemporaryDirectory() as folder:
        # What the first boot would write.
        for name, data in dict({'boot.py': b'# nothing\n'}, **files).items():
            target = os.path.join(folder, name)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(target, 'wb') as f:
                f.write(data)
        known.board.flash_with(folder, path)


def run(path):
    """(status, stdout, stderr) of the test as bytes; status 1 when it raised something."""
    source, files = neighbours(path)
    with tempfile.TemporaryDirectory(prefix='kukri-board-') as folder:
        flash = os.path.join(folder, 'flash.bin')
        flash_with(files, flash)
        try:
            with known.board.Board(flash=flash, seconds=SECONDS) as board:
                out, err = board.exec(source)
        except known.board.BoardError as error:
            return 'no answer', b'', str(error).encode()
        return 1 if err else 0, out.encode(), err.encode()


if __name__ == '__main__':
    os.chdir(ROOT)
    status, out, err = run(sys.argv[1]) if len(sys.argv) == 2 else dev.fail('boardtest.py TEST')
    sys.stdout.buffer.write(out)
    sys.stderr.buffer.write(err)
    sys.exit(status if isinstance(status, int) else 2)
