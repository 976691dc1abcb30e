#!/usr/bin/env python3
# on: esp8266
"""The firmware's base in the emulator: boot, both prompts, Ctrl-C, resets and their causes, crash records, the watchdog,
the wall clock, flash, UARTs. Prints a line for each."""

import os
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import board  # noqa: E402

BANNER = b"MicroPython v1.27.0 compatible, Kukri v"
WAIT = 0.2  # for a program to get going


def expect(good, what):
    if not good:
        raise board.BoardError(str(what))


def boot_message(b):
    b.until(b">>> ")
    expect(BANNER in b.received and b"ESP module with ESP8266\r\n" in b.received, b.received)
    expect(b.received.count(b"\n") == b.received.count(b"\r\n"), b.received)


def to_raw(b):
    """From a prompt that has just been shown."""
    b.send(b"\r\x01")
    b.until(board.RAW_BANNER)


def after_reset(b, code, seconds=30):
    """Runs what resets the chip; what it says while it starts again. The raw prompt is entered afterwards."""
    b.start(code)
    said = b.until(BANNER, seconds)
    b.until(b">>> ")
    to_raw(b)
    return said.decode("utf-8", "replace")


def boots_within(ms, options):
    """Runs the emulator until the prompt, for at most so many milliseconds of its time."""
    with tempfile.NamedTemporaryFile("w", suffix=".script") as script:
        script.write(f'0ms expect uart ">>> " within {ms}ms\n{ms}ms end 0\n')
        script.flush()
        done = subprocess.run([board.EMULATOR, "--uart0", "none", "--script", script.name] + options, capture_output=True,
                              text=True, timeout=60)
        expect(done.returncode == 0, done.stderr)


def test_boot():
    """A first start makes a file system; from then on the prompt is there within 150 ms: of chips of 4 MiB, and of
    chips of 1 MiB with the firmware for them, which leaves 32 KiB and more for files."""
    board.build("esp8266-1m")
    with tempfile.TemporaryDirectory() as folder:
        for size, image in (("1M", board.image("esp8266-1m")), ("4M", board.image())):
            flash = os.path.join(folder, size)
            boots_within(1000, ["--flash", image, "--flash-size", size, "--flash-save", flash])
            boots_within(150, ["--flash", flash])
            with board.Board(flash=flash) as b:
                out, err = b.exec("import os; print(os.statvfs('/')[0] * os.statvfs('/')[2])")
                expect(err == "" and int(out) >= 32 << 10, (size, out, err))
        # The other one has no room for files there, but runs.
        boots_within(1000, ["--flash", board.image(), "--flash-size", "1M"])


def test_friendly():
    with board.Board(raw=False) as b:
        boot_message(b)
        b.send(b"1+2\r")
        expect(b.until(b">>> ") == b"1+2\r\n3\r\n", b.received)
        b.send(b"while True: pass\r\r")
        time.sleep(WAIT)
        b.send(b"\x03")
        expect(b"KeyboardInterrupt\r\n" in b.until(b">>> "), b.received)
        b.send(b"x = 5\r\x04")
        expect(b"\r\nMPY: soft reboot\r\n" in b.until(BANNER), b.received)
        b.until(b">>> ")
        b.send(b"x\r")
        expect(b"NameError" in b.until(b">>> "), b.received)
        b.send(b"\x02")
        b.until(b"\nMicroPython ")


def test_raw():
    """Byte for byte what tools expect."""
    with board.Board() as b:
        for sent, answer in ((b"print(1)\x04", b"OK1\r\n\x04\x04>"), (b"\x05A\x01", b"R\x01\x80\x00\x01"),
                             (b"print(1)\x04", b"\x041\r\n\x04\x04>"), (b"\x04", b"OK\r\nMPY: soft reboot\r\n"),
                             (b"", board.RAW_BANNER)):
            b.send(sent)
            before = b.until(answer)
            expect(before == b"", (sent, before))
        out, err = b.exec("1/0")
        expect(out == "" and err.startswith("Traceback (most recent call last):\n") and "ZeroDivisionError" in err, err)
        b.start("while True: pass")
        time.sleep(WAIT)
        b.send(b"\x03")
        expect("KeyboardInterrupt" in b.finish()[1], b.received)
        expect(b.run("import sys; print(sys.platform, sys.implementation.name)").startswith("esp8266 "), b.received)


