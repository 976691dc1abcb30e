# What the programs of both LX106 ports spend their time in is compiled with -O2, the rest with -Os. All of src/types with
# -O2 would be 20 KB of flash more, and 0.4 % faster over bench/programs.
LX106_FAST := $(wildcard src/base/*.c src/heap/*.c src/object/*.c src/vm/*.c) $(addprefix src/types/, \
	func.c gen.c iter.c list.c sequence.c set.c set_type.c tuple.c \
	int/int.c int/int_arith.c \
	str/format.c str/join.c str/search.c str/str.c format.c format_number.c percent.c)
LX106_FAST += src/modules/re/match.c
# What is rarely run, or waits for more than itself. The third line and the fourth: 8 KB for 0.6 % of the instructions of bench/programs,
# and 2 to 3 % of those of programs that are all about text.
LX106_FAST := $(filter-out $(addprefix src/,object/error.c object/special.c object/convert.c vm/bind_errors.c vm/ops_async.c \
	vm/ops_names.c vm/ops_star.c vm/ops_match.c heap/verify.c \
	object/weak.c object/uniname.c object/output.c object/dict_update.c object/native.c vm/poll.c vm/ops_rare.c base/utf8.c \
	object/call.c object/names.c object/shape.c types/func.c types/percent.c base/numtext_digits.c base/numtext_parse.c base/numtext_format.c types/sequence.c),$(LX106_FAST))
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
# kk_frame_enter changes a8: no caller may count on what its callee seems to leave alone.
TEXT_SMALL_FLAGS := -DKK_FOR_SIZE=1 -fno-schedule-insns2 -fno-shrink-wrap -fno-ipa-ra
TEXT_FILTER := python3 tools/lx106_frames.py
TEXT_FILTER_ALL := python3 tools/lx106_outline.py
TEXT_TOOLS := tools/lx106_frames.py tools/lx106_outline.py tools/lx106_jumps.py tools/lx106_asm.py
OBJ_FILTER := xtensa-lx106-elf-objcopy --set-section-alignment '.text.*=1' --set-section-alignment '.outlined*=1'
LINK_FILTER := python3 tools/lx106_link.py
