#!/usr/bin/env python3
"""Fetches the source of a library that firmware contains and unpacks it: nothing of it is in this repository.

usage: third_party.py NAME DIR        DIR/NAME/ then holds the source, DIR/NAME/.version says which

tools/third-party.txt has the packages. An archive that lies in DIR already (or has been put there by hand) is
used without asking anybody; otherwise apt fetches it from where this system's own packages come from.
"""
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile

LIST = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'third-party.txt')


def row_of(name):
    for line in open(LIST):
        fields = line.split()
        if fields and fields[0] == name:
            return fields[1:]
    sys.exit('third_party.py: %s is not in tools/third-party.txt' % name)


def right(path, digest):
    return os.path.exists(path) and hashlib.sha256(open(path, 'rb').read()).hexdigest() == digest


def fetch(name, version, folder):
    """Lets apt download the source package into the folder, with lists of sources of its own."""
    state = os.path.join(folder, 'apt')
    os.makedirs(state + '/lists/partial', exist_ok=True)
    targets = subprocess.run(['apt-get', 'indextargets', '--format', '$(REPO_URI) $(RELEASE) $(COMPONENT)',
                              'Created-By: Packages'], stdout=subprocess.PIPE, text=True, check=True).stdout
    with open(state + '/sources.list', 'w') as f:
        for line in sorted(set(targets.split('\n'))):
            if line:
                f.write('deb-src %s\n' % line)
    options = ['-q', '-o', 'Dir::Etc::sourcelist=' + state + '/sources.list', '-o', 'Dir::Etc::sourceparts=-',
               '-o', 'Dir::State::lists=' + state + '/lists', '-o', 'APT::Sandbox::User=root']
    for command in ['update'], ['source', '--download-only', '--only-source', name + '=' + version]:
        subprocess.run(['apt-get'] + options + command, cwd=folder, check=True, timeout=300,
                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def unpack(archive, target):
    fresh = target + '.new'
    shutil.rmtree(fresh, ignore_errors=True)
    with tarfile.open(archive) as tar:
        for member in tar:
            parts = member.name.split('/')[1:]
            if member.isfile() and parts and '..' not in parts:
                path = os.path.join(fresh, *parts)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, 'wb') as f:
                    shutil.copyfileobj(tar.extractfile(member), f)
    shutil.rmtree(target, ignore_errors=True)
    os.rename(fresh, target)


def main():
    name, folder = sys.argv[1], os.path.abspath(sys.argv[2])
    version, archive, digest = row_of(name)
    target, path = os.path.join(folder, name), os.path.join(folder, archive)
    os.makedirs(folder, exist_ok=True)
    with open(folder + '/.lock', 'w') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp = target + '/.version'
        if os.path.exists(stamp) and open(stamp).read() == version:
            return
        if not right(path, digest):
            try:
                fetch(name, version, folder)
            except (OSError, subprocess.SubprocessError) as e:
                why = getattr(e, 'stderr', None) or str(e).encode()
                print(why.decode('utf-8', 'replace').strip()[-500:], file=sys.stderr)
            if not right(path, digest):
                sys.exit('third_party.py: cannot fetch the Debian source package %s %s.\n'
                         'Put its archive %s into %s by hand.' % (name, version, archive, sys.argv[2]))
        unpack(path, target)
        with open(stamp, 'w') as f:
            f.write(version)


main()
