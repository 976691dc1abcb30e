#!/usr/bin/env python3
"""Writes type stubs (.pyi) of everything that is in a program or an image, for editors and checkers.

usage: gen_stubs.py [OUT_DIR]           build/stubs if it is not said

Native modules and types come from the declarations in the C sources (the same that tables and help() are made of),
modules of lib/ from their source. One set for all ports: a name that only one port has is in it.
"""
import ast
import glob
import keyword
import os
import re
import sys

import declarations as d

TYPE_REF = re.compile(r'KK_REF\(&kk_type_(\w+)\)')
VALUES = ((re.compile(r'KK_INT\('), 'int'), (re.compile(r'KK_N\(|KK_CHAR\('), 'str'), (re.compile(r'kk_(true|false)\b'), 'bool'),
          (re.compile(r'kk_none\b'), 'None'))
BEHIND = ('sys', 'builtins', 'gc')


def sources():
    found = []
    for pattern in ('src/*/*.c', 'src/*/*/*.c', 'ports/unix/*.c', 'ports/esp8266/*.c'):
        found += sorted(glob.glob(pattern))
    return found


def plain(name):
    return name.isidentifier() and not keyword.iskeyword(name)


def no_defaults(arguments):
    """Defaults are values of the declaration: a stub says only that there are some."""
    arguments.defaults = [ast.Constant(...) for _ in arguments.defaults]
    arguments.kw_defaults = [default and ast.Constant(...) for default in arguments.kw_defaults]
    return arguments


def signature(text, first):
    """The parameters as a stub has them, with `first` in front."""
    arguments = no_defaults(ast.parse('def f%s: ...' % re.sub(r'<[\w ]+>', '...', text)).body[0].args)
    if first:
        side = arguments.posonlyargs if arguments.posonlyargs else arguments.args
        side.insert(0, ast.arg(first))
    return '(%s)' % ast.unparse(arguments)


def docstring(text, indent):
    return '%s"""%s"""\n' % (indent, text.replace('\\', '\\\\').replace('"""', "'''")) if text else ''


def function(decl, first, indent, decorator=''):
    head = '%sdef %s%s: ' % (indent, decl.name, signature(decl.text, first))
    body = '\n' + docstring(decl.doc, indent + '    ') + indent + '    ...\n' if decl.doc else '...\n'
    return (indent + decorator + '\n' if decorator else '') + head + body


def member(decl, setters):
    """One member of a class."""
    indent = '    '
    if decl.kind == 'METHOD':
        return function(decl, 'self', indent)
    if decl.kind == 'CLASSMETHOD':
        return function(decl, 'cls', indent, '@classmethod')
    if decl.kind == 'STATICMETHOD':
        return function(decl, '', indent, '@staticmethod')
    if decl.kind == 'TYPE_CONST':
        return '%s%s: %s\n' % (indent, decl.name, value_type(decl.text))
    text = '%s@property\n%sdef %s(self):\n%s%s    ...\n' % (indent, indent, decl.name, docstring(decl.doc, indent * 2), indent)
    if decl.name in setters:
        text += '%s@%s.setter\n%sdef %s(self, value): ...\n' % (indent, decl.name, indent, decl.name)
    return text


def value_type(text):
    for pattern, name in VALUES:
        if pattern.match(text.strip()):
            return name
    return '_Any'


