#!/usr/bin/env python3
"""./dev check: what a reviewer should not have to look for. One "ok"/"FAIL" line per gate.

Every gate is a function that yields complaints ("file:line: what is wrong") and may print numbers;
no complaint means it passed.
"""
import fnmatch
import glob
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

import declarations as d
import dev

# Dispatch loops, where length is not complexity.
LONG_FUNCTIONS = {'kk_vm_run'}
LONG_FILES = {'src/vm/interp.c'}
LONG_FUNCTION = 100
P95_FUNCTION = 40
LONG_FILE = 1200
NAMED_SHARE = 0.95
IF_PER_1000 = 4.0
IF_FREE = ('src/types/', 'src/modules/', 'src/lang/')
GENERATOR_LINES = 300
SUBJECT = re.compile(r'[a-z0-9_./, -]+: \S.*\.$')

# What must not stand in the tree, in pieces so that this file does not hold it.
FORBIDDEN = ['/wo' + 'rk/', '/ro' + 'ot/', 'pypi' + '.org', 'registry.' + 'npmjs', 'deb.debian' + '.org', 'clau' + 'de', 'anth' + 'ropic']


def read(path):
    with open(path, encoding='utf-8') as f:
        return f.read()


def files(*patterns):
    found = []
    for pattern in patterns:
        found += glob.glob(pattern, recursive=True)
    return sorted(found)


def c_files():
    return files('src/**/*.[ch]', 'ports/**/*.[ch]', 'emu/*.[ch]', 'include/*.h', 'platform/*.h')


# ---- layers ----

def layer_of(path):
    """src/types/str/split.c -> types; ports/unix/main.c -> ports."""
    parts = path.split('/')
    return parts[1] if parts[0] == 'src' else parts[0]


def read_layers():
    """LAYERS: ({folder: set of folders}, {symbol pattern: reason})."""
    layers, upcalls = {}, {}
    for line in read('LAYERS').split('\n'):
        match = re.match(r'(layer|upcall) (\S+): ?(.*)', line)
        if match and match.group(1) == 'layer':
            layers[match.group(2)] = set(match.group(3).split())
        elif match:
            upcalls[match.group(2)] = match.group(3)
    return layers, upcalls


def check_layers():
    layers, _ = read_layers()
    for path in c_files():
        layer = layer_of(path)
        if layer not in layers:
            yield '%s: folder %s is not in LAYERS' % (path, layer)
            continue
        for number, line in enumerate(read(path).split('\n'), 1):
            match = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if not match or '/' not in match.group(1):
                continue
            target = match.group(1).split('/')[0]
            if match.group(1) == 'kukri.h':
                target = 'include'
            if target != layer and target != 'gen' and target not in layers[layer]:
                yield '%s:%d: %s may not include %s' % (path, number, layer, match.group(1))


def symbols():
    """[(object's source path, section, name)] of the debug build; section '*UND*' for uses."""
    found = []
    base = 'build/host-debug/obj/'
    for path in files(base + 'src/**/*.o'):
        source = path[len(base):-2] + '.c'
        if not os.path.exists(source):
            continue
        out = subprocess.run(['objdump', '-t', path], capture_output=True, text=True).stdout
        for line in out.split('\n'):
            match = re.match(r'[0-9a-f]+ (.)(.{6}) (\S+)\s+([0-9a-f]+)\s+(?:\.hidden )?(\S+)$', line)
            if match:
                found.append((source, match.group(3), match.group(5), match.group(1), match.group(2)))
    return found


def check_upcalls(table):
    """A symbol that a lower layer uses and a higher one defines must be named in LAYERS."""
    layers, upcalls = read_layers()
    defined = {}
    for source, section, name, binding, _ in table:
        if section != '*UND*' and binding in 'gwu':
            defined[name] = source
    used = set()
    for source, section, name, _, _ in table:
        home = defined.get(name)
        if section != '*UND*' or home is None:
            continue
        layer, target = layer_of(source), layer_of(home)
        if target == layer or target in layers.get(layer, ()):
            continue
        pattern = next((p for p in upcalls if fnmatch.fnmatchcase(name, p)), None)
        if pattern is None:
            yield '%s: %s calls up into %s: %s' % (source, layer, home, name)
        else:
            used.add(pattern)
    for pattern in set(upcalls) - used:
        if not pattern.startswith('kk_assert'):
            yield 'LAYERS: upcall %s is used by nobody' % pattern
    print('  upcalls: %d patterns in use' % len(used))


# ---- headers, globals, names ----

def check_headers():
    """Every header compiles alone."""
    command = ['gcc', '-std=gnu11', '-fsyntax-only', '-I.', '-Isrc', '-Iinclude', '-isystem', 'build/host-debug', '-x', 'c']
    headers = files('src/**/*.h', 'include/*.h', 'platform/*.h', 'emu/*.h')
    with tempfile.TemporaryDirectory() as folder:
        for header in headers:
            probe = os.path.join(folder, 'probe.c')
            with open(probe, 'w', encoding='utf-8') as f:
                f.write('#include "%s"\n' % re.sub(r'^(src|include)/', '', header))
            done = subprocess.run(command + [probe], capture_output=True, text=True)
            if done.returncode != 0:
                yield '%s does not compile alone: %s' % (header, done.stderr.split('\n')[0])
    print('  headers: %d' % len(headers))