def test_main():
    """boot.py, main.py, the prompt; SystemExit begins anew, an error leads to the prompt, the raw prompt skips main.py."""
    main = ("with open('n') as f: n = int(f.read()) + 1\nwith open('n', 'w') as f: f.write(str(n))\nprint('main', n)\n"
            "if n < 3: raise SystemExit\n")
    with board.Board() as b:
        b.run(f"with open('n', 'w') as f: f.write('0')\nwith open('main.py', 'w') as f: f.write({main!r})\n")
        b.soft_reset()
        expect(b"main" not in b.received.split(b"soft reboot")[-1], b.received)
        b.send(b"\x02")
        b.until(b">>> ")
        b.send(b"\x04")
        said = b.until(b">>> ")
        expect(said.count(b"MPY: soft reboot\r\n") == 3 and b"main 1\r\n" in said and b"main 3\r\n" in said, said)
        b.send(b"with open('boot.py', 'w') as f: f.write('1/0')\r\r")
        b.until(b">>> ")
        b.send(b"\x04")
        said = b.until(b">>> ")
        expect(b'File "boot.py", line 1' in said and b"ZeroDivisionError" in said and b"main" not in said, said)


def test_bytes():
    """Text gets \\r\\n; bytes arrive as they are, both ways when Ctrl-C is off."""
    with board.Board() as b:
        b.start("import sys\nprint('a')\nsys.stdout.write('b\\n')\nsys.stdout.buffer.write(b'c\\nd\\x00\\xff\\n')")
        expect(b.until(b"\x04") == b"a\r\nb\r\nc\nd\x00\xff\n", b.received)
        b.until(b"\x04>")
        b.start("import sys, micropython\nmicropython.kbd_intr(-1)\nprint(1)\nx = sys.stdin.buffer.read(256)\n"
                "micropython.kbd_intr(3)\nprint(x == bytes(range(256)))")
        b.until(b"1\r\n")
        b.send(bytes(range(256)))
        expect(b.finish()[0] == "True\n", b.received)


def test_garbage():
    """Noise on the line leads back to a prompt."""
    with board.Board(raw=False) as b:
        b.until(b">>> ")
        b.send(bytes(range(128, 256)) * 4 + bytes(x for x in range(32) if x not in (1, 4, 5)) * 3 + b"\r\x03\r\x03")
        time.sleep(WAIT)
        b.send(b"\r\x03\r\x03")
        to_raw(b)
        expect(b.run("print('fine')") == "fine\n", b.received)


def test_memory():
    with board.Board() as b:
        free = int(b.run("import gc\ngc.collect()\nprint(gc.mem_free())"))
        expect(free >= 64000, free)


def test_time():
    """Ticks agree with sleeps, at both clocks; the wall clock goes on over resets."""
    with board.Board(["--speed", "0"]) as b:
        for mhz in (80, 160):
            out = b.run(f"import machine, time\nmachine.freq({mhz}000000)\na=time.ticks_us()\ntime.sleep_ms(50)\n"
                        "print(time.ticks_diff(time.ticks_us(), a))")
            expect(50000 <= int(out) < 50600, (mhz, out))
        out = b.run("import time\na=time.ticks_ms()\ntime.sleep(2000)\nprint(time.ticks_diff(time.ticks_ms(), a))")
        expect(2000000 <= int(out) <= 2000002, out)
        b.run("import machine\nmachine.RTC().datetime((2026, 11, 22, 0, 12, 0, 0, 0))")
        said = after_reset(b, "import time, machine\ntime.sleep(5)\nmachine.reset()")
        expect("crash" not in said, said)
        clock = b.run("import machine\nprint(machine.RTC().datetime())")
        # While the emulator waits for this program it runs ahead of it.
        found = re.match(r"\(2026, 11, 22, 6, 12, 0, (\d+), ", clock)
        expect(found and 5 <= int(found.group(1)), clock)


def test_causes():
    with board.Board() as b:
        cause = "import machine\nprint(machine.reset_cause() == machine.%s)"
        expect(b.run(cause % "PWRON_RESET") == "True\n", "power on")
        after_reset(b, "import machine\nmachine.reset()")
        expect(b.run("import machine\nprint(machine.reset_cause())") != "0\n", "reset")
        after_reset(b, "import machine\nmachine.deepsleep(1000)")
        expect(b.run(cause % "DEEPSLEEP_RESET") == "True\n", "deep sleep")


def test_crash():
    """A crash is told at the next start, once, with the line of Python."""
    with board.Board() as b:
        said = after_reset(b, "import machine\ndef deep():\n    machine.mem32[0x20000000]\ndeep()\n")
        expect("has crashed: load or store error" in said and "address 20000000" in said, said)
        expect(re.search(r'line 3, in deep\r\n.*line 4, in <module>', said), said)
        said = after_reset(b, "import machine\nmachine.reset()")
        expect("crash" not in said, said)


