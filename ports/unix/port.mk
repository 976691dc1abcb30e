# The host program: Linux, the system's compiler.
.DEFAULT_GOAL := all
CC := gcc
AR := ar
PORT_SRC := $(sort $(wildcard ports/unix/*.c))
CFLAGS_PORT := $(if $(DEBUG),-O1 -DKK_DEBUG,-O2)
# Args are passed in memory, in three words that have just been put together: copied 16 bytes at a time, or by `rep movs`,
# they would have to be waited for in every call of a native function. `rep stos` takes as long to begin.
ifneq ($(filter x86_64%,$(shell $(CC) -dumpmachine)),)
CFLAGS_PORT += -mtune-ctrl=^sse_unaligned_load_optimal -mmemcpy-strategy=unrolled_loop:64:noalign,libcall:-1:noalign \
    -mmemset-strategy=unrolled_loop:64:noalign,libcall:-1:noalign
endif
ifneq ($(filter %-asan,$(VARIANT)),)
CFLAGS_PORT += -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
endif
# Tables of addresses need no relocation in a program at a fixed place: a start costs 60 page faults less.
CFLAGS_PORT += $(if $(filter %-asan,$(VARIANT)),,-fno-pie)
LDFLAGS := -Wl,--gc-sections $(if $(filter %-asan,$(VARIANT)),,-no-pie)
LDLIBS := -lm -lz -l:libbearssl.a -l:libcrypto.a -l:libffi_pic.a
# Loops over text are made for 16 bytes at a time.
$(foreach f,src/base/bytes.c src/base/utf8.c src/types/str/case.c src/types/bytes/methods.c,$(eval CFLAGS_$(f) += $(if $(DEBUG),,-O3)))
UNICODE_NAMES := 1
# The module machine needs pins. The variants host-pins, host-bus and their -asan have those of a test.
ifneq ($(filter host-pins% host-bus%,$(VARIANT)),)
PORT_SRC += tests/modules/machine/$(if $(filter host-bus%,$(VARIANT)),hal_bus,hal).c
else
SRC_EXCLUDE += $(wildcard src/modules/machine/*.c)
endif
# The module zlib and the hash functions are those of the system's libraries, unless the variant is host-zlib: that
# tests the microcontrollers' ones.
ifneq ($(filter host-zlib%,$(VARIANT)),)
PORT_SRC := $(filter-out ports/unix/m_zlib.c ports/unix/hash.c,$(PORT_SRC))
else
SRC_EXCLUDE += src/modules/m_zlib.c src/modules/m_binascii_crc32.c src/modules/hashlib/md5.c src/modules/hashlib/sha1.c src/modules/hashlib/sha2.c
endif
PROGRAM := $(BUILD)/kukri

# The same program under its other name.
all: $(BUILD)/kukri-cross
$(BUILD)/kukri-cross: $(PROGRAM)
	@ln -sf kukri $@

# make install PREFIX=... DESTDIR=...
PREFIX ?= /usr/local
.PHONY: install
install: all
	@install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/kukri
	@install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/kukri
	@ln -sf kukri $(DESTDIR)$(PREFIX)/bin/kukri-cross
	@cp -R lib/. $(DESTDIR)$(PREFIX)/lib/kukri
