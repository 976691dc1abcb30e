#!/usr/bin/env python3
# on: asan
"""Fuzzes json, re, struct, deflate, the compiler, numbers in text and code files: KK_FUZZ_SECONDS each (5);
and runs mutants of code files, from round KK_FUZZ_FIRST on.

usage: run_fuzz.py [KUKRI [TARGET...]]

What a run finds is left in build/fuzz/<target>/; an input there is tried again by
KK_FUZZ=<target> build/host-fuzz/fuzz FILE. The corpus in tests/fuzz/corpus is what the inputs grow from.
"""
import glob
import os
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = 'build/host-fuzz'
SANITIZE = '-fsanitize=address,undefined'
# The C library's header has this for gcc alone.
COMPLEX = "'-DCMPLX(x,y)=__builtin_complex((double)(x),(double)(y))'"
TARGETS = ('json', 're', 'struct', 'zlib', 'lexer', 'text', 'code', 'mutate')
FLAGS = ['-O1', '-DKK_DEBUG', '-fno-omit-frame-pointer', '-fno-sanitize-recover=all', '-Wno-everything']


def build():
    make = ['make', '-s', '-j2', 'VARIANT=host-debug', 'BUILD=' + BUILD, 'CC=clang', 'WARNINGS=',
            'CFLAGS_src/vm/interp.c=', 'CFLAGS_src/modules/m_cmath.c=' + COMPLEX,
            'CFLAGS_PORT=%s -fsanitize=fuzzer-no-link %s' % (' '.join(FLAGS), SANITIZE), BUILD + '/libkukri.a']
    done = subprocess.run(make, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    for name, more in ('fuzz', ['-fsanitize=fuzzer']), ('mutate', []):
        if done.returncode != 0:
            break
        with open(BUILD + '/libkukri.libs') as f:
            libs = f.read().split()
        done = subprocess.run(['clang', '-std=gnu11', '-I.', '-Isrc', '-Iinclude', '-isystem', BUILD] + FLAGS + more +
                              [SANITIZE, 'tests/fuzz/%s.c' % name, BUILD + '/libkukri.a', '-o', BUILD + '/' + name] +
                              libs, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode == 0, done.stdout[-3000:]


def code_seed(kukri, folder):
    """A code file of today, without its stamp: the instruction set changes."""
    os.makedirs(folder, exist_ok=True)
    for source in ('lib/keyword.py', 'lib/onewire.py', 'lib/fnmatch.py'):
        to = os.path.join(folder, os.path.basename(source))
        subprocess.run([kukri, '-X', 'code=' + to, source], check=True)
        with open(to, 'rb') as f:
            data = f.read()
        with open(to, 'wb') as f:
            f.write(data[8:])


def fuzz(kukri, target, seconds):
    found, corpus = 'build/fuzz/%s/' % target, 'tests/fuzz/corpus/' + target
    os.makedirs(found + 'corpus', exist_ok=True)
    if target == 'code':
        corpus = found + 'seed'
        code_seed(kukri, corpus)
    for old in glob.glob(found + '*-*'):
        os.remove(old)
    environ = dict(os.environ, KK_FUZZ=target, ASAN_OPTIONS='detect_leaks=0:detect_stack_use_after_return=0')
    done = subprocess.run([BUILD + '/fuzz', '-max_total_time=%d' % seconds, '-timeout=10', '-rss_limit_mb=1024', '-max_len=2048',
                           '-artifact_prefix=' + found, found + 'corpus', corpus], env=environ, text=True, errors='replace',
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode == 0, done.stdout[-2500:]


def mutate(first, count):
    """Runs mutants of the language's tests: what the loader lets pass must not crash."""
    sources = sorted(glob.glob('tests/lang/*.py') + glob.glob('tests/fuzz/corpus/mutate/*.py'))
    done = subprocess.run([BUILD + '/mutate', str(first), str(count)] + sources, text=True, errors='replace', stdout=subprocess.PIPE,
                          env=dict(os.environ, ASAN_OPTIONS='detect_leaks=0:detect_stack_use_after_return=0'),
                          stderr=subprocess.STDOUT)
    return done.returncode == 0, done.stdout[-4000:]


def main():
    kukri = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else os.path.join(TOP, 'build/host/kukri')
    os.chdir(TOP)
    good, shown = build()
    print('ok build' if good else 'FAIL build\n' + shown)
    seconds = int(os.environ.get('KK_FUZZ_SECONDS', '5'))
    for target in (sys.argv[2:] or TARGETS) if good else ():
        if target == 'mutate':
            good, shown = mutate(int(os.environ.get('KK_FUZZ_FIRST', '0')), 20 * seconds)
        else:
            good, shown = fuzz(kukri, target, seconds)
        print('ok ' + target if good else 'FAIL %s\n%s' % (target, shown), flush=True)


if __name__ == '__main__':
    main()
