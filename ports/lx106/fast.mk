# What the programs of both LX106 ports spend their time in is compiled with -O2, the rest with -Os. All of src/types with
# -O2 would be 30 KB of flash more.
LX106_FAST := $(wildcard src/base/*.c src/heap/*.c src/object/*.c src/vm/*.c) $(addprefix src/types/, set.c int/int.c str/format.c format.c format_number.c) src/modules/re/match.c
# What is rarely run, or waits for more than itself. What a measurement of bench/programs and bench/device found (lists, tuples, str and
# generators of src/types too): 11 KB for 1.5 % of the instructions of bench/programs. Formats would be 3 KB less and 4 to 7 % of
# the instructions of programs that format text all the time.
LX106_FAST := $(filter-out $(addprefix src/,base/limbs_bits.c base/limbs_convert.c base/numtext_digits.c \
	base/numtext_format.c base/numtext_int.c base/numtext_parse.c base/utf8.c heap/verify.c object/attr.c object/call.c \
	object/convert.c object/dict_namespace.c object/dict_update.c object/error.c object/iterable.c object/names.c \
	object/native.c object/ops.c object/output.c object/shape.c object/special.c object/text.c object/vm.c object/weak.c \
	vm/bind.c vm/bind_errors.c vm/ops_async.c vm/ops_build.c vm/ops_flow.c vm/ops_match.c vm/ops_names.c vm/ops_rare.c \
	vm/ops_star.c vm/poll.c),$(LX106_FAST))
# For GCC 12 these make code larger, in a sample of a seventh of the files by 0.6, 0.2, 0.2 and 0.2 %.
LX106_LARGE := tree-tail-merge move-loop-invariants caller-saves cse-follow-jumps
CFLAGS_PORT += $(LX106_LARGE:%=-fno-%)
$(foreach f,$(LX106_FAST),$(eval CFLAGS_$(f) += -O2 $(LX106_LARGE:%=-f%)))
# The loop lies in IRAM, of which it may have 8 KB: one dispatch for all, the ends of instructions shared. 2 % slower than -O2.
CFLAGS_src/vm/interp.c += -Os -fcrossjumping -fno-tree-sink
# Everything else shares what functions begin and end with, and what else occurs in several places. No function is aligned but by the
# linker script.
TEXT_FILES := $(filter-out src/heap/%,$(wildcard src/*/*.c src/*/*/*.c))
TEXT_SMALL = $(filter-out $(LX106_FAST) src/vm/interp.c,$(TEXT_FILES))
# kk_frame_enter changes a8: no caller may count on what its callee seems to leave alone. A table of jumps takes four bytes for each
# value of a switch, comparisons a byte less.
TEXT_SMALL_FLAGS := -DKK_FOR_SIZE=1 -fno-schedule-insns2 -fno-shrink-wrap -fno-ipa-ra -fno-jump-tables
TEXT_FILTER := python3 tools/lx106_frames.py
TEXT_FILTER_ALL := python3 tools/lx106_outline.py
TEXT_TOOLS := tools/lx106_frames.py tools/lx106_outline.py tools/lx106_jumps.py tools/lx106_asm.py
OBJ_FILTER := xtensa-lx106-elf-objcopy --set-section-alignment '.text.*=1' --set-section-alignment '.outlined*=1'
LINK_FILTER := python3 tools/lx106_link.py
