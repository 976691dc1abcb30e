"""Random programs for the LX106, as assembly: registers and shifts, branches, memory, exceptions, and raw
words of which most are no instructions. A program ends with simcall exit. Used by lockstep.py."""

import os
import random
import subprocess

EDGES = [0, 1, 2, 3, 31, 32, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0x80000001,
         0xfffffffe, 0xffffffff, 0x55555555, 0xaaaaaaaa, 0x3ffe8000, 0x40100000]
B4 = [-1, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 32, 64, 128, 256]
B4U = [32768, 65536] + B4[2:]
DATA = 0x3ffe8000

HEAD = """
        .section .reset, "ax"
        j 1f
        .align 4
2:      .word start
1:      l32r a0, 2b
        jx a0

        .section .vectors, "ax"
        .align 16
vectors:
        .org vectors + 0x10
        j debug
        .org vectors + 0x20
        j debug
        .org vectors + 0x30
        wsr a0, excsave1
        j handler
        .org vectors + 0x50
        wsr a0, excsave1
        j handler
        .org vectors + 0x70
        wsr a0, excsave2
        j double
        .org vectors + 0x80
        .align 4
        .literal_position
/* Goes on behind the instruction that raised: its size is in its first four bits. */
handler:
        movi a0, 0x3ffeff00
        s32i a2, a0, 0
        s32i a3, a0, 4
        rsr a3, sar
        s32i a3, a0, 8
        rsr a2, exccause
        movi a3, TAKE_DOUBLE
        bne a2, a3, 3f
        ill
3:      rsr a2, epc1
        extui a3, a2, 0, 2
        sub a3, a2, a3
        l32i a3, a3, 0
        ssa8l a2
        srl a3, a3
        extui a3, a3, 0, 4
        addi a3, a3, -8
        movi a0, 6
        addi a2, a2, 2
        bltu a3, a0, 1f
        addi a2, a2, 1
1:      wsr a2, epc1
        movi a0, 0x3ffeff00
        l32i a3, a0, 8
        wsr a3, sar
        l32i a3, a0, 4
        l32i a2, a0, 0
        rsr a0, excsave1
        rfe
/* The handler itself raised: goes on behind its `ill`. */
double: rsr a0, depc
        addi a0, a0, 3
        wsr a0, depc
        rsr a0, excsave2
        rfde
/* Goes on behind `break`; other causes are switched off. */
debug:  wsr a0, excsave2
        rsr a0, debugcause
        bbsi a0, 4, 1f
        bbsi a0, 3, 3f
        movi a0, 0
        wsr a0, ibreakenable
        wsr a0, dbreakc0
        wsr a0, icountlevel
        rsr a0, excsave2
        rfi 2
3:
        rsr a0, epc2
        addi a0, a0, 3
        j 2f
1:      rsr a0, epc2
        addi a0, a0, 2
2:      wsr a0, epc2
        rsr a0, excsave2
        rfi 2

        .text
        .literal_position
        .global start
start:  movi a2, vectors
        wsr a2, vecbase
        movi a2, 0
        wsr a2, intenable
        movi a2, 0x20
        wsr a2, ps
        rsync
"""
TAIL = """
        movi a2, 1
        movi a3, 0
        simcall
"""

THREE = "add addx2 addx4 addx8 sub subx2 subx4 subx8 and or xor mull mul16u mul16s moveqz movnez movltz movgez src".split()
SPECIALS = "epc1 epc2 epc3 eps2 eps3 excsave1 excsave2 excsave3 exccause excvaddr sar depc litbase ps vecbase".split()


