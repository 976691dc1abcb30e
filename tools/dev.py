#!/usr/bin/env python3
"""What ./dev does, once the packages are there. Each command is a function of this file."""
import json
import os
import subprocess
import sys

HELP = """\
./dev - build, run and test Kukri (packages are installed when missing; see tools/packages.txt)

  ./dev build [host|host-debug|host-asan|lx106|esp8266|emu|all]   build; release (host) is the
                                                default
  ./dev run [--on VARIANT] [ARGS...]            build and start Kukri: the REPL, or a file; on esp8266 in
                                                the emulator, whose flash is build/esp8266/flash.bin
  ./dev test [PREFIX...] [--on LIST] [--oom]    build and test everything, or the tests below PREFIX
                                                LIST: unit,host,asan,stress,oom,lx106,esp8266,emu,check
  ./dev bench [NAME...] [--on host|lx106]       speed against CPython; instructions on the LX106; --against main
  ./dev bench --modules [NAME...]               the modules written in C against CPython's
  ./dev bench --gc [KIND...]                    how long collections take
  ./dev profile FILE [ARGS...]                 where its instructions go on the LX106: opcodes, functions
  ./dev cpython [TEST...] [-v]                  CPython's own test files (docs/cpython-tests.md)
  ./dev stdlib [-v]                             how many of CPython's library modules import
  ./dev dis FILE                                the instructions a file is compiled to
  ./dev where NAME                              where str.split, a module, type or opcode is declared
  ./dev check                                   layers, names, file and function lengths, docs
  ./dev size [esp8266] [core] [ARGS...]         bytes of flash, IRAM and DRAM on the LX106; --against main
  ./dev size frozen [MODULE...]                 what the bytes of the ESP8266's frozen modules are
  ./dev ram [--write | MODULE...]               heap that importing frozen modules takes on the ESP8266
  ./dev stubs [FOLDER]                          type stubs of everything, to build/stubs
  ./dev docs                                    write the generated pages of docs/ again
  ./dev clean                                   remove build/
  ./dev help                                    this text

Developer switches of the host-debug and host programs, in the environment:
  KK_GC=stress,move,verify   collect at every allocation; move all objects; check the heap
  KK_OOM=n                   fail the n-th allocation
"""
VARIANTS = ('host', 'host-debug', 'host-asan', 'lx106', 'esp8266', 'esp8266-1m')
PROGRAMS = {'host': 'build/host/kukri', 'host-debug': 'build/host-debug/kukri',
            'host-asan': 'build/host-asan/kukri', 'lx106': 'build/lx106/kukri.elf',
            'esp8266': 'build/esp8266/kukri.elf'}
ALIASES = {'release': 'host', 'debug': 'host-debug', 'asan': 'host-asan', 'stress': 'host-debug',
           'unix': 'host'}


def fail(message):
    sys.exit('./dev: ' + message)


def make(variant, target='all', quiet=False):
    """Builds a variant; ends the program with make's status when that fails."""
    variant = ALIASES.get(variant, variant)
    if variant not in VARIANTS:
        fail('no variant %s: one of %s' % (variant, ', '.join(VARIANTS)))
    jobs = '-j%d' % min(os.cpu_count() or 1, int(os.environ.get('KK_JOBS', '4')))
    output = subprocess.PIPE if quiet else None
    done = subprocess.run(['make', '--no-print-directory', jobs, 'VARIANT=' + variant, target],
                          stdout=output, stderr=subprocess.STDOUT if quiet else None, text=True)
    if done.returncode != 0:
        if quiet:
            sys.stderr.write('\n'.join(line for line in done.stdout.split('\n') if not line.startswith('  ')) + '\n')
        fail('make VARIANT=%s failed' % variant)
    return PROGRAMS[variant]


def make_emulator(quiet=False):
    """Builds the ESP8266 emulator; its path."""
    command = ['make', '-s'] if quiet else ['make', '--no-print-directory']
    if subprocess.run(command + ['-j2', '-f', 'emu/emu.mk']).returncode != 0:
        fail('make -f emu/emu.mk failed')
    return 'build/emu/kukri-emu'


def option(args, name, default=None):
    """Takes `name VALUE` or `name=VALUE` out of args."""
    for i, arg in enumerate(args):
        if arg == name and i + 1 < len(args):
            value = args[i + 1]
            del args[i:i + 2]
            return value
        if arg.startswith(name + '='):
            del args[i]
            return arg[len(name) + 1:]
    return default


