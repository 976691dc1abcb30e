"""signal: its enumerations, and what works with sets of signals."""
import signal as _signal
from enum import IntEnum

_names = [n for n in dir(_signal) if n.startswith('SIG') and not n.startswith('SIG_')]
Signals = IntEnum('Signals', [(n, getattr(_signal, n)) for n in _names] + [('SIGCLD', 17), ('SIGPOLL', 29), ('SIGIOT', 6)],
                  module='signal')
Handlers = IntEnum('Handlers', [('SIG_DFL', 0), ('SIG_IGN', 1)], module='signal')
Sigmasks = IntEnum('Sigmasks', [('SIG_BLOCK', 0), ('SIG_UNBLOCK', 1), ('SIG_SETMASK', 2)], module='signal')
SIGCLD, SIGPOLL, SIGIOT = Signals.SIGCLD, Signals.SIGPOLL, Signals.SIGIOT


def valid_signals():
    return {Signals(n) if n in Signals._value2member_map_ else n for n in range(1, 65) if n not in (32, 33)}


def pthread_sigmask(how, mask):
    return {Signals(n) if n in Signals._value2member_map_ else n for n in _signal._mask(how, mask)}
