#!/usr/bin/env python3
# on: emu
"""Small programs on the bare chip (tests/emu/guest) in the emulator: what the CPU, the devices and the
recordings do together. Prints a line for each test."""

import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import _vcd as vcd

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDER = os.path.join(TOP, "build", "emu-tests")
EMU = os.path.join(TOP, "build", "emu", "kukri-emu")
US = 1000000


def build(name):
    path = os.path.join(FOLDER, name + ".elf")
    guest = "tests/emu/guest/"
    subprocess.run(["xtensa-lx106-elf-gcc", "-Os", "-std=gnu11", "-Wall", "-mlongcalls", "-mtext-section-literals",
                    "-ffreestanding", "-nostdlib", "-T", guest + "guest.ld", "-o", path, guest + "start.S", guest + name + ".c"],
                   cwd=TOP, check=True)
    return path


def run(name, *options, script=None, stdin=b"", status=0):
    """What the program sent, the messages, and its pins' changes."""
    with tempfile.TemporaryDirectory() as folder:
        record = os.path.join(folder, "pins.vcd")
        command = [EMU, "--elf", build(name), "--uart0", "stdio", "--vcd", record, "--max-time", "20000", *options]
        if script is not None:
            with open(os.path.join(folder, "script"), "w", encoding="ascii") as f:
                f.write(script)
            command += ["--script", f.name]
        done = subprocess.run(command, input=stdin, capture_output=True, timeout=60)
        if done.returncode != status:
            raise AssertionError(f"status {done.returncode}, {done.stderr.decode()}")
        return done.stdout, done.stderr.decode(), vcd.read(record)


def check(condition, text):
    if not condition:
        raise AssertionError(text)


def echo():
    data = bytes(range(1, 251)) * 80 + b"\0"
    out, err, record = run("echo", script='on uart "\\0" end\n', stdin=data)
    check(out == data, f"{len(out)} of {len(data)} bytes came back, or others")
    check("lost" not in err, err)
    # 20001 bytes of 10 bits at a divider of 173; the guest answers 60 bytes late.
    took = record.changes("gpio1")[-1][0] - record.changes("gpio3")[0][0]
    check(took < 20001 * 10 * 173 * 12500 + 61 * 10 * 173 * 12500, f"it took {took / 1e9} ms")


def edges():
    _, _, record = run("edges", script='on uart "ready" +1ms wave 4 100us 30us 50\non uart "x" end\n+10ms end\n')
    stimulus = [at for at, level in record.changes("gpio4")]
    answers = [at for at, level in record.changes("gpio5") if at > stimulus[0]]
    check(len(stimulus) == 100 and len(answers) == 100, f"{len(stimulus)} edges, {len(answers)} answers")
    for i in range(50):
        check(stimulus[2 * i + 1] - stimulus[2 * i] == 30 * US, "the wave's high")
    for before, after in zip(stimulus[::2], stimulus[2::2]):
        check(after - before == 100 * US, "the wave's period")
    latencies = [answer - edge for edge, answer in zip(stimulus, answers)]
    check(max(latencies) < 1 * US, f"latency up to {max(latencies)} ps")


def nmi():
    _, _, record = run("nmi", script='on uart "done" end\n')
    changes = [at for at, level in record.changes("gpio5")]
    check(len(changes) == 200, f"{len(changes)} changes")
    for i, at in enumerate(changes):
        off = at - changes[0] - i * 50 * US
        check(abs(off) <= 100000, f"change {i} is off by {off} ps")


def resets():
    out, _, record = run("resets", script='on uart "done" end\n')
    lines = re.findall(rb"start 0*(\d) reason 0*(\d)", out)
    check(lines == [(b"0", b"1"), (b"1", b"4"), (b"2", b"3"), (b"3", b"5")], out)
    # The sleep: the longest silence on TXD.
    changes = [at for at, level in record.changes("gpio1")]
    silence = max(after - before for before, after in zip(changes, changes[1:]))
    check(100 * 1000 * US < silence < 103 * 1000 * US, f"slept {silence / 1e9} ms")


