#!/usr/bin/env python3
# on: emu
"""Where the emulated UARTs go: terminal, pty, TCP, files, and what happens to time meanwhile. Prints a line for
each test."""

import os
import pty
import re
import select
import signal
import socket
import subprocess
import sys
import tempfile
import termios
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from run_guests import EMU, FOLDER, build, check


def start(name, *options, **keywords):
    return subprocess.Popen([EMU, "--elf", build(name), "--max-time", "100000", *options], **keywords)


def read_line(pipe, pattern):
    line = pipe.readline().decode()
    match = re.fullmatch(pattern + "\n", line)
    check(match, f"{line!r} instead of {pattern}")
    return match.group(1)


def receive(fd, wanted):
    got = b""
    end = time.monotonic() + 10
    while len(got) < len(wanted) and select.select([fd], [], [], max(0, end - time.monotonic()))[0]:
        got += os.read(fd, 4096)
    check(got == wanted, f"{got!r} instead of {wanted!r}")


def stop(process, number=signal.SIGTERM):
    process.send_signal(number)
    check(process.wait(10) == 128 + number, f"status {process.returncode}")


def on_pty():
    with tempfile.TemporaryDirectory() as folder:
        link = os.path.join(folder, "uart")
        with start("echo", "--uart0", "pty", "--uart0-link", link, stderr=subprocess.PIPE) as process:
            path = read_line(process.stderr, "uart0 (/dev/.*)")
            check(os.readlink(link) == path, "the link")
            for text in (b"first", b"second\x03\x11\x13\r\n"):
                fd = os.open(link, os.O_RDWR | os.O_NOCTTY)
                os.write(fd, text)
                receive(fd, text)
                os.close(fd)
            stop(process)
        check(not os.path.lexists(link), "the link is still there")


def on_tcp():
    with start("echo", "--uart0", "tcp:0", stderr=subprocess.PIPE) as process:
        port = int(read_line(process.stderr, r"uart0 tcp:127\.0\.0\.1:(\d+)"))
        for text in (b"one", b"two" * 500):
            with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
                client.sendall(text)
                receive(client.fileno(), text)
        stop(process, signal.SIGINT)


def on_terminal():
    """Raw while it runs, as before when it ends with Ctrl-]."""
    outer, inner = pty.openpty()
    before = termios.tcgetattr(inner)
    with start("echo", "--uart0", "stdio", stdin=inner, stdout=inner, stderr=subprocess.PIPE) as process:
        process.stderr.readline()
        os.write(outer, b"a\x03b\r")
        receive(outer, b"a\x03b\r")
        check(termios.tcgetattr(inner) != before, "the terminal is not raw")
        os.write(outer, b"\x1d")
        check(process.wait(10) == 0, f"status {process.returncode}")
    check(termios.tcgetattr(inner) == before, "the terminal is not as it was")


def to_files():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "out")
        done = subprocess.run([EMU, "--elf", build("edges"), "--uart0", "file:" + path, "--max-time", "10"], capture_output=True,
                              timeout=20)
        with open(path, "rb") as f:
            check(f.read() == b"ready\n", "the file")
        check(done.returncode == 124, f"status {done.returncode}")


def broken_pipe():
    """It ends when nobody reads any more."""
    with start("echo", "--uart0", "stdio", stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.close()
        process.stdin.write(b"x" * 100)
        process.stdin.flush()
        check(process.wait(10) == 128 + signal.SIGPIPE, f"status {process.returncode}")


def takes(ms, *options, name="echo"):
    """The seconds that so many ms take of a program that sleeps, or of another one."""
    program = build(name)
    begin = time.monotonic()
    done = subprocess.run([EMU, "--elf", program, "--max-time", str(ms), *options], stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=300)
    check(done.returncode == 124, f"status {done.returncode}, {done.stderr}")
    return time.monotonic() - begin


def pace():
    for options, ms, least, most in ((("--uart0", "stdio"), 100000, 0, 80), (("--uart0", "tcp:0"), 100000, 0.19, 80),
                                     (("--uart0", "tcp:0", "--speed", "1"), 300, 0.28, 200), (("--realtime",), 300, 0.28, 200)):
        took = takes(ms, *options)
        check(least <= took <= most, f"{options}: {took} s")
    took = takes(300, "--realtime", name="edges")
    check(0.28 <= took <= 200, f"busy: {took} s")


def wrong_baud():
    """The adapter at half the rate: garbage comes back, and not what was sent."""
    done = subprocess.run([EMU, "--elf", build("echo"), "--uart0", "stdio", "--uart0-baud", "230400", "--speed", "1", "--max-time", "1000"],
                          input=b"hello", capture_output=True, timeout=20)
    check(done.stdout and done.stdout != b"hello", done.stdout)


def wrong_options():
    cases = [(["--uart0", "serial"], 'uart0: "serial" is not one of'), (["--uart0", "tcp:x"], "uart0"),
             (["--uart1", "stdio"], 'uart1: "stdio" is not one of'), (["--uart0-link", "/tmp/x"], "comes behind --uart0 pty"),
             (["--uart0", "file:/none/x"], "/none/x: No such file"), (["--vcd", "/none/x"], "/none/x: No such file"),
             (["--script", "/none/x"], "/none/x"), (["--mac", "1:2"], "is not of the form"), (["--adc", "1024"], "adc"),
             (["--seed", "x"], "seed"), (["--uart0-baud", "0"], "uart0-baud"), (["--speed", "-1"], "speed")]
    for options, message in cases:
        done = subprocess.run([EMU, "--elf", build("edges"), *options, "--max-time", "1"], capture_output=True, text=True, timeout=20)
        check(done.returncode == 2 and message in done.stderr, f"{options}: status {done.returncode}, {done.stderr}")


def main():
    os.makedirs(FOLDER, exist_ok=True)
    if subprocess.run(["make", "-s", "-f", "emu/emu.mk", "-j2"], cwd=os.path.dirname(os.path.dirname(FOLDER)),
                      stdout=subprocess.DEVNULL).returncode != 0:
        print("FAIL emu/console: the emulator does not build")
        return 1
    failed = 0
    for test in (on_pty, on_tcp, on_terminal, to_files, broken_pipe, pace, wrong_baud, wrong_options):
        try:
            test()
            print(f"ok emu/console/{test.__name__}")
        except (AssertionError, OSError, subprocess.SubprocessError) as e:
            failed += 1
            print(f"FAIL emu/console/{test.__name__}: {e}")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