def back_to_caller():
    """Files that the user names are his: relative to where he called ./dev."""
    os.chdir(os.environ.get('KK_CWD', '.'))


def build(args):
    names = [arg for arg in args if arg != 'host'] if len(args) == 2 else args
    if names == ['emu']:
        return make_emulator()
    for name in (VARIANTS if names == ['all'] else names or ['host']):
        make(name)
        if name == 'esp8266':
            subprocess.run(['python3', 'tools/esp_image.py', PROGRAMS[name]], check=True)


def run(args):
    variant = 'host'
    if args and args[0].startswith('--on'):
        variant = option(args, '--on')
    # The first build takes its time: it is shown.
    built = os.path.exists(PROGRAMS.get(ALIASES.get(variant, variant), ''))
    program = os.path.abspath(make(variant, quiet=built))
    runner = os.path.abspath('ports/lx106/run.py')
    if variant == 'esp8266':
        make_emulator(quiet=True)
        runner = os.path.abspath('ports/esp8266/run.py')
    back_to_caller()
    if variant == 'esp8266':
        os.execvp('python3', ['python3', runner] + args)
    if ALIASES.get(variant, variant) == 'lx106':
        os.execvp('python3', ['python3', runner, '--timeout', '0', program] + args)
    os.execv(program, [program] + args)


def test(args):
    os.execvp('python3', ['python3', 'tools/runtests.py'] + args)


def bench(args):
    os.execvp('python3', ['python3', 'bench/run.py'] + args)


def profile(args):
    os.execvp('python3', ['python3', 'tools/profile.py'] + args)


def cpython(args):
    os.execvp('python3', ['python3', 'tools/cpython.py', make('host', quiet=True), 'tests'] + args)


def stdlib(args):
    os.execvp('python3', ['python3', 'tools/cpython.py', make('host', quiet=True), 'stdlib'] + args)


def check(args):
    os.execvp('python3', ['python3', 'tools/check.py'] + args)


def size(args):
    if args[:1] == ['frozen']:
        variant = args[1] if args[1:2] == ['esp8266-1m'] else 'esp8266'
        make(variant, quiet=True)
        os.execvp('python3', ['python3', 'tools/size_frozen.py', 'build/%s/gen/frozen' % variant, '32'] +
                  [arg for arg in args[1:] if not arg.startswith('esp8266')])
    variant = args.pop(0) if args[:1] in (['lx106'], ['esp8266']) else 'lx106'
    if args[:1] == ['core']:
        args[0] = '--core'
    make(variant, quiet=True)
    os.execvp('python3', ['python3', 'tools/size.py', '--on', variant] + args)


def ram(args):
    make('esp8266', quiet=True)
    make_emulator(quiet=True)
    os.execvp('python3', ['python3', 'tools/ram.py'] + args)


def stubs(args):
    os.execvp('python3', ['python3', 'tools/gen_stubs.py'] + args)


def docs(args):
    os.execvp('python3', ['python3', 'tools/gen_docs.py'] + args)


def dis(args):
    if not args:
        fail('dis needs a file')
    program = os.path.abspath(make('host-debug', quiet=True))
    back_to_caller()
    os.execv(program, [program, '-X', 'dis'] + args)


def where(args):
    if len(args) != 1:
        fail('where needs one name, as in ./dev where str.split')
    make('host', 'gen', quiet=True)
    with open('build/host/gen/index.json', encoding='utf-8') as f:
        index = json.load(f)
    name = args[0]
    found = {key: place for key, place in index.items()
             if name in (key, key.split('.')[-1], key.replace('module ', ''), key.replace('OP_', ''), place[2])}
    for key, (path, line, func) in sorted(found.items()):
        print('%s:%d: %s%s' % (path, line, key, '  ' + func if func else ''))
    if not found:
        fail('nothing is called %s' % name)


def clean(args):
    subprocess.run(['rm', '-rf', 'build'], check=True)


COMMANDS = {'build': build, 'run': run, 'test': test, 'bench': bench, 'profile': profile, 'check': check, 'size': size,
            'docs': docs, 'ram': ram, 'stubs': stubs, 'cpython': cpython, 'stdlib': stdlib, 'dis': dis, 'where': where, 'clean': clean}


def main(args):
    if not args or args[0] in ('help', '-h', '--help'):
        print(HELP, end='')
    elif args[0] in COMMANDS:
        COMMANDS[args[0]](args[1:])
    else:
        fail('no command %s; ./dev help lists them' % args[0])


if __name__ == '__main__':
    main(sys.argv[1:])