def reset_pin():
    script = "1ms reset\n5ms pin 4 1\n+1ms expect pin 4 1\n+0us end 7\n"
    out, _, _ = run("resets", script=script, status=7)
    check(out.startswith(b"start "), out)


def power():
    """RTC memory forgets, so that everything begins anew."""
    out, _, _ = run("resets", script="2s power\n+1s end\n")
    starts = re.findall(rb"start 0*(\d) reason 0*(\d)", out)
    check(starts == [(b"0", b"1"), (b"1", b"4"), (b"2", b"3"), (b"3", b"5")] * 2, out)


def repeatable():
    """Two runs are alike to the picosecond."""
    runs = [run("resets", script='3ms pin 4 1\non uart "done" end\n') for _ in range(2)]
    check(runs[0][0] == runs[1][0] and runs[0][2].values == runs[1][2].values, "the runs differ")


def lost_bytes():
    """--stats counts them; a guest that does not look loses all but 128."""
    _, err, _ = run("edges", "--uart0-overrun", "--stats", script='10ms uart "%s"\n+100ms end\n' % ("x" * 200))
    check("uart0: 6 bytes sent, 200 received, 72 of them lost" in err, err)


def sleeps_for_ever():
    """The reset pin wakes it; --max-time ends it."""
    out, err, _ = run("resets", "--max-time", "4000", script="2s reset\n", status=124)
    check("4000.000 ms are over" in err, err)
    check(out.endswith(b"done\nstart 00000004 reason 00000002\ndone\n"), out)


def script_errors():
    cases = {"5ms pin 17 1": "that number does not fit here", "5 pin 4 1": "a time needs one of the units",
             "5ms pin 4 x": "a pin is driven 0, 1, z, up or down", "5ms jump": "unknown command",
             '5ms uart "x': "the text does not end", '5ms uart "\\q"': "unknown escape", "5ms adc 1024": "that number",
             "5ms wave 4 10us 10us 5": "a wave is high for some", "5ms end 1 2": "there is more behind the command",
             "on pin": "on what?", "5ms expect": "expect what?", "x" * 2000: "the line is too long"}
    for line, message in cases.items():
        _, err, _ = None, None, None
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as f:
            f.write("# a comment\n\n" + line + "\n")
            f.flush()
            done = subprocess.run([EMU, "--elf", build("edges"), "--script", f.name, "--max-time", "100"],
                                  capture_output=True, text=True, timeout=20)
        wanted = f"kukri-emu: {f.name}:3: {message}"
        check(done.returncode == 2 and wanted in done.stderr, f"{line}: status {done.returncode}, {done.stderr}")


def script_failures():
    _, err, _ = run("edges", script='1ms expect uart "never" within 2ms\n', status=1)
    check("script:1: the guest did not send what was expected, at 3.0000" in err, err)
    _, err, _ = run("edges", script="1ms expect pin 5 1\n", status=1)
    check("script:1: the pin is low" in err, err)
    _, err, _ = run("edges", script='1ms expect uart "never"\n2ms end\n', status=1)
    check("script:1: the guest did not send what was expected, at 2.0000" in err, err)
    run("edges", script='0ms expect uart "rea" within 5ms\n0ms expect uart "dy" within 5ms\n10ms end\n')


def main():
    os.makedirs(FOLDER, exist_ok=True)
    if subprocess.run(["make", "-s", "-f", "emu/emu.mk", "-j2"], cwd=TOP, stdout=subprocess.DEVNULL).returncode != 0:
        print("FAIL emu/guests: the emulator does not build")
        return 1
    failed = 0
    for test in (echo, edges, nmi, resets, reset_pin, power, repeatable, lost_bytes, sleeps_for_ever, script_errors, script_failures):
        try:
            test()
            print(f"ok emu/guest/{test.__name__}")
        except (AssertionError, subprocess.SubprocessError, vcd.BadFile) as e:
            failed += 1
            print(f"FAIL emu/guest/{test.__name__}: {e}")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
