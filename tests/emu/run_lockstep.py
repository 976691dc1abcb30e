#!/usr/bin/env python3
# on: emu
"""A short lock-step with QEMU (lockstep.py has the long one): instruction-set programs at every instruction
and one of the lx106 firmware. Prints a line for each."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import lockstep  # noqa: E402

PROGRAMS = 4


def main():
    missing = lockstep.ready()
    if missing:
        print(f"ok emu/lockstep # skipped: {missing}")
        return False
    failed = False
    jobs = {f"isa {seed}": lambda seed=seed: lockstep.check_isa(seed) for seed in range(1, PROGRAMS + 1)}
    jobs["firmware"] = lambda: lockstep.check_script(os.path.join(lockstep.TOP, "bench/programs/closures.py"))
    for name, job in jobs.items():
        trouble, instructions, _ = job()
        if not trouble and instructions < 10000:
            trouble = f"only {instructions} instructions"
        print(f"FAIL emu/lockstep {name}: {trouble}" if trouble else f"ok emu/lockstep {name}")
        failed = failed or bool(trouble)
    return failed


if __name__ == "__main__":
    sys.exit(main())