class Program:
    """Collects lines; values come from its own random numbers."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.labels = 0

    def emit(self, line):
        self.lines.append(line)

    def reg(self):
        return "a%d" % self.random.randrange(2, 16)

    def value(self):
        r = self.random
        return r.choice(EDGES) if r.random() < 0.5 else r.getrandbits(r.choice([8, 16, 32, 32]))

    def set(self, reg):
        self.emit("movi %s, %d" % (reg, self.value()))

    def registers(self):
        r = self.random
        kind = r.randrange(12)
        if kind < 4:
            self.emit("%s %s, %s, %s" % (r.choice(THREE), self.reg(), self.reg(), self.reg()))
        elif kind == 4:
            self.emit("%s %s, %s" % (r.choice(["neg", "abs", "nsa", "nsau", "mov.n", "srl", "sll", "sra", "mov"]), self.reg(), self.reg()))
        elif kind == 5:
            self.emit("%s %s" % (r.choice(["ssr", "ssl", "ssa8l", "ssa8b"]), self.reg()))
        elif kind == 6:
            shift = r.choice(["slli", "srai", "srli"])
            self.emit("%s %s, %s, %d" % (shift, self.reg(), self.reg(), r.randrange(1, {"slli": 32, "srai": 32, "srli": 16}[shift])))
        elif kind == 7:
            at = r.randrange(32)
            self.emit("extui %s, %s, %d, %d" % (self.reg(), self.reg(), at, r.randrange(1, min(16, 32 - at) + 1)))
        elif kind == 8:
            self.emit("ssai %d" % r.randrange(32))
        elif kind == 9:
            self.emit(r.choice(["addi %s, %s, %d" % (self.reg(), self.reg(), r.randrange(-128, 128)),
                                "addmi %s, %s, %d" % (self.reg(), self.reg(), 256 * r.randrange(-128, 128)),
                                "addi.n %s, %s, %d" % (self.reg(), self.reg(), r.choice([-1] + list(range(1, 16)))),
                                "add.n %s, %s, %s" % (self.reg(), self.reg(), self.reg()),
                                "movi.n %s, %d" % (self.reg(), r.randrange(-32, 96)),
                                "movi %s, %d" % (self.reg(), r.randrange(-2048, 2048))]))
        else:
            self.set(self.reg())

    def branch(self):
        r = self.random
        self.labels += 1
        label = ".L%d" % self.labels
        kind = r.randrange(6)
        if kind < 2:
            name = r.choice("beq bne blt bge bltu bgeu bnone bany ball bnall bbc bbs".split())
            self.emit("%s %s, %s, %s" % (name, self.reg(), self.reg(), label))
        elif kind == 2:
            self.emit("%s %s, %s" % (r.choice("beqz bnez bltz bgez beqz.n bnez.n".split()), self.reg(), label))
        elif kind == 3:
            self.emit("%s %s, %d, %s" % (r.choice("beqi bnei blti bgei".split()), self.reg(), r.choice(B4), label))
        elif kind == 4:
            self.emit("%s %s, %d, %s" % (r.choice(["bltui", "bgeui"]), self.reg(), r.choice(B4U), label))
        else:
            self.emit("%s %s, %d, %s" % (r.choice(["bbci", "bbsi"]), self.reg(), r.randrange(32), label))
        self.emit("addi %s, %s, 1" % (self.reg(), self.reg()))
        self.emit("%s:" % label)

    def jumps(self):
        """call0, callx0, jx and ret to places just ahead."""
        self.labels += 1
        label = ".L%d" % self.labels
        how = self.random.randrange(4)
        if how == 0:
            self.emit("j %s" % label)
        elif how == 1:
            self.emit("call0 %sc\n j %s\n .align 4\n%sc: ret" % (label, label, label))
        elif how == 2:
            self.emit("movi a0, %sc\n callx0 a0\n j %s\n .align 4\n%sc: ret.n" % (label, label, label))
        else:
            self.emit("movi a4, %s\n jx a4\n ill" % label)
        self.emit("%s:" % label)

    def memory(self):
        r = self.random
        base, value = self.random.sample(["a%d" % i for i in range(2, 16)], 2)
        self.emit("movi %s, %d" % (base, DATA + r.randrange(0, 1024, r.choice([1, 2, 4, 4, 4]))))
        name, step, most = r.choice([("l8ui", 1, 255), ("s8i", 1, 255), ("l16ui", 2, 510), ("l16si", 2, 510), ("s16i", 2, 510),
                                     ("l32i", 4, 1020), ("s32i", 4, 1020), ("l32i.n", 4, 60), ("s32i.n", 4, 60)])
        self.emit("%s %s, %s, %d" % (name, value, base, r.randrange(0, most + 1, step)))

    def system(self):
        r = self.random
        kind = r.randrange(8)
        special = r.choice(SPECIALS)
        reg = self.reg()
        if kind == 0:
            self.emit("rsr %s, %s" % (reg, special))
        elif kind == 1 and special not in ("ps", "vecbase", "litbase"):
            self.emit("%s %s, %s" % (r.choice(["wsr", "xsr"]), reg, special))
        elif kind == 2:
            self.emit("rsil %s, %d" % (reg, r.choice([0, 0, 1, 2, 3, 5, 15])))
        elif kind == 3:
            self.emit("movi %s, %d\n wsr %s, ps\n rsync" % (reg, r.choice([0x20, 0x20, 0, 0x21, 0x3f20]), reg))
        elif kind == 4:
            self.emit(r.choice(["syscall", "ill", "ill.n", "break 1, 15", "break.n 3"]))
        elif kind == 5:
            self.emit(r.choice(["nop", "nop.n", "memw", "extw", "isync", "rsync", "esync", "dsync", "excw"]))
        elif kind == 6:
            self.emit("movi %s, 0x80\n wsr %s, intset\n rsr %s, interrupt\n movi %s, 0x80\n wsr %s, intclear\n rsr %s, interrupt"
                      % (reg, reg, self.reg(), reg, reg, self.reg()))
        else:
            self.emit("movi %s, %d\n wsr %s, litbase\n rsr %s, litbase\n movi.n %s, 0\n wsr %s, litbase"
                      % (reg, self.random.getrandbits(32) & ~1, reg, self.reg(), reg, reg))

    def debug(self):
        """The debug registers: a breakpoint ahead, a count that runs out. (QEMU 7.2 hangs at a watchpoint.)"""
        r = self.random
        a, b = r.sample(["a%d" % i for i in range(2, 16)], 2)
        self.labels += 1
        label = ".L%d" % self.labels
        kind = r.randrange(2)
        if kind == 0:
            self.emit("movi %s, %s\n wsr %s, ibreaka0\n movi %s, 1\n wsr %s, ibreakenable\n isync\n nop\n%s: nop" % (a, label, a, b, b, label))
        else:
            self.emit("movi %s, %d\n wsr %s, icount\n movi %s, %d\n wsr %s, icountlevel\n isync"
                      % (a, -r.randrange(1, 8), a, b, r.choice([0, 1, 2, 15]), b))
            self.emit("\n".join("addi %s, %s, 1" % (a, a) for _ in range(10)))
        self.emit("movi %s, 0\n wsr %s, ibreakenable\n wsr %s, dbreakc0\n wsr %s, icountlevel" % (a, a, a, a))

    def raw(self):
        """A word that is no jump and writes nothing that matters; most are illegal."""
        r = self.random
        while True:
            w = r.getrandbits(24)
            op0 = r.choice([0, 0, 0, 0, 0, 2, 3, 4, 6, 7, 12, 13, 13, 14, 15])
            w = (w & ~15) | op0
            if harmless(w):
                break
        size = 2 if 8 <= op0 < 14 else 3
        self.emit(".byte " + ", ".join("0x%02x" % (w >> 8 * i & 255) for i in range(size)))


def harmless(w):
    op0, t, s, rr, op1, op2 = (w >> 4 * i & 15 for i in range(6))
    if op0 == 0 and op1 == 0 and op2 == 0:
        if rr == 0:
            return t < 8 or t in (9, 11, 13, 14, 15)  # not ret, jx, callx0
        return rr not in (3, 5, 6, 7)  # not rfe and friends, simcall, rsil, waiti
    if op0 == 0 and op1 == 0 and op2 == 5:
        return False  # the TLB
    if op0 == 0 and op1 == 0 and op2 == 4 and rr == 6:
        return False  # rer: external registers, of which there are none
    if op0 == 0 and op1 == 3 and op2 == 1 or op0 == 0 and op1 == 1 and op2 == 6:
        return rr << 4 | s not in TOUCHY
    if op0 == 0 and op1 == 3 and op2 == 0:
        return rr << 4 | s not in (234, 236)
    if op0 == 2:
        return rr in (3, 8, 10, 12, 13)
    if op0 == 6:
        return t & 3 == 3 and t >> 2 < 2
    if op0 == 7:
        return False
    if op0 == 12:
        return t < 8
    if op0 == 13:
        return not (rr == 15 and t == 0)
    return True


# Special registers whose writing would matter: breakpoints, interrupts, PS, VECBASE, timers, LITBASE.
TOUCHY = (5, 96, 128, 144, 160, 228, 230, 231, 234, 236, 237, 240)


def source(seed, rounds):
    """The assembly of a program of about rounds * 1.5 instructions, executed once. With every fourth seed it is
    made of raw words."""
    program = Program(seed)
    kinds = [program.raw] if seed % 4 == 0 else [program.registers] * 8 + [program.branch] * 4 + [program.memory] * 4 + [program.system, program.debug, program.raw, program.raw,
                                                                                     program.jumps]
    for i in range(2, 16):
        program.set("a%d" % i)
    for i in range(rounds):
        program.random.choice(kinds)()
        if i % 64 == 63:
            program.set(program.reg())
            # literals within reach
            program.labels += 1
            program.emit("j .L%d\n .literal_position\n.L%d:" % (program.labels, program.labels))
    return HEAD + "\n".join(program.lines) + TAIL


def build(path, seed, rounds, double=9):
    """Makes the ELF at path. Causes equal to double make the handler raise a second exception."""
    asm = path + ".S"
    with open(asm, "w", encoding="ascii") as f:
        f.write(".equ TAKE_DOUBLE, %d\n" % double + source(seed, rounds))
    subprocess.run(["xtensa-lx106-elf-gcc", "-nostdlib", "-mtext-section-literals", "-mlongcalls", "-Wl,--section-start=.reset=0x50000000",
                    "-Wl,--section-start=.vectors=0x40100000", "-Wl,-Ttext=0x40210000", "-Wl,-e,start", "-Wl,-n",
                    "-o", path, asm], check=True)
    os.remove(asm)