class Stubs:
    def __init__(self, decls):
        self.members, self.setters, self.modules, self.home, self.bases = {}, {}, {}, {}, {}
        for decl in decls:
            if decl.kind in ('METHOD', 'CLASSMETHOD', 'STATICMETHOD', 'GETTER', 'TYPE_CONST'):
                self.members.setdefault(decl.owner, {}).setdefault(decl.name, decl)
            elif decl.kind == 'SETTER':
                self.setters.setdefault(decl.owner, set()).add(decl.name)
            elif decl.kind == 'TYPE':
                self.bases[decl.owner] = decl.name
            elif decl.kind == 'MODULE':
                self.modules.setdefault(decl.owner, {})
            elif decl.kind in ('FUNCTION', 'MODULE_CONST', 'MODULE_FLOAT', 'MODULE_GETTER'):
                self.modules.setdefault(decl.owner, {}).setdefault(decl.name, decl)
        # A type is defined in the first module that has it, the others import it from there.
        for module in sorted(self.modules, key=lambda m: (m not in BEHIND, m)):
            for decl in self.modules[module].values():
                found = TYPE_REF.search(decl.text) if decl.kind == 'MODULE_CONST' else None
                if found:
                    self.home.setdefault(found.group(1), (module, decl.name))

    def class_text(self, owner, name):
        base = self.bases.get(owner, 'object')
        inherits = '(BaseException)' if base.endswith(('Error', 'Exception', 'Warning')) else ''
        body = ''.join(member(decl, self.setters.get(owner, ())) for other, decl in sorted(self.members.get(owner, {}).items())
                       if plain(other))
        return 'class %s%s:\n%s' % (name, inherits, body or '    ...\n')

    def constant(self, module, decl):
        found = TYPE_REF.search(decl.text)
        if not found:
            return '%s: %s\n' % (decl.name, 'float' if decl.kind == 'MODULE_FLOAT' else value_type(decl.text))
        home, name = self.home[found.group(1)]
        if home != module:
            return 'from %s import %s as %s\n' % (home, name, decl.name)
        return self.class_text(found.group(1), decl.name) if name == decl.name else '%s = %s\n' % (decl.name, name)

    def module_text(self, module):
        out = ['from typing import Any as _Any\n']
        for name, decl in sorted(self.modules[module].items()):
            if not plain(name):
                continue
            if decl.kind == 'FUNCTION':
                out.append(function(decl, '', ''))
            elif decl.kind == 'MODULE_GETTER':
                out.append('%s: _Any\n' % name)
            else:
                out.append(self.constant(module, decl))
        return ''.join(out)


class Strip(ast.NodeTransformer):
    """Leaves what a stub has of a Python module: imports, signatures, names."""

    def visit_FunctionDef(self, node):
        doc = ast.get_docstring(node)
        node.body = ([ast.Expr(ast.Constant(doc))] if doc else []) + [ast.Expr(ast.Constant(...))]
        no_defaults(node.args)
        return node

    visit_AsyncFunctionDef = visit_FunctionDef

    def body_of(self, nodes):
        kept = []
        for node in nodes:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                kept.append(self.visit(node))
            elif isinstance(node, (ast.Import, ast.ImportFrom, ast.AnnAssign)):
                kept.append(node)
            elif isinstance(node, (ast.If, ast.Try)):
                kept += self.body_of(node.body)
            elif isinstance(node, ast.Assign):
                kept += [ast.parse('%s: _Any' % name.id).body[0] for target in node.targets for name in ast.walk(target)
                         if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)]
        return kept

    def visit_ClassDef(self, node):
        node.body = self.body_of(node.body) or [ast.Expr(ast.Constant(...))]
        return node


def python_text(path):
    with open(path, encoding='utf-8') as f:
        tree = ast.parse(f.read(), path)
    doc = ast.get_docstring(tree)
    tree.body = Strip().body_of(tree.body)
    text = 'from typing import Any as _Any\n' + ast.unparse(ast.fix_missing_locations(tree)) + '\n'
    return docstring(doc.split('\n')[0], '') + text if doc else text


def main(argv):
    out = argv[1] if len(argv) > 1 else 'build/stubs'
    os.makedirs(out, exist_ok=True)
    stubs, wanted = Stubs(d.read_all(sources())), {}
    for path in sorted(glob.glob('lib/**/*.py', recursive=True)):
        if os.path.basename(path) != 'manifest.py':
            wanted[os.path.relpath(path, 'lib')[:-3] + '.pyi'] = python_text(path)
    for module in stubs.modules:
        # What lib/ has, too, is all of a module that is native in part on boards.
        wanted.setdefault(module.replace('.', '/') + '.pyi', stubs.module_text(module))
    for path, text in wanted.items():
        os.makedirs(os.path.dirname(os.path.join(out, path)), exist_ok=True)
        d.write_if_changed(os.path.join(out, path), text)
    print('%d stubs in %s' % (len(wanted), out))


if __name__ == '__main__':
    try:
        main(sys.argv)
    except d.SourceError as error:
        sys.exit('gen_stubs.py: %s' % error)
