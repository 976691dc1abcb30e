# on: host, asan
"""termios and tty on a pseudo terminal: both pythons must say the same."""
import os
import pty
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
PROGRAM = '''
import sys, termios, tty
def error(f, *args):
    try:
        print("no error:", f(*args))
    except Exception as e:
        print(type(e).__name__, e)
before = termios.tcgetattr(0)
print(len(before), before[3] & termios.ECHO != 0, before[3] & termios.ICANON != 0, before[6][termios.VINTR], len(before[6]))
tty.setcbreak(0)
now = termios.tcgetattr(sys.stdin)
print(now[3] & termios.ECHO, now[3] & termios.ICANON, now[3] & termios.ISIG != 0, now[6][termios.VMIN], now[6][termios.VTIME])
tty.setraw(0)
now = termios.tcgetattr(0)
print(now[0] & termios.ICRNL, now[1] & termios.OPOST, now[3] & termios.ISIG, now[2] & termios.CSIZE == termios.CS8)
termios.tcsetattr(0, termios.TCSADRAIN, before)
print(termios.tcgetattr(0) == before, termios.tcflush(0, termios.TCIFLUSH), termios.tcdrain(0))
error(termios.tcsetattr, 0, termios.TCSANOW, before[:6])
error(termios.tcsetattr, 0, termios.TCSANOW, before[:6] + [[]])
error(termios.tcsetattr, 0, 99, before)
error(termios.tcgetattr, 999)
error(termios.tcgetattr, "x")
error(termios.tcflush, 0, 99)
'''


def output(program):
    ours, theirs = pty.openpty()
    done = subprocess.run([program, '-c', PROGRAM], stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=60, env=dict(os.environ, KUKRIPATH=TOP + '/lib:.frozen'))
    os.close(ours)
    os.close(theirs)
    return done.stdout


ours, theirs = output(os.path.abspath(sys.argv[1])), output('/usr/bin/python3.11')
print('ok termios' if ours == theirs else 'FAIL termios: %r, not %r' % (ours, theirs))
sys.exit(ours != theirs)
