# The module machine over the pins of hal.c: a wire leads from each even pin to the odd pin behind it.
import io
import machine
import sys
import time
from machine import Pin, Signal, Timer


def raises(kind, text, function, *args, **kwargs):
    try:
        function(*args, **kwargs)
    except kind as e:
        assert text in str(e), str(e)
    else:
        raise AssertionError('no %s' % kind.__name__)


def quiet(function):
    """What function() makes the handlers print."""
    old, sys.stderr = sys.stderr, io.StringIO()
    try:
        function()
        return sys.stderr.getvalue()
    finally:
        sys.stderr = old


def wait(done):
    """Sleeps until done(): on a busy computer everything may be late."""
    end = time.ticks_add(time.ticks_ms(), 10000)
    while not done():
        assert time.ticks_diff(end, time.ticks_ms()) > 0
        time.sleep_ms(2)


def test_pin():
    p, q = Pin(2, Pin.OUT, value=1), Pin(3, mode=Pin.IN)
    assert repr(p) == 'Pin(2)' and Pin(2) is p and Pin(p) is p and {p: 7}[Pin(2)] == 7
    assert q() == q.value() == 1
    p.off()
    assert q() == p() == 0
    p.on()
    assert q() == 1
    p.toggle()
    assert q() == 0
    p('yes')
    assert q() == 1
    p.init(Pin.IN)
    assert q() == 0
    p.init(pull=Pin.PULL_UP)
    assert q() == 1 and p() == 1
    q.init(Pin.OPEN_DRAIN, value=0)
    assert p() == 0
    q(1)
    assert p() == 1
    p.init(Pin.OUT, value=0)
    q.init(Pin.IN)
    raises(TypeError, 'missing', Pin)
    raises(TypeError, 'not str', Pin, '2')
    raises(TypeError, 'positional', Pin, 2, Pin.IN, None, 1)
    raises(TypeError, 'drive', Pin, 2, drive=1)
    for bad in (6, 11, 17, 99, -1, 1 << 70):
        raises(ValueError, 'invalid pin', Pin, bad)
    raises(ValueError, 'invalid mode', Pin, 2, 3)
    raises(ValueError, 'invalid pull', Pin, 2, Pin.IN, 2)
    raises(ValueError, 'mode or pull', Pin, 16, Pin.IN, Pin.PULL_UP)
    raises(TypeError, '', p, 1, 2)
    try:
        class Other(Pin):
            pass
    except TypeError:
        pass
    else:
        raise AssertionError


def test_edges():
    p, q = Pin(2, Pin.OUT, value=0), Pin(3, Pin.IN)
    seen = []
    irq = q.irq(lambda pin: seen.append((pin, irq.flags())))
    assert irq is q.irq() and irq.trigger() == Pin.IRQ_RISING | Pin.IRQ_FALLING
    for i in range(4):
        p.toggle()
    assert seen == [(q, 1), (q, 2), (q, 1), (q, 2)], seen
    assert irq.trigger(Pin.IRQ_FALLING) == 3
    for i in range(4):
        p.toggle()
    assert len(seen) == 6 and irq.flags() == 2
    irq()
    assert len(seen) == 7
    q.irq(None)
    p.toggle()
    p.toggle()
    assert len(seen) == 7
    raises(TypeError, 'callable', q.irq, 5)
    raises(ValueError, 'trigger', q.irq, print, 4)
    raises(ValueError, 'trigger', q.irq, print, 0)
    raises(ValueError, 'no interrupt', Pin(16).irq, print)


def test_handlers_do_not_nest():
    p, q = Pin(2, Pin.OUT, value=0), Pin(3, Pin.IN)
    log = []

    def handler(pin):
        log.append('in')
        if len(log) < 6:
            p.toggle()
            time.sleep_ms(1)
        log.append('out')
    q.irq(handler)
    p.toggle()
    q.irq(None)
    assert log == ['in', 'out'] * 4, log


