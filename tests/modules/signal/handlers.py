# host only: there are no signals
# Handlers in Python, timers, what waits when a signal comes.
import os
import signal
import time


def error(f, *args):
    try:
        print("no error:", f(*args))
    except Exception as e:
        print(type(e).__name__, e)


seen = []


def handler(number, frame):
    seen.append((int(number), frame is not None))


print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, int(signal.getsignal(signal.SIGUSR1)))
print(signal.signal(signal.SIGUSR1, handler) == signal.SIG_DFL, signal.getsignal(signal.SIGUSR1) is handler)
os.kill(os.getpid(), signal.SIGUSR1)
signal.raise_signal(signal.SIGUSR1)
print(seen)
print(signal.signal(signal.SIGUSR1, signal.SIG_IGN) is handler)
os.kill(os.getpid(), signal.SIGUSR1)
print(len(seen), int(signal.getsignal(signal.SIGUSR1)))
signal.signal(signal.SIGUSR1, signal.SIG_DFL)


class Stop(Exception):
    pass


def stop(number, frame):
    raise Stop(number)


# Out of whatever the program does.
signal.signal(signal.SIGALRM, stop)
r, w = os.pipe()


def spin():
    while True:
        pass


for busy in (spin, lambda: time.sleep(10), lambda: os.read(r, 1), lambda: sorted(range(100000)) and spin()):
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.02)
        busy()
    except Stop as e:
        print("stopped by", e.args[0] == signal.SIGALRM)
import socket
import select
a, b = socket.socketpair()
for busy in (lambda: a.recv(1), lambda: a.recv_into(bytearray(1)), lambda: select.select([a], [], []),
             lambda: a.sendall(bytes(10000000))):
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.02)
        busy()
    except Stop as e:
        print("stopped by", e.args[0] == signal.SIGALRM)
a.close()
b.close()

# Calls go on after a handler that raises nothing.
signal.signal(signal.SIGALRM, handler)
seen.clear()
start = time.time()
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
time.sleep(0.1)
print(time.time() - start > 0.09)
while len(seen) < 3:
    time.sleep(0.01)
left, every = signal.setitimer(signal.ITIMER_REAL, 0)
print(left <= 0.011, every, signal.getitimer(signal.ITIMER_REAL))
print(signal.alarm(100), signal.alarm(0) in (99, 100))

# Ctrl-C.
for k in range(2):
    try:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(1)
    except KeyboardInterrupt:
        print("KeyboardInterrupt")
    signal.signal(signal.SIGINT, handler)
    signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGINT, stop)
try:
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(1)
except Stop:
    print("own handler")

error(signal.signal, 0, handler)
error(signal.signal, 100, handler)
error(signal.signal, signal.SIGKILL, handler)
error(signal.signal, signal.SIGTERM, "x")
error(signal.signal, signal.SIGTERM, 5)
error(signal.getsignal, 100)

print(signal.strsignal(signal.SIGINT), signal.Signals(15).name, signal.Signals.SIGINT == 2, len(signal.valid_signals()) > 30)
before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])
signal.signal(signal.SIGUSR2, handler)
seen.clear()
os.kill(os.getpid(), signal.SIGUSR2)
print(seen, signal.SIGUSR2 in before, signal.SIGUSR2 in signal.pthread_sigmask(signal.SIG_BLOCK, []))
signal.pthread_sigmask(signal.SIG_SETMASK, before)
print(len(seen))
