#!/usr/bin/env python3
# on: emu
"""The emulator's debugger port, spoken to as GDB does: registers, memory, breakpoints, watchpoints, steps,
an interrupt of a running program, bad packets. Prints a line for each test."""

import os
import re
import socket
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EMU = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else os.path.join(TOP, "build/emu/kukri-emu")

PROGRAM = """
        .section .text
        .global start, count, done, forever
        .literal_position
start:  movi a2, 0x3ffe8000
        movi a3, 0
        movi a4, 5
count:  addi a3, a3, 1
        s32i a3, a2, 16
        addi a4, a4, -1
        bnez a4, count
done:   l32i a5, a2, 16
        wsr a5, excsave1
        j forever
        .align 4
forever: j forever
"""
PC, A0 = 16, 0


class Client:
    """Packets of the protocol over a socket."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.buffer = b""

    def raw(self, data):
        self.socket.sendall(data)

    def byte(self):
        while not self.buffer:
            self.buffer = self.socket.recv(4096)
            if not self.buffer:
                raise EOFError
        first, self.buffer = self.buffer[:1], self.buffer[1:]
        return first

    def answer(self):
        while self.byte() != b"$":
            pass
        text = b""
        while (c := self.byte()) != b"#":
            text += c
        check = int(self.byte() + self.byte(), 16)
        assert check == sum(text) & 255, "checksum"
        self.raw(b"+")
        return text.decode()

    def send(self, text):
        data = text.encode()
        self.raw(b"$" + data + b"#%02x" % (sum(data) & 255))

    def ask(self, text):
        self.send(text)
        return self.answer()

    def register(self, number):
        return int.from_bytes(bytes.fromhex(self.ask("p%x" % number)), "little")


def symbols(elf):
    out = subprocess.run(["xtensa-lx106-elf-nm", elf], capture_output=True, text=True, check=True).stdout
    return {name: int(value, 16) for value, _, name in (line.split() for line in out.splitlines())}


def build(folder):
    source, elf = os.path.join(folder, "x.S"), os.path.join(folder, "x.elf")
    with open(source, "w", encoding="ascii") as f:
        f.write(PROGRAM)
    subprocess.run(["xtensa-lx106-elf-gcc", "-nostdlib", "-Wl,-Ttext=0x40100000", "-Wl,-n", "-Wl,-e,start",
                    "-mtext-section-literals", "-o", elf, source], check=True)
    return elf, symbols(elf)


def test_registers(client, at):
    assert client.ask("?") == "S05"
    assert client.register(PC) == at["start"]
    everything = bytes.fromhex(client.ask("g"))
    assert len(everything) == 22 * 4 and int.from_bytes(everything[64:68], "little") == at["start"]
    assert client.ask("P%x=78563412" % (A0 + 9)) == "OK"
    assert client.register(A0 + 9) == 0x12345678
    assert client.ask("p99") == "E01" and client.ask("P1ff=00000000") == "E01"


def test_steps(client, at):
    pcs = []
    for _ in range(3):
        assert client.ask("s") == "S05"
        pcs.append(client.register(PC))
    assert pcs[-1] == at["count"] and pcs == sorted(set(pcs)), pcs


def test_breakpoints(client, at):
    assert client.ask("Z0,%x,3" % at["done"]) == "OK"
    assert client.ask("c") == "S05"
    assert client.register(PC) == at["done"]
    assert client.register(A0 + 3) == 5 and client.register(A0 + 4) == 0
    assert client.ask("z0,%x,3" % at["done"]) == "OK"


def test_memory(client, at):
    assert client.ask("m3ffe8010,4") == "05000000"
    assert client.ask("M3ffe8010,2:ffee") == "OK"
    assert client.ask("m3ffe8010,4") == "ffee0000"
    assert client.ask("m0,4") == "E14" and client.ask("M0,1:00") == "E14" and client.ask("M3ffe8010,4:ff") == "E14"


def test_special(client, at):
    client.ask("s")
    client.ask("s")
    assert client.register(0x200 + 209) == 0xeeff, hex(client.register(0x200 + 209))


def test_watchpoints(client, at):
    assert client.ask("Z2,3ffe8010,4") == "OK"
    assert client.ask("c%x" % at["count"]) == "T05watch:3ffe8010;"
    assert client.register(A0 + 3) == 6 and client.ask("m3ffe8010,4") == "06000000"
    assert client.ask("z2,3ffe8010,4") == "OK"
    assert client.ask("Z3,3ffe8012,1") == "OK"
    client.ask("P%x=01000000" % (A0 + 4))
    assert client.ask("c") == "T05rwatch:3ffe8010;"
    assert client.ask("z3,3ffe8012,1") == "OK"


def test_interrupt(client, at):
    client.send("c%x" % at["forever"])
    client.raw(b"\x03")
    assert client.answer() == "S02"
    assert client.register(PC) == at["forever"]


def test_nonsense(client, at):
    client.raw(b"$g#00")
    assert client.byte() == b"-"
    assert client.ask("vMustReplyEmpty") == "" and client.ask("Z9,0,0") == "" and client.ask("qRcmd,zz") != ""
    assert client.ask("m") == "E14" and client.ask("P") == "E01" and client.ask("G12") == "OK"
    assert "instructions" in bytes.fromhex(client.ask("qRcmd," + b"info".hex())).decode()


def test_kill(client, at):
    client.send("k")
    try:
        client.byte()
        client.byte()
    except (EOFError, ConnectionError):
        return
    raise AssertionError("still there")


def main():
    failed = False
    with tempfile.TemporaryDirectory(prefix="kukri-") as folder:
        elf, at = build(folder)
        process = subprocess.Popen([EMU, "--elf", elf, "--gdb", "0", "--max-time", "60000"], stderr=subprocess.PIPE, text=True)
        client = Client(int(re.search(r"port (\d+)", process.stderr.readline()).group(1)))
        for test in (test_registers, test_steps, test_breakpoints, test_memory, test_special, test_watchpoints, test_interrupt,
                     test_nonsense, test_kill):
            try:
                test(client, at)
                print(f"ok emu/gdb {test.__name__[5:]}")
            except Exception as error:  # whatever it is, the test failed
                failed = True
                print(f"FAIL emu/gdb {test.__name__[5:]}: {type(error).__name__} {error}")
        process.kill()
        process.wait()
    return failed


if __name__ == "__main__":
    sys.exit(main())
