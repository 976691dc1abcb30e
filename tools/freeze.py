#!/usr/bin/env python3
"""Compiles the modules that a manifest names, for tools/gen_frozen.py.

usage: freeze.py KUKRI OUT_DIR MANIFEST [WORD=VALUE...]

A manifest is a Python file that calls these, as MicroPython documents them:

    module(file, base_path='.', opt=None)          one module
    package(folder, files=None, base_path='.', opt=None)   a package, all of its files or those named
    freeze(path, script=None, opt=None)            the files of a folder, or those named
    require(name)                                  a module or package of lib/, by its own manifest if it has one
    include(path)                                  another manifest
    metadata(...), options(...)                    are accepted

Paths are relative to the manifest; $(PORT_DIR) and other words in $(...) come from the command line.
Written are OUT_DIR/<name>.kkc and OUT_DIR/index: a line "name package|module" for each.
"""
import os
import re
import subprocess
import sys

LIBRARY = 'lib'


class Manifest:
    def __init__(self, words):
        self.words = words
        self.modules = {}  # name: (folder, file in it, is package, -O level)
        self.folder = '.'

    def path(self, text):
        text = re.sub(r'\$\((\w+)\)', lambda m: self.words.get(m.group(1), ''), text)
        return os.path.normpath(os.path.join(self.folder, text))

    def add(self, base, file, opt):
        """file is relative to base, a path that stands on sys.path."""
        stem = file[:-3].replace(os.sep, '.')
        package = stem.endswith('.__init__') or stem == '__init__'
        name = stem[:-len('.__init__')] if package else stem
        if not os.path.exists(os.path.join(base, file)):
            raise SystemExit('freeze.py: there is no %s' % os.path.join(base, file))
        if name in self.modules and self.modules[name][:2] != (base, file):
            raise SystemExit('freeze.py: two modules are called %s' % name)
        self.modules[name] = (base, file, package, opt)

    def module(self, file, base_path='.', opt=None):
        self.add(self.path(base_path), file, opt)

    def package(self, folder, files=None, base_path='.', opt=None):
        base = self.path(base_path)
        for file in files if files is not None else self.walk(os.path.join(base, folder)):
            self.add(base, os.path.join(folder, file), opt)

    def freeze(self, path, script=None, opt=None):
        base = self.path(path)
        scripts = [script] if isinstance(script, str) else script
        for file in scripts if scripts is not None else self.walk(base):
            self.add(base, file, opt)

    @staticmethod
    def walk(folder):
        found = []
        for here, folders, files in os.walk(folder):
            folders.sort()
            found += [os.path.relpath(os.path.join(here, file), folder) for file in sorted(files)
                      if file.endswith('.py') and file != 'manifest.py']
        return found

    def require(self, name, **_):
        base = os.path.join(LIBRARY, name)
        if os.path.exists(os.path.join(base, 'manifest.py')):
            self.run(os.path.join(base, 'manifest.py'))
        elif os.path.isdir(base):
            for file in self.walk(base):
                self.add(LIBRARY, os.path.join(name, file), None)
        else:
            self.add(LIBRARY, name + '.py', None)

    def include(self, path, **_):
        path = self.path(path)
        self.run(os.path.join(path, 'manifest.py') if os.path.isdir(path) else path)

    def run(self, path):
        before, self.folder = self.folder, os.path.dirname(path) or '.'
        scope = {'module': self.module, 'package': self.package, 'freeze': self.freeze, 'require': self.require,
                 'include': self.include, 'metadata': lambda *a, **k: None, 'options': lambda *a, **k: None}
        with open(path, encoding='utf-8') as f:
            exec(compile(f.read(), path, 'exec'), scope)
        self.folder = before


def main(argv):
    kukri, out, manifest_path = os.path.abspath(argv[1]), os.path.abspath(argv[2]), argv[3]
    manifest = Manifest(dict(word.split('=', 1) for word in argv[4:]))
    manifest.run(manifest_path)
    os.makedirs(out, exist_ok=True)
    for name, (base, file, package, opt) in sorted(manifest.modules.items()):
        level = ['-O%d' % opt] if opt else []
        # Run in base, so that tracebacks name the file as an import from there would.
        done = subprocess.run([kukri] + level + ['-X', 'code=%s/%s.kkc' % (out, name), file], cwd=base)
        if done.returncode != 0:
            raise SystemExit('freeze.py: %s cannot be compiled' % os.path.join(base, file))
    wanted = {name + '.kkc' for name in manifest.modules}
    for left in set(os.listdir(out)) - wanted - {'index'}:
        os.remove(os.path.join(out, left))
    with open(os.path.join(out, 'index'), 'w', encoding='utf-8') as f:
        for name, (_, _, package, _) in sorted(manifest.modules.items()):
            f.write('%s %s\n' % (name, 'package' if package else 'module'))


if __name__ == '__main__':
    main(sys.argv)
