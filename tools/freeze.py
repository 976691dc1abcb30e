#!/usr/bin/env python3
"""Compiles the modules that a manifest names, for tools/gen_frozen.py.

usage: freeze.py KUKRI OUT_DIR MANIFEST [OPT=LEVEL] [WORD=VALUE...]

A manifest is a Python file that calls these, as MicroPython documents them:

    module(file, base_path='.', opt=None)          one module
    package(folder, files=None, base_path='.', opt=None)   a package, all of its files or those named
    require(name, library=None, **options)         a module or package of lib/ or of another library, by its own
                                                   manifest if it has one
    add_library(library, path, prepend=False)      where require() looks, too
    include(path, **options)                       another manifest, or the manifest.py of a folder
    options.defaults(NAME=VALUE...), options.NAME  what include() and require() were given
    metadata(description=, version=, license=, author=)
    freeze(path, script=None, opt=None), freeze_as_mpy     the files of a folder, or those named
    freeze_as_str(path)                            the same: an image has room for code, not for a compiler's work
    freeze_mpy(path, script=None)                  code files that kukri-cross made, as they are

Paths are relative to the manifest; $(PORT_DIR), $(BOARD_DIR), $(MPY_DIR), $(MPY_LIB_DIR) and the words of the command
line stand for folders. opt is the -O level; OPT= is that of those without. Functions, classes and imports of what
require() finds in lib/ are made when they are asked for (tools/lazy.py); module(), package() and freeze() take lazy=True.

Written are OUT_DIR/<name>.kkc and OUT_DIR/index: a line "name package|module whole|bare" for each. What is compiled
with -O3 is bare: it has no line tables, a traceback tells the first line of the function.
"""
import os
import re
import shutil
import subprocess
import sys

import codefile
import lazy

LIBRARY = 'lib'
CODE = '.kkc'


def fail(message):
    raise SystemExit('freeze.py: ' + message)


class Options:
    """What an include() hands to the manifest."""

    def __init__(self, given):
        self.__dict__.update(given)
        self._given = given

    def defaults(self, **values):
        for name, value in values.items():
            setattr(self, name, self._given.get(name, value))


