# The host program: Linux, the system's compiler.
CC := gcc
AR := ar
PORT_SRC := $(sort $(wildcard ports/unix/*.c))
CFLAGS_PORT := $(if $(DEBUG),-O1 -DKK_DEBUG,-O2)
ifeq ($(VARIANT),host-asan)
CFLAGS_PORT += -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
endif
LDFLAGS := -Wl,--gc-sections
LDLIBS := -lm
PROGRAM := $(BUILD)/kukri