def check_globals(table):
    """No object of src/ has writable data: all state hangs off the Vm."""
    for source, section, name, _, flags in table:
        if re.match(r'\.(data|bss|tdata|tbss)(?!\.rel\.ro)|\*COM\*', section) and 'O' in flags:
            yield '%s: mutable global %s' % (source, name)


def stems(source):
    """What names of externs in this file may begin with, behind kk_."""
    parts = re.sub(r'^src/\w+/|\.c$', '', source).split('/')
    stem = parts[-1][2:] if parts[-1].startswith('m_') else parts[-1]
    return {stem, stem.split('_')[0], parts[0], parts[0].split('_')[0], layer_of(source)}


def check_names(table):
    """Symbol -> file without grep: kk_<stem of the file or folder>_..."""
    total, strangers = 0, []
    for source, section, name, binding, flags in table:
        if binding == 'g' and section.startswith('.text') and 'F' in flags:
            total += 1
            if not any(re.match(r'kk(ri)?_%s(_|$)' % re.escape(stem), name) for stem in stems(source)):
                strangers.append('%s: %s' % (source, name))
            if not re.match(r'kk_|kukri_', name):
                yield '%s: extern %s is not called kk_...' % (source, name)
    # The protocols of object/*.h are named by what they do: kk_call, kk_getattr, kk_iter.
    strangers = [s for s in strangers if not s.startswith('src/object/') and 'kukri_' not in s]
    share = 1 - len(strangers) / max(total, 1)
    print('  externs: %d, %.1f %% named by file or folder' % (total, 100 * share))
    if share < NAMED_SHARE:
        for stranger in strangers:
            yield stranger


def check_emulator_names():
    """In emu/: emu_<stem of the file>_...; emu_machine_... are the interface of machine.h, whoever has them."""
    total, strangers = 0, []
    for path in files('build/emu/obj/emu/*.o'):
        stem = os.path.basename(path)[:-2]
        if not os.path.exists('emu/%s.c' % stem):
            continue
        out = subprocess.run(['nm', '-g', '--defined-only', path], capture_output=True, text=True).stdout
        for name in re.findall(r' T (\w+)', out):
            total += 1
            if not re.match(r'emu_|main$', name):
                yield 'emu/%s.c: extern %s is not called emu_...' % (stem, name)
            elif not re.match(r'emu_(machine|%s|%s)_|main$' % (stem, stem.split('_')[0]), name + '_'):
                strangers.append('emu/%s.c: %s' % (stem, name))
    share = 1 - len(strangers) / max(total, 1)
    print('  externs of emu: %d, %.1f %% named by file' % (total, 100 * share))
    if share < NAMED_SHARE:
        yield from strangers


# ---- text ----

def functions(path):
    """(name, first line, lines) of each function definition."""
    lines = d.blank_comments(read(path)).split('\n')
    start = None
    for i, line in enumerate(lines):
        if line == '{' and i > 0:
            start = i
            while start > 0 and lines[start - 1].strip() and not lines[start - 1].startswith(('}', '#', '/')) \
                    and not lines[start - 1].endswith(';'):
                start -= 1
            match = re.search(r'(\w+)\s*\(', ' '.join(lines[start:i]).split(')')[0] + '(')
            names = re.findall(r'(\w+)\s*\(', ' '.join(l for l in lines[start:i] if not l.startswith('KK_METHOD')))
            name = names[0] if names else (match.group(1) if match else '?')
            if name.isupper() and len(names) > 1:
                name = names[1]
        elif line.startswith('}') and start is not None:
            yield name, start + 1, i - start + 1
            start = None


def check_lengths():
    lengths = []
    for path in files('src/**/*.c', 'ports/**/*.c', 'emu/*.c'):
        for name, line, n in functions(path):
            lengths.append(n)
            if n > LONG_FUNCTION and name not in LONG_FUNCTIONS:
                yield '%s:%d: %s has %d lines' % (path, line, name, n)
    lengths.sort()
    p95 = lengths[int(len(lengths) * 0.95)]
    print('  functions: %d, median %d, p95 %d, longest %d' %
          (len(lengths), statistics.median(lengths), p95, lengths[-1]))
    if p95 > P95_FUNCTION:
        yield '95 %% of functions have up to %d lines; %d at most' % (p95, P95_FUNCTION)


