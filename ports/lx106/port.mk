# The ESP8266's instruction set, run by QEMU: call0 code at the chip's addresses.
#
#   make VARIANT=lx106         build/lx106/kukri.elf, for ports/lx106/run.py
#   make VARIANT=lx106 unit    the programs of tests/lx106, for QEMU and for this computer
# The rules below are not what make alone makes.
.DEFAULT_GOAL := all

CC := xtensa-lx106-elf-gcc
AR := xtensa-lx106-elf-ar
PORT_SRC := $(sort $(wildcard ports/lx106/*.c ports/lx106/*.S ports/lx106/runtime/*.c ports/lx106/runtime/*.S))
LINK_SCRIPT := ports/lx106/lx106.ld
# QEMU's machine has no pins.
SRC_EXCLUDE := $(wildcard src/modules/machine/*.c) $(HOST_ONLY)
FROZEN := tests/lx106/_frozen/manifest.py
WORD_BITS := 32
LIMB_BITS := 16

# Debian's picolibc: headers, libm, and little else (the runtime has the memory functions).
PICOLIBC := /usr/lib/xtensa-lx106-elf/picolibc.specs

# Floating constants are singles, as KkFloat is: a double in an expression costs ten times as much.
CFLAGS_PORT := --specs=$(PICOLIBC) $(if $(DEBUG),-Os -DKK_DEBUG,-Os) -mlongcalls -mno-target-align -mtext-section-literals \
	-mno-serialize-volatile -fno-tree-switch-conversion -fsingle-precision-constant -Iports/lx106 -Iports/lx106/runtime
# With -g the assembler marks all code as not to be changed, and the linker leaves a nop in front of every call.
DEBUG_INFO :=
# 35 KB of flash.
NATIVE_DOCS := 0
SQUEEZE := 1
LDFLAGS := -nostartfiles -Wl,--gc-sections -Wl,--size-opt -Wl,-Map=$(BUILD)/kukri.map
LDLIBS := -lm
PROGRAM := $(BUILD)/kukri.elf

include ports/lx106/fast.mk
include ports/lx106/bearssl.mk

# The loops in these are what the library functions of the same name are made of.
CFLAGS_ports/lx106/runtime/memory.c := -O2 -fno-builtin -fno-tree-loop-distribute-patterns

UNIT := arith memory exception
UNIT_ROUNDS ?= 40000
UNIT_SRC := $(filter-out ports/lx106/main.c ports/lx106/files.c ports/lx106/platform.c ports/lx106/handin.c,$(PORT_SRC))
UNIT_OBJ := $(patsubst %,$(BUILD)/obj/%.o,$(basename $(UNIT_SRC)))
UNIT_FLAGS := -std=gnu11 $(WARNINGS) -O2 -fno-builtin -DKK_TEST_ROUNDS=$(UNIT_ROUNDS) -Itests/lx106

.PHONY: unit
unit: $(UNIT:%=$(BUILD)/unit/%.elf) $(BUILD)/unit/arith

$(BUILD)/unit/%.elf: tests/lx106/%.c tests/lx106/io_lx106.c tests/lx106/io.h $(UNIT_OBJ) $(LINK_SCRIPT)
	@mkdir -p $(@D)
	@echo "  link $@"
	@$(CC) $(CFLAGS_PORT) $(UNIT_FLAGS) $(LDFLAGS) -T $(LINK_SCRIPT) -Wl,-Map=$@.map -o $@ $(filter %.c %.o,$^) $(LDLIBS)

$(BUILD)/unit/arith: tests/lx106/arith.c tests/lx106/io_host.c tests/lx106/io.h
	@mkdir -p $(@D)
	@echo "  link $@"
	@gcc $(UNIT_FLAGS) -ffp-contract=off -o $@ $(filter %.c,$^)

# The strict machine is ready before tests that run side by side want it.
.PHONY: emu
all unit: emu
emu:
	@$(MAKE) -s -f emu/emu.mk