def test_ruin():
    """Whatever a program destroys, the chip comes back to a prompt: by a record or by the watchdog."""
    fill = "import machine\nfor i in range(%d, %d, 4): machine.mem32[i] = 0x12345677\nwhile True: pass\n"
    with board.Board() as b:
        for what in (fill % (0x40100050, 0x40100058),  # the vector of exceptions
                     fill % (0x40100050, 0x40100078),  # and of those within
                     fill % (0x40100080, 0x40106000),  # all handlers
                     fill % (0x3ffe8300, 0x3ffec000),  # the heap
                     fill % (0x3fffc740, 0x40000000),  # the stack
                     "import machine\nmachine.mem32[0x40200000] = 1\n"):
            told = after_reset(b, what)
            expect("The last run has crashed: " in told or "The last run was ended by the watchdog" in told, (what, told))


def test_watchdog():
    with board.Board() as b:
        said = after_reset(b, "import machine\nw = machine.WDT(timeout=1000)\ndef hang():\n    while True: pass\nhang()\n")
        expect("watchdog, which nobody fed" in said and "line 4, in hang" in said, said)
        expect(b.run("import machine\nprint(machine.reset_cause() == machine.WDT_RESET)") == "True\n", "cause")
        said = after_reset(b, "import machine\nmachine.disable_irq()\nwhile True: pass\n")
        expect("interrupts were closed too long" in said, said)
        expect(b.run("import machine\nprint(machine.reset_cause() == machine.WDT_RESET)") == "True\n", "cause")
        out = b.run("import machine, time\nw = machine.WDT(timeout=1000)\nfor i in range(20):\n    time.sleep_ms(500)\n"
                    "    w.feed()\nprint('alive')")
        expect(out == "alive\n", out)


def test_flash():
    """Any alignment, from flash itself, to the last byte; outside is an error. The file system is not touched."""
    code = """
import esp
end = esp.flash_size()
at = end - 8192
esp.flash_erase(at // 4096)
data = bytes(range(256)) * 3
for where, n in ((at, 768), (at + 1025, 3), (at + 1030, 1), (at + 1290, 300), (at + 4095, 1)):
    esp.flash_write(where, data[:n])
    back = bytearray(n)
    esp.flash_read(where, back)
    if back != data[:n]:
        print('at', where - at, back)
esp.flash_write(at + 2000, b'constant text of the program, in RAM or in flash')
back = bytearray(48)
esp.flash_read(at + 2000, back)
print(bytes(back), hex(end), hex(esp.flash_user_start()))
for where in (end, end - 3, 1 << 31):
    try:
        esp.flash_read(where, bytearray(4))
        print('read outside')
    except OSError as e:
        print(e.errno)
"""
    with board.Board() as b:
        out = b.run(code)
        expect(out == "b'constant text of the program, in RAM or in flash' 0x400000 0x100000\n22\n22\n22\n", out)


def test_typing_ahead():
    """What arrives while Python is busy waits in the ring, up to 512 bytes."""
    with board.Board(raw=False) as b:
        b.until(b">>> ")
        b.send(b"import time\r")
        b.until(b">>> ")
        b.send(b"time.sleep(1)\r")
        time.sleep(WAIT)
        b.send(b"".join(b"%d\r" % i for i in range(150)))
        for i in range(151):
            b.until(b">>> ")
        expect(b"149\r\n149\r\n" in b.received, b.received[-200:])


def test_steady_typing():
    """Input more often than each second, for many seconds: the watchdog is fed all the same."""
    with tempfile.NamedTemporaryFile('w', suffix='.txt') as script:
        script.write(''.join('%dms uart " "\n' % (200 + 300 * i) for i in range(30)))
        script.write('9500ms uart "\\rprint(6 * 7)\\r"\n9501ms expect uart "42" within 1s\n11s end 0\n')
        script.flush()
        done = subprocess.run([board.EMULATOR, '--flash', board.image(), '--uart0', 'stderr', '--script', script.name],
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    expect(done.returncode == 0 and b'watchdog' not in done.stderr, done.stderr[-600:])


TESTS = [test_steady_typing, test_boot, test_friendly, test_raw, test_main, test_bytes, test_garbage, test_memory, test_time, test_causes, test_crash, test_ruin, test_watchdog,
         test_flash, test_typing_ahead]


def main():
    board.build()
    failed = 0
    for test in TESTS:
        name = test.__name__.replace("test_", "esp8266/boot ")
        if sys.argv[2:] and not any(word in name for word in sys.argv[2:]):
            continue
        try:
            test()
            print("ok", name)
        except (board.BoardError, ValueError, OSError) as error:
            failed += 1
            print("FAIL", name + ":", str(error).replace("\n", "\n    "))
        sys.stdout.flush()
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
