"""What mem_info() and qstr_info() print, whose numbers no .exp file can hold."""
import re
import subprocess
import sys

SCRIPT = """
import micropython
micropython.heap_lock()
micropython.mem_info()
micropython.heap_unlock()
print('--')
micropython.mem_info(1)
print('--')
micropython.qstr_info()
print(micropython.mem_total() >= micropython.mem_current())
"""
SHORT = r'stack: \d+ out of \d+\nGC: total: \d+, used: \d+, free: \d+\n collections: \d+, peak: \d+\n'
LONG = SHORT + r'( [a-z ]+: \d+, \d+ bytes\n)+'
WHOLE = SHORT + '--\n' + LONG + r'--\nqstr pool: n_pool=1, n_qstr=\d+, n_rom=\d+\nTrue\n'

done = subprocess.run([sys.argv[1], '-c', SCRIPT], capture_output=True, text=True)
if done.returncode == 0 and re.fullmatch(WHOLE, done.stdout):
    print('ok reports')
else:
    print('FAIL reports: %r %s' % (done.stdout, done.stderr))
    sys.exit(1)
