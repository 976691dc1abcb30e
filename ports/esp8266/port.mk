# The ESP8266: an ELF that tools/esp_image.py turns into what is flashed.
#
#   make VARIANT=esp8266       build/esp8266/kukri.elf and kukri-esp8266-VERSION.bin
# The rules below are not what make alone makes.
.DEFAULT_GOAL := all

CC := xtensa-lx106-elf-gcc
AR := xtensa-lx106-elf-ar
# The arithmetic and memory functions are those of ports/lx106.
PORT_SRC := $(sort $(wildcard ports/esp8266/*.c ports/esp8266/*.S ports/lx106/runtime/*.c ports/lx106/runtime/*.S))
LINK_SCRIPT := ports/esp8266/esp8266.ld
FROZEN := $(wildcard ports/esp8266/manifest$(if $(filter %-1m,$(VARIANT)),_1m).py)
FREEZE_OPT := 3
WORD_BITS := 32
LIMB_BITS := 16

PICOLIBC := /usr/lib/xtensa-lx106-elf/picolibc.specs

CFLAGS_PORT := --specs=$(PICOLIBC) $(if $(DEBUG),-Os -DKK_DEBUG,-Os) -mlongcalls -mno-target-align -mtext-section-literals \
	-mno-serialize-volatile -fno-tree-switch-conversion -fsingle-precision-constant
# With -g the assembler marks all code as not to be changed, and the linker leaves a nop in front of every call.
DEBUG_INFO :=
# 35 KB of flash.
NATIVE_DOCS := 0
SQUEEZE := 1
LDFLAGS := -nostartfiles -Wl,--gc-sections -Wl,--size-opt -Wl,-Map=$(BUILD)/kukri.map
LDLIBS := -lm
PROGRAM := $(BUILD)/kukri.elf

all: $(BUILD)/image.stamp
$(BUILD)/image.stamp: $(PROGRAM) tools/esp_image.py
	@python3 tools/esp_image.py --quiet $<
	@touch $@

include ports/lx106/fast.mk
include ports/lx106/bearssl.mk
CFLAGS_ports/lx106/runtime/memory.c := -O2 -fno-builtin -fno-tree-loop-distribute-patterns
# Interrupt handlers may not look into flash: no tables for switch.
$(foreach f,$(wildcard ports/esp8266/*.c),$(eval CFLAGS_$(f) += -fno-jump-tables))
# Without its pins there is no module machine.
SRC_EXCLUDE := $(if $(wildcard ports/esp8266/pins.c),,$(wildcard src/modules/machine/*.c)) $(HOST_ONLY)
