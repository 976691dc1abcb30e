# Builds the emulator, build/emu/kukri-emu: make -f emu/emu.mk [SANITIZE=1]

MAKEFLAGS += -rR
BUILD := build/emu$(if $(SANITIZE),-asan)
CC := gcc
comma := ,
WARNINGS := -Wall -Wextra -Wshadow -Wundef -Wno-unused-parameter \
            -Werror=implicit-function-declaration -Werror=incompatible-pointer-types
CFLAGS := -std=gnu11 -g -fno-strict-aliasing -fno-common $(WARNINGS) -I. -Isrc \
          $(if $(SANITIZE),-O1 -fsanitize=address$(comma)undefined -fno-omit-frame-pointer,-O2)
CFLAGS_emu/interp.c := -fno-gcse -fno-crossjumping
OBJ := $(patsubst %.c,$(BUILD)/obj/%.o,$(sort $(wildcard emu/*.c)))
LDLIBS := -lz

.PHONY: all
all: $(BUILD)/kukri-emu

$(BUILD)/kukri-emu: $(OBJ)
	@echo "  link $@"
	@$(CC) $(CFLAGS) -o $@ $(OBJ) $(LDLIBS)

$(BUILD)/obj/%.o: %.c emu/emu.mk
	@mkdir -p $(@D)
	@echo "  cc $<"
	@$(CC) $(CFLAGS) $(CFLAGS_$<) -MMD -MP -c -o $@ $<

-include $(OBJ:.o=.d)