def test_storm():
    # Each call makes the next edge: the program must get on nevertheless.
    p, q = Pin(2, Pin.OUT, value=0), Pin(3, Pin.IN)
    count = 0

    def handler(pin):
        nonlocal count
        count += 1
        p.toggle()
    q.irq(handler)
    p.toggle()
    steps = 0
    while steps < 20:
        steps += 1
    q.irq(None)
    p.toggle()
    assert count > 20, count
    now = count
    for i in range(100):
        pass
    assert count == now


def test_soft_exception():
    p, q = Pin(2, Pin.OUT, value=0), Pin(3, Pin.IN)
    calls = []

    def handler(pin):
        calls.append(1)
        1 / 0
    q.irq(handler)
    try:
        raise KeyError('outside')
    except KeyError:
        p.toggle()
        assert isinstance(sys.exc_info()[1], KeyError)
    p.toggle()
    q.irq(None)
    assert len(calls) == 2


def test_hard():
    p, q = Pin(2, Pin.OUT, value=0), Pin(3, Pin.IN)
    count, order = 0, [None] * 8

    def hard(pin):
        nonlocal count
        count += 1
    q.irq(hard, Pin.IRQ_RISING, True)
    for i in range(10):
        p.toggle()
    assert count == 5

    def allocates(pin):
        nonlocal count
        count += 1
        [1, 2, 3] * 100
    q.irq(allocates, hard=True)
    p.toggle()
    p.toggle()
    p.toggle()
    # It failed once, and was taken away.
    assert count == 6, count
    assert [1, 2, 3] * 2 == [1, 2, 3, 1, 2, 3]
    q.irq(None)


def test_hard_first():
    a, b = Pin(2, Pin.OUT, value=0), Pin(4, Pin.OUT, value=0)
    order = []
    gate = [0] * 4
    at = 0

    def note(pin):
        nonlocal at
        gate[at] = 5 if pin is Pin(5) else 3
        at += 1

    def slow(pin):
        # While it runs both are noted, the soft one first.
        a.toggle()
        b.toggle()
    Pin(3).irq(note)
    Pin(5).irq(note, hard=True)
    c = Pin(12, Pin.OUT, value=0)
    Pin(13, Pin.IN).irq(slow, Pin.IRQ_RISING, hard=True)
    c.on()
    for pin in (3, 5, 13):
        Pin(pin).irq(None)
    assert gate[:2] == [5, 3], gate


def test_hard_interrupts_soft():
    a, b, c = Pin(2, Pin.OUT, value=0), Pin(4, Pin.OUT, value=0), Pin(12, Pin.OUT, value=0)
    log = []
    got = [0]

    def hard(pin):
        got[0] += 1

    def soft(pin):
        log.append('soft')

    def slow(pin):
        log.append('slow')
        a.toggle()
        b.toggle()
        b.toggle()
        for i in range(3):
            pass
        log.append(got[0])
    Pin(3).irq(soft)
    Pin(5).irq(hard, hard=True)
    Pin(13, Pin.IN).irq(slow, Pin.IRQ_RISING)
    c.on()
    for pin in (3, 5, 13):
        Pin(pin).irq(None)
    assert log == ['slow', 2, 'soft'], log


def test_hard_timer_interrupts_soft():
    hits = [0, 0]

    def hard(t):
        hits[0] += 1

    def soft(t):
        hits[1] += 1
        if hits[1] > 1:
            return
        before = hits[0]
        wait(lambda: hits[0] >= before + 5)
        assert hits[1] == 1
    t = Timer(-1, period=2, hard=True, callback=hard)
    u = Timer(-1, period=3, callback=soft)
    wait(lambda: hits[1] >= 3)
    t.deinit()
    u.deinit()


def test_signal():
    p, q = Pin(2, Pin.OUT, value=0), Pin(3, Pin.IN)
    s = Signal(p, invert=True)
    assert s.value() == s() == 1 and q() == 0
    s.off()
    assert q() == 1 and s() == 0
    s(1)
    assert q() == 0
    s.value(0)
    s.on()
    assert q() == 0
    s = Signal(4, Pin.OUT, value=1)
    assert Pin(5)() == 1 and s() == 1

    class Lamp:
        level = 0

        def value(self, x=None):
            if x is None:
                return self.level
            self.level = x
    lamp = Lamp()
    s = Signal(lamp, invert=True)
    s.on()
    assert lamp.level == 0 and s()
    raises(TypeError, 'missing', Signal)
    raises(AttributeError, 'value', Signal(object()))


