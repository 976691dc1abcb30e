"""A file of another revision, built for comparisons in a worktree that is gone afterwards."""
import os
import shutil
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def built(revision, variant, name):
    """The path of a copy of build/VARIANT/NAME of that revision; ends the program when it is none or cannot be built."""
    sha = subprocess.run(['git', 'rev-parse', '--verify', '--quiet', revision + '^{commit}'], cwd=TOP, text=True,
                         capture_output=True).stdout.strip()
    if not sha:
        sys.exit('%s is neither a file nor a revision' % revision)
    kept = os.path.join(TOP, 'build', 'against', sha[:12], variant, name)
    if os.path.exists(kept):
        return kept
    with tempfile.TemporaryDirectory(prefix='kukri-against-') as folder:
        subprocess.run(['git', 'worktree', 'add', '--quiet', '--detach', '--force', folder, sha], cwd=TOP, check=True)
        try:
            third = os.path.join(TOP, 'build', 'third-party')
            if os.path.exists(third):
                shutil.copytree(third, os.path.join(folder, 'build', 'third-party'), symlinks=True)
            made = subprocess.run(['make', '-s', '-j2', 'VARIANT=' + variant], cwd=folder, text=True, capture_output=True)
            result = os.path.join(folder, 'build', variant, name)
            if made.returncode or not os.path.exists(result):
                sys.exit('%s cannot be built:\n%s' % (revision, made.stderr[-2000:]))
            os.makedirs(os.path.dirname(kept), exist_ok=True)
            shutil.copy(result, kept)
        finally:
            subprocess.run(['git', 'worktree', 'remove', '--force', folder], cwd=TOP, check=False)
    return kept
