# Builds one variant of Kukri; ./dev is the way in and knows the names. By hand:
#
#   make VARIANT=host          the release program, build/host/kukri
#   make VARIANT=host-debug    asserts, heap verifier and Code verifier compiled in
#   make VARIANT=host-asan     the same under AddressSanitizer and UBSan
#   make VARIANT=lx106         the ESP8266's instruction set: ports/lx106/port.mk
#
# A variant names its port (ports/<port>/port.mk). The fragment may set CC, AR, PORT_SRC (.c and .S
# files), FROZEN (the manifest of the Python modules in the image), FREEZE_OPT (their -O level), WORD_BITS and LIMB_BITS (64 and 32 when
# they are not said), SRC_EXCLUDE (core files that are not linked), CFLAGS_PORT, LDFLAGS, LDLIBS, PROGRAM,
# THIRD_PARTY (packages of tools/third-party.txt) with their files in THIRD_PARTY_SRC,
# SQUEEZE (1: messages are shortened by tools/squeeze.py), UNICODE_NAMES (1: the names of all characters are in the program, and what unicodedata knows), DEBUG_INFO, NATIVE_DOCS, and per file CFLAGS_<path>; all of these see BUILD (the folder for results) and SRC.

MAKEFLAGS += -rR
VARIANT ?= host
PORT := $(if $(filter host%,$(VARIANT)),unix,$(firstword $(subst -, ,$(VARIANT))))
BUILD := build/$(VARIANT)