class Manifest:
    def __init__(self, words):
        self.words = dict({'MPY_DIR': os.getcwd(), 'MPY_LIB_DIR': os.path.abspath(LIBRARY)}, **words)
        self.modules = {}  # name: (folder, file in it, is package, -O level, lazy)
        self.folder, self.scope = '.', {}
        self.libraries = {None: [LIBRARY]}
        self.opt = int(words['OPT']) if words.get('OPT') else None

    def path(self, text):
        def word(match):
            if match.group(1) not in self.words:
                fail('$(%s) in a manifest has no value' % match.group(1))
            return self.words[match.group(1)]
        return os.path.normpath(os.path.join(self.folder, re.sub(r'\$\((\w+)\)', word, text)))

    def add(self, base, file, opt, lazily=False):
        """file is relative to base, a path that stands on sys.path."""
        stem, extension = os.path.splitext(file)
        if extension not in ('.py', CODE):
            fail('%s is neither Python nor a code file' % os.path.join(base, file))
        stem = stem.replace(os.sep, '.')
        package = stem.endswith('.__init__') or stem == '__init__'
        name = stem[:-len('.__init__')] if package else stem
        if opt is not None and opt not in range(4):
            fail('opt is 0, 1, 2 or 3, not %r' % (opt,))
        if not os.path.exists(os.path.join(base, file)):
            fail('there is no %s' % os.path.join(base, file))
        if name in self.modules and self.modules[name][:2] != (base, file):
            fail('two modules are called %s' % name)
        self.modules[name] = (base, file, package, self.opt if opt is None else opt, lazily)

    def module(self, module_path, base_path='.', opt=None, lazy=False):
        self.add(self.path(base_path), module_path, opt, lazy)

    def package(self, package_path, files=None, base_path='.', opt=None, lazy=False):
        base = self.path(base_path)
        for file in files if files is not None else self.walk(os.path.join(base, package_path)):
            self.add(base, os.path.join(package_path, file), opt, lazy)

    def freeze(self, path, script=None, opt=None, lazy=False, ending='.py'):
        base = self.path(path)
        scripts = [script] if isinstance(script, str) else self.walk(base, ending) if script is None else script
        for one in scripts:
            if os.path.isdir(os.path.join(base, one)):
                for file in self.walk(os.path.join(base, one), ending):
                    self.add(base, os.path.join(one, file), opt, lazy)
            else:
                self.add(base, one, opt, lazy)

    def freeze_mpy(self, path, script=None, opt=None):
        self.freeze(path, script, opt, ending=CODE)

    @staticmethod
    def walk(folder, ending='.py'):
        if not os.path.isdir(folder):
            fail('there is no folder %s' % folder)
        found = []
        for here, folders, files in os.walk(folder):
            folders.sort()
            found += [os.path.relpath(os.path.join(here, file), folder) for file in sorted(files)
                      if file.endswith(ending) and file != 'manifest.py']
        return found

    def add_library(self, library, library_path, prepend=False):
        self.libraries[library] = [self.path(library_path)]
        if prepend:
            self.libraries[None].insert(0, self.libraries[library][0])

    def require(self, name, library=None, **options):
        if library not in self.libraries:
            fail('no add_library() has named %r' % library)
        path = name.replace('.', os.sep)
        for folder in self.libraries[library]:
            base, late = os.path.join(folder, path), folder == LIBRARY
            if os.path.exists(os.path.join(base, 'manifest.py')):
                return self.run(os.path.join(base, 'manifest.py'), options)
            if os.path.isdir(base):
                for file in self.walk(base):
                    self.add(folder, os.path.join(path, file), None, late)
                return
            if os.path.exists(base + '.py'):
                return self.add(folder, path + '.py', None, late)
        fail('there is no %s in %s' % (name, ', '.join(self.libraries[library])))

    def include(self, manifest_path, **options):
        paths = [manifest_path] if isinstance(manifest_path, str) else manifest_path
        for path in map(self.path, paths):
            self.run(os.path.join(path, 'manifest.py') if os.path.isdir(path) else path, options)

    @staticmethod
    def metadata(description=None, version=None, license=None, author=None, stdlib=False, pypi=None, pypi_publish=None):
        """What mip and its like ask for: nothing that an image needs."""

    def run(self, path, options):
        before, self.folder = self.folder, os.path.dirname(path) or '.'
        names = ('module', 'package', 'freeze', 'freeze_mpy', 'require', 'include', 'add_library', 'metadata')
        scope = {name: getattr(self, name) for name in names}
        scope.update(freeze_as_mpy=self.freeze, freeze_as_str=self.freeze, options=Options(options), __file__=path)
        if not os.path.exists(path):
            fail('there is no %s' % path)
        with open(path, encoding='utf-8') as f:
            exec(compile(f.read(), path, 'exec'), scope)
        self.folder = before


def compile_one(kukri, base, file, level, to, *extra):
    # Run in base, so that tracebacks name the file as an import from there would.
    command = [kukri] + (['-O%d' % level] if level else []) + list(extra) + ['-X', 'code=' + to, file]
    if subprocess.run(command, cwd=base).returncode != 0:
        fail('%s cannot be compiled' % os.path.join(base, file))


def builtin_names(kukri):
    done = subprocess.run([kukri, '-c', 'import builtins; print(*dir(builtins))'], capture_output=True, text=True)
    return set(done.stdout.split())


def main(argv):
    kukri, out, manifest_path = os.path.abspath(argv[1]), os.path.abspath(argv[2]), argv[3]
    manifest = Manifest(dict(word.split('=', 1) for word in argv[4:]))
    manifest.run(manifest_path, {})
    os.makedirs(out, exist_ok=True)
    builtins = builtin_names(kukri)
    for name, (base, file, _, level, late) in sorted(manifest.modules.items()):
        to = os.path.join(out, name + CODE)
        if file.endswith(CODE):
            shutil.copyfile(os.path.join(base, file), to)
            codefile.read(to)
            continue
        extra = []
        if late:
            compile_one(kukri, base, file, level, to, '-X', 'apart=*')
            with open(os.path.join(base, file), encoding='utf-8') as f:
                late_names = lazy.late_names(f.read())
            apart = lazy.choose(*codefile.read(to), builtins, late_names)
            extra = ['-X', 'apart=' + apart] if apart else []
        compile_one(kukri, base, file, level, to, *extra)
    wanted = {name + CODE for name in manifest.modules}
    for left in set(os.listdir(out)) - wanted - {'index'}:
        os.remove(os.path.join(out, left))
    with open(os.path.join(out, 'index'), 'w', encoding='utf-8') as f:
        for name, (_, _, package, level, _) in sorted(manifest.modules.items()):
            f.write('%s %s %s\n' % (name, 'package' if package else 'module', 'bare' if level == 3 else 'whole'))


if __name__ == '__main__':
    main(sys.argv)