def check_files():
    sizes = {path: read(path).count('\n') for path in c_files()}
    for path, n in sizes.items():
        if n > LONG_FILE and path not in LONG_FILES:
            yield '%s has %d lines' % (path, n)
        head = read(path)[:2500]
        if path.startswith('src/') and not (head.startswith('/*') and 'Layer:' in head):
            yield '%s: no head comment that names its layer' % path
    over = [path for path, n in sizes.items() if n > 800]
    print('  files: %d, %d lines, median %d, over 800 lines: %s' %
          (len(sizes), sum(sizes.values()), statistics.median(sizes.values()), ' '.join(over) or 'none'))
    for path in files('tools/gen_*.py'):
        if read(path).count('\n') > GENERATOR_LINES:
            yield '%s: a generator has at most %d lines' % (path, GENERATOR_LINES)


def check_comments():
    code = comment = 0
    for path in c_files() + files('tests/unit/*.[ch]'):
        text = read(path)
        for match in d.TOKEN.finditer(text):
            if match.group().startswith('//'):
                yield '%s:%d: // comment' % (path, text.count('\n', 0, match.start()) + 1)
            if match.group().startswith('/*'):
                comment += match.group().count('\n') + 1
        code += text.count('\n')
        for number, line in enumerate(text.split('\n'), 1):
            if '\t' in line or line != line.rstrip():
                yield '%s:%d: tab or trailing space' % (path, number)
    print('  comments: %.0f %% of lines' % (100 * comment / code))


def check_conditionals():
    lines = count = 0
    for path in files('src/**/*.[ch]'):
        text = d.blank_comments(read(path))
        lines += text.count('\n')
        found = re.findall(r'^[ \t]*#[ \t]*(?:if|ifdef|ifndef|elif)\b.*', text, re.M)
        found = [f for f in found if not re.match(r'#ifndef (KK_\w+_H|KUKRI_H)$', f)]
        if path.endswith(('base/compiler.h',)):
            found = []
        count += len(found)
        if found and path.startswith(IF_FREE):
            yield '%s: %s' % (path, found[0])
    density = 1000 * count / lines
    print('  #if: %.1f per 1000 lines outside base/compiler.h' % density)
    if density > IF_PER_1000:
        yield '%.1f #if per 1000 lines; %.1f at most' % (density, IF_PER_1000)


def git(*args):
    """The lines that git prints; none where there is no git or no repository."""
    if not shutil.which('git'):
        print('  no git here')
        return []
    return list(filter(None, subprocess.run(['git', *args], capture_output=True, text=True).stdout.split('\n')))


def check_strings():
    listed = git('ls-files')
    for path in filter(os.path.isfile, listed):
        with open(path, 'rb') as f:
            data = f.read().decode('utf-8', 'replace')
        for word in FORBIDDEN:
            at = data.lower().find(word)
            if at >= 0:
                yield '%s:%d: holds "%s"' % (path, data.count('\n', 0, at) + 1, word)


def check_help():
    """What Python can call has a comment whose first sentence is its help text."""
    for decl in d.read_all(files('src/**/*.c')):
        if decl.kind in ('METHOD', 'STATICMETHOD', 'CLASSMETHOD', 'FUNCTION') and not decl.doc:
            yield '%s:%d: no comment above KK_%s(%s, %s)' % (decl.file, decl.line, decl.kind, decl.owner, decl.name)


def check_commits():
    for line in git('log', '--no-merges', '--format=%h %s'):
        commit, _, subject = line.partition(' ')
        if not SUBJECT.match(subject) or len(subject) > 72:
            yield '%s: "%s" is no `area: Sentence.` of 72 characters' % (commit, subject)


def check_docs():
    done = subprocess.run([sys.executable, 'tools/gen_docs.py', '--check'], capture_output=True, text=True)
    if done.returncode != 0:
        yield done.stdout.strip() or done.stderr.strip()[-300:]
    for path in files('*.md', 'docs/*.md'):
        text = read(path)
        for target in re.findall(r'\]\(([^)#: ]+)(?:#[^) ]*)?\)', text):
            if not os.path.exists(os.path.join(os.path.dirname(path), target)):
                yield '%s: link to %s, which is not there' % (path, target)


def main():
    if os.environ.get("KK_NOBUILD") is None:
        dev.make("host-debug", "objects", quiet=True)
        dev.make_emulator(quiet=True)
    table = symbols()
    gates = [('layers', check_layers()), ('upcalls', check_upcalls(table)), ('headers', check_headers()),
             ('globals', check_globals(table)), ('names', check_names(table)),
             ('names in emu', check_emulator_names()), ('lengths', check_lengths()),
             ('files', check_files()), ('comments', check_comments()), ('conditionals', check_conditionals()),
             ('help', check_help()), ('strings', check_strings()), ('commits', check_commits()), ('docs', check_docs())]
    failed = False
    for name, complaints in gates:
        complaints = list(complaints)
        if complaints:
            failed = True
            shown = complaints[:12] + (['... and %d more' % (len(complaints) - 12)] if len(complaints) > 12 else [])
            print('FAIL %s: %s' % (name, '\n    '.join(shown)))
        else:
            print('ok ' + name)
    return 1 if failed else 0


if __name__ == '__main__':
    os.chdir(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    sys.exit(main())