SRC := $(sort $(wildcard src/*/*.c src/*/*/*.c))
INCLUDES := -I. -Isrc -Iinclude -isystem $(BUILD)
WARNINGS := -Wall -Wextra -Wshadow -Wundef -Wno-unused-parameter \
            -Werror=implicit-function-declaration -Werror=incompatible-pointer-types -Werror=unused-result \
            -Werror=c11-c2x-compat # what gcc takes from C23, and clang refuses
# A port may empty it.
DEBUG_INFO := -g
# The first sentence about each native function is in the program: help() and __doc__ give it.
NATIVE_DOCS := 1
CFLAGS_BASE = -std=gnu11 -fno-strict-aliasing -fno-common -ffunction-sections -fdata-sections $(DEBUG_INFO) $(WARNINGS)
DEBUG := $(filter %-debug %-asan,$(VARIANT))

# Two jump tables in the loop predict better than one: no merging of the dispatch. Few words are cleared by no memset.
CFLAGS_src/vm/interp.c := -fno-gcse -fno-crossjumping -fno-tree-loop-distribute-patterns

# Modules that only computers have: flash is for what devices use. Chips' ports exclude them.
# One to a line, so that several hands can add theirs.
HOST_ONLY_MODULES := m_operator m_operator_getters
HOST_ONLY_MODULES += m__string
HOST_ONLY_MODULES += m_array_more
HOST_ONLY_MODULES += m_traceback_marks
HOST_ONLY_MODULES += m__random m_cmath m__sha3 m__blake2
HOST_ONLY_MODULES += m_bisect
HOST_ONLY_MODULES += m_sys_hooks
HOST_ONLY_MODULES += m_sys_trace
HOST_ONLY_MODULES += socket/*
HOST_ONLY_MODULES += thread/*
HOST_ONLY_MODULES += marshal/* unicodedata/*
HOST_ONLY_MODULES += asyncio/more
HOST_ONLY_MODULES += m_signal
HOST_ONLY := $(wildcard $(HOST_ONLY_MODULES:%=src/modules/%.c))

THIRD := build/third-party

include ports/$(PORT)/port.mk
# The fragments that a port has included.
PORT_MK := $(filter ports/%,$(MAKEFILE_LIST))

ALL_SRC := $(filter-out $(SRC_EXCLUDE) $(if $(UNICODE_NAMES),,src/object/uniname.c),$(SRC)) $(PORT_SRC)
GEN_SRC := $(BUILD)/gen/names.c $(BUILD)/gen/words.c $(BUILD)/gen/tables.c $(BUILD)/gen/frozen.c $(BUILD)/gen/uniname.c $(if $(UNICODE_NAMES),$(BUILD)/gen/unidata.c)
OBJ := $(patsubst %,$(BUILD)/obj/%.o,$(basename $(ALL_SRC) $(THIRD_PARTY_SRC))) $(GEN_SRC:.c=.o)
# A port may have the linker script changed ($(LINK_FILTER) SCRIPT OBJECT... gives the one that is used), and between compiler
# and assembler the text of C files, TEXT_FILES: first each of TEXT_SMALL (compiled with TEXT_SMALL_FLAGS) by TEXT_FILTER TEXT SOURCE,
# then all at once by TEXT_FILTER_ALL OUT_DIR TEXT... -- TEXT..., TEXT_SMALL's the last, which may add outlined.s. OBJ_FILTER OBJECT
# gets what the assembler made of them.
TEXTS := $(patsubst %.c,$(BUILD)/obj/%.s,$(filter $(TEXT_FILES),$(ALL_SRC)))
SMALL_TEXTS := $(patsubst %.c,$(BUILD)/obj/%.s,$(filter $(TEXT_SMALL),$(ALL_SRC)))
FINAL_TEXTS := $(TEXTS:$(BUILD)/obj/%=$(BUILD)/text/%) $(if $(TEXTS),$(BUILD)/text/outlined.s)
OBJ += $(if $(TEXTS),$(BUILD)/obj/outlined.o)
HEADERS := $(wildcard src/*/*.h src/*/*/*.h include/*.h src/object/*.def)

.PHONY: all objects gen
all: $(PROGRAM)
objects: $(OBJ)
gen: $(BUILD)/gen/stamp

$(PROGRAM): $(OBJ) $(LINK_SCRIPT)
	@echo "  link $@"
	@$(if $(LINK_FILTER),$(LINK_FILTER) $(LINK_SCRIPT) $(OBJ) > $(BUILD)/link.ld)
	@$(CC) $(CFLAGS_BASE) $(CFLAGS_PORT) $(LDFLAGS) $(if $(LINK_FILTER),-T $(BUILD)/link.ld) -o $@ $(OBJ) $(LDLIBS)

# Everything but main() and the port, for the unit tests; libkukri.libs has the libraries it needs.
$(BUILD)/libkukri.a: $(OBJ)
	@rm -f $@
	@echo $(LDLIBS) > $(BUILD)/libkukri.libs
	@$(AR) rc $@ $(filter-out %/main.o,$(OBJ))

# The generators write a file only when its content changes. Objects are not compiled again for
# what changes in gen/*.h (-isystem keeps these out of the .d files): only addresses of the objects
# declared there are used, and these are the linker's business.
SQUEEZED := $(if $(SQUEEZE),$(filter src/%.c ports/%.c,$(ALL_SRC)))
FROZEN_DIR := $(if $(FROZEN),$(BUILD)/gen/frozen,-)
GENERATORS := $(addprefix tools/,declarations.py codefile.py lazy.py natives.py gen_names.py gen_tables.py gen_frozen.py gen_uniname.py gen_unidata.py squeeze.py)
$(BUILD)/gen/stamp: $(ALL_SRC) $(HEADERS) $(GENERATORS) $(if $(FROZEN),$(FROZEN_DIR)/index)
	@mkdir -p $(@D)
	@python3 tools/gen_names.py $(@D) $(or $(WORD_BITS),64) $(FROZEN_DIR) $(filter %.c,$(ALL_SRC))
	@python3 tools/gen_tables.py $(@D) $(or $(WORD_BITS),64) $(FROZEN_DIR) $(NATIVE_DOCS) $(filter %.c,$(ALL_SRC))
	@python3 tools/gen_frozen.py $(@D) $(or $(WORD_BITS),64) $(or $(LIMB_BITS),32) $(FROZEN_DIR) $(filter %.c,$(ALL_SRC))
	@$(if $(SQUEEZE),python3 tools/squeeze.py $(@D)/squeezed $(SQUEEZED))
	@python3 tools/squeeze.py --table $(@D)/words.c $(SQUEEZED)
	@test tools/gen_uniname.py -ot $(@D)/uniname.c || python3 tools/gen_uniname.py $(@D) $(UNICODE_NAMES)
	@test -z "$(UNICODE_NAMES)" -o tools/gen_unidata.py -ot $(@D)/unidata.c || python3 tools/gen_unidata.py $(@D)
	@touch $@

# The host's program compiles what is frozen into another's image.
ifneq ($(FROZEN),)
HOST_KUKRI := build/host/kukri
$(FROZEN_DIR)/index: $(HOST_KUKRI) $(FROZEN) tools/freeze.py tools/lazy.py tools/codefile.py $(shell find lib -name '*.py')
	@echo "  freeze $(FROZEN)"
	@python3 tools/freeze.py $(HOST_KUKRI) $(@D) $(FROZEN) PORT_DIR=ports/$(PORT) OPT=$(FREEZE_OPT) $(FREEZE_WORDS)
$(HOST_KUKRI): FORCE
	@$(MAKE) --no-print-directory VARIANT=host BUILD=build/host FROZEN=
.PHONY: FORCE
endif
$(GEN_SRC) $(SQUEEZED:%=$(BUILD)/gen/squeezed/%): $(BUILD)/gen/stamp
	@:

# Libraries that firmware contains: fetched and unpacked at the first build that needs them, compiled without our warnings.
THIRD_PARTY_STAMPS := $(THIRD_PARTY:%=$(THIRD)/%/.version)
$(THIRD_PARTY_STAMPS): tools/third-party.txt
	@echo "  fetch $(@:$(THIRD)/%/.version=%)"
	@python3 tools/third_party.py $(@:$(THIRD)/%/.version=%) $(THIRD)
	@touch $@
$(THIRD_PARTY_SRC): $(THIRD_PARTY_STAMPS) ;
$(OBJ): | $(THIRD_PARTY_STAMPS)

# Where the messages of a source are squeezed, a copy of it is compiled.
TEXT_OF = $(if $(filter $(1),$(SQUEEZED)),-iquote $(dir $(1)) $(BUILD)/gen/squeezed/$(1),$(1))
CC_FLAGS = $(CFLAGS_BASE) $(INCLUDES) $(CFLAGS_PORT) $(CFLAGS_$<) -MMD -MP
COMPILE = $(CC) $(CC_FLAGS) -c -o $@ $(call TEXT_OF,$<)

# Where a port changes the assembler text.

$(TEXTS): $(BUILD)/obj/%.s: %.c Makefile $(PORT_MK) $(TEXT_TOOLS) | $(BUILD)/gen/stamp
	@mkdir -p $(@D)
	@echo "  cc $<"
	@$(CC) $(CC_FLAGS) $(if $(filter $@,$(SMALL_TEXTS)),$(TEXT_SMALL_FLAGS)) -MT $@ -MF $(@:.s=.d) -S -o $@ $(call TEXT_OF,$<)
	@$(if $(filter $@,$(SMALL_TEXTS)),$(TEXT_FILTER) $@ $<)
$(BUILD)/text/stamp: $(TEXTS) $(TEXT_TOOLS)
	@echo "  outline"
	@mkdir -p $(@D)
	@$(TEXT_FILTER_ALL) $(@D) $(filter-out $(SMALL_TEXTS),$(TEXTS)) -- $(SMALL_TEXTS)
	@touch $@
$(FINAL_TEXTS): $(BUILD)/text/stamp
	@:
$(FINAL_TEXTS:$(BUILD)/text/%.s=$(BUILD)/obj/%.o): $(BUILD)/obj/%.o: $(BUILD)/text/%.s
	@$(CC) $(CFLAGS_PORT) -c -o $@ $< && $(OBJ_FILTER) $@

$(BUILD)/obj/%.o: %.c Makefile $(PORT_MK) | $(BUILD)/gen/stamp
	@mkdir -p $(@D)
	@echo "  cc $<"
	@$(COMPILE)
$(BUILD)/obj/%.o: %.S Makefile $(PORT_MK)
	@mkdir -p $(@D)
	@echo "  as $<"
	@$(COMPILE)
$(BUILD)/gen/%.o: $(BUILD)/gen/%.c Makefile $(PORT_MK)
	@echo "  cc $<"
	@$(COMPILE)

.SECONDARY:
-include $(OBJ:.o=.d)