def test_timer():
    ticks, t0 = [], time.ticks_ms()
    t = Timer(-1, period=20, callback=lambda t: ticks.append(time.ticks_diff(time.ticks_ms(), t0)))
    once = Timer()
    once.init(mode=Timer.ONE_SHOT, period=30, callback=lambda t: ticks.append(t))
    assert 'PERIODIC' in repr(t) and 'ONE_SHOT' in repr(once)
    wait(lambda: len(ticks) >= 6)
    t.deinit()
    assert ticks.count(once) == 1
    ticks.remove(once)
    # Late ones do not shift the others: each is in a period of its own.
    assert all(20 <= a and a // 20 < b // 20 for a, b in zip(ticks, ticks[1:])), ticks
    n = len(ticks)
    time.sleep_ms(50)
    assert len(ticks) == n
    t.init(freq=100.0, callback=lambda t: ticks.append(0))
    wait(lambda: len(ticks) >= n + 2)
    t.deinit()
    t.deinit()
    raises(ValueError, 'period or freq', t.init, callback=print)
    raises(ValueError, 'mode', t.init, period=1, mode=2)
    raises(ValueError, 'freq', t.init, freq=-1)
    raises(ValueError, 'positive', t.init, period=-1)
    raises(ValueError, 'positive', t.init, period=1, tick_hz=0)
    raises(TypeError, 'callable', t.init, period=1, callback=1)
    raises(TypeError, '', t.init, 1)
    raises(ValueError, 'invalid timer', Timer, -2)


def test_timer_alive():
    import gc
    seen = []

    def start():
        Timer(-1).init(period=2, mode=Timer.PERIODIC, callback=lambda t: (seen.append(1), len(seen) == 5 and t.deinit()))
    start()
    wait(lambda: [gc.collect()] and len(seen) >= 5)
    time.sleep_ms(10)
    assert len(seen) == 5, seen


def test_many_timers():
    hits = {}
    timers = []

    def callback(t):
        hits[t] = hits.get(t, 0) + 1
        if hits[t] == 3:
            t.deinit()
    for i in range(20):
        timers.append(Timer(-1, period=1 + i % 7, callback=callback))
    wait(lambda: sum(hits.values()) == 60)
    assert all(hits[t] == 3 for t in timers), hits.values()


def test_timer_tick_hz():
    hits = []
    t = Timer(-1, period=5000, tick_hz=1000000, mode=Timer.ONE_SHOT, callback=hits.append)
    wait(lambda: hits)
    assert hits == [t]


def test_interrupting():
    def stop(t):
        raise KeyboardInterrupt
    # It may come before the sleep begins.
    raises(KeyboardInterrupt, '', lambda: (Timer(-1, period=2, mode=Timer.ONE_SHOT, callback=stop), time.sleep(30)))
    # Handlers run as before.
    hits = []
    t = Timer(-1, period=2, mode=Timer.ONE_SHOT, callback=hits.append)
    wait(lambda: hits)
    assert hits == [t]


def test_pulse():
    p, q = Pin(2, Pin.OUT, value=1), Pin(3, Pin.IN)
    assert machine.time_pulse_us(q, 0, 500) == -2
    assert machine.time_pulse_us(3, 1, 500) == -1
    raises(ValueError, 'range', machine.time_pulse_us, q, 1, -1)


def test_mem():
    for mem, width in ((machine.mem8, 1), (machine.mem16, 2), (machine.mem32, 4)):
        if width > 1:
            raises(ValueError, 'aligned', lambda: mem[width // 2])
        raises(TypeError, '', lambda: mem['x'])
    state = machine.disable_irq()
    machine.enable_irq(state)
    raises(TypeError, '', machine.enable_irq)


def main():
    for name, test in list(globals().items()):
        if name.startswith('test_'):
            try:
                test()
                print('ok', name[5:])
            except Exception as e:
                print('FAIL', name[5:])
                sys.print_exception(e)


main()
