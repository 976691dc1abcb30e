/*
 * compiler.h: everything that differs between compilers and CPUs, and nothing else.
 *
 * The only header in src/ with conditional compilation for a compiler or CPU. Every other file of
 * the core includes it, directly or through another header.
 *
 * Layer: base.
 */
#ifndef KK_BASE_COMPILER_H
#define KK_BASE_COMPILER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The result tells of an error: ignoring it is a compile error. */
#define KK_MUST_CHECK __attribute__((warn_unused_result))
#define KK_NORETURN __attribute__((noreturn))
#define KK_NOINLINE __attribute__((noinline))
#define KK_INLINE static inline __attribute__((always_inline))
/* 1: the file is compiled for size. What is inline only for speed is a call there. */
#ifndef KK_FOR_SIZE
#define KK_FOR_SIZE 0
#endif
#define KK_UNUSED __attribute__((unused))
/* The function reads memory that the address sanitizer would object to (other frames of the stack). */
#define KK_NO_ASAN __attribute__((no_sanitize_address, noinline))
/* Puts the registers that a called function would save into the frame of the function using it. */
#define KK_SPILL_REGISTERS() __builtin_unwind_init()
/*
 * The part of the stack that the function using it has for its own variables and nothing else: what it hands to the
 * functions that it calls lies below, and the registers that it saved for its caller in the words above. Where that is not
 * known of the compiler and CPU, KK_FRAME_KNOWN is 0.
 */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define KK_FRAME_KNOWN 1
#define KK_FRAME_FROM(low) __asm__ volatile("mov %%rsp, %0" : "=r"(low))
#define KK_FRAME_TO ((const uintptr_t *)__builtin_dwarf_cfa() - 7)
#elif defined(__XTENSA__) && !defined(__XTENSA_WINDOWED_ABI__)
#define KK_FRAME_KNOWN 1
#define KK_FRAME_FROM(low) __asm__ volatile("mov %0, a1" : "=r"(low))
#define KK_FRAME_TO ((const uintptr_t *)__builtin_dwarf_cfa() - 5)
#else
#define KK_FRAME_KNOWN 0
#define KK_FRAME_FROM(low) ((low) = NULL)
#define KK_FRAME_TO NULL
#endif
/* Makes the compiler forget what it knows about variable x: its value is taken for a new one. */
#define KK_FORGET(x) __asm__("" : "+r"(x))
/* x is in a register or in the frame until here. */
#define KK_KEEP(x) __asm__ volatile("" : : "r"(x))
#define KK_PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))
#define KK_LIKELY(x) __builtin_expect(!!(x), 1)
#define KK_UNLIKELY(x) __builtin_expect(!!(x), 0)
/*
 * Where messages are squeezed (tools/squeeze.py), they are numbers, which only what formats messages can read. KK_TEXT("...") is such a
 * message, KK_SAYS(f, 1) in front of a function says that its argument 1 (2, ...) ends as a format, or as the text of a %s in one.
 */
#define KK_SAYS(...)
#define KK_TEXT(text) text
#define KK_COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

/* Bits in a machine word; a Value is one word. Unit tests of base/ alone may set it by hand. */
#if defined(KK_WORD_BITS)
#elif UINTPTR_MAX == 0xFFFFFFFFu
#define KK_WORD_BITS 32
#else
#define KK_WORD_BITS 64
#endif

/* The type of a Python float: double on 64-bit hosts, single on 32-bit targets. */
#if KK_WORD_BITS == 64
typedef double KkFloat;
typedef uint64_t KkFloatBits;
#else
typedef float KkFloat;
typedef uint32_t KkFloatBits;
#endif

/*
 * Behind the } of a struct of two words that is handed over by value: with the alignment of both it travels in
 * registers. gcc for the LX106 puts other structs into memory first, used or not, and so does the ABI of x86-64 with larger ones.
 */
#define KK_PAIR __attribute__((aligned(8)))

/*
 * Code that must be in fast memory (IRAM on the ESP8266), and data that lives in flash.
 * KK_HOT functions are few: the interpreter loop, the allocator, the collector's inner loops.
 */
#if defined(__XTENSA__)
#define KK_HOT __attribute__((section(".iram.text")))
#define KK_FLASH_WORDS_ONLY 1
#else
#define KK_HOT
#define KK_FLASH_WORDS_ONLY 0
#endif

/*
 * The byte at p, which may lie in memory that answers only aligned word loads (flash on the
 * ESP8266, where a plain byte load would trap and be emulated at some 100 instructions).
 */
KK_INLINE uint8_t kk_rom_byte(const uint8_t *p)
{
#if KK_FLASH_WORDS_ONLY
    uintptr_t at = (uintptr_t)p;
    uint32_t word = *(const volatile uint32_t *)(at & ~(uintptr_t)3);
    return (uint8_t)(word >> ((at & 3) * 8));
#else
    return *p;
#endif
}

/*
 * The word at p. Of a word of which it needs one byte the compiler may load just that byte, and
 * does: this keeps it from that, for words that may lie in flash.
 */
KK_INLINE uintptr_t kk_rom_word(const uintptr_t *p)
{
#if KK_FLASH_WORDS_ONLY
    return *(const volatile uintptr_t *)p;
#else
    return *p;
#endif
}

/*
 * True when bytes at p answer only aligned word loads: IRAM, flash and mask ROM of the ESP8266 lie
 * at 0x4000_0000 and up, its data RAM below.
 */
KK_INLINE bool kk_in_flash(const void *p)
{
    return KK_FLASH_WORDS_ONLY && (uintptr_t)p >= 0x40000000u;
}

/* A word that may be loaded from memory of any type. */
typedef uintptr_t __attribute__((may_alias)) KkAnyWord;
typedef uint32_t __attribute__((may_alias)) KkAnyWord32;

/*
 * The digit of natural numbers of any size (base/limbs.h): half of what the CPU multiplies into
 * one or two registers. The LX106 has 32 x 32 -> 32 bits only, hence 16-bit limbs there.
 */
#if !defined(KK_LIMB_BITS) && defined(__XTENSA__)
#define KK_LIMB_BITS 16
#elif !defined(KK_LIMB_BITS)
#define KK_LIMB_BITS 32
#endif
#if KK_LIMB_BITS == 16
typedef uint16_t Limb;
typedef uint32_t Limb2;
#else
typedef uint32_t Limb;
typedef uint64_t Limb2;
#endif

/* The widest unsigned integer that shortest float text is worked out in: bits of two KkFloats. */
#if KK_WORD_BITS == 64
__extension__ typedef unsigned __int128 KkWide;
#else
typedef uint64_t KkWide;
#endif

/* Bits of zero above the highest one of x (x != 0), in 32 and 64 bits. */
#define KK_CLZ32(x) __builtin_clz(x)
#define KK_CLZ64(x) __builtin_clzll(x)

/* A failed KK_ASSERT is a bug in Kukri, never in the user's program. Absent in release builds. */
#if defined(KK_DEBUG)
KK_NORETURN void kk_assert_failed(const char *file, int line, const char *what);
#define KK_ASSERT(x) ((x) ? (void)0 : kk_assert_failed(__FILE__, __LINE__, #x))
#else
#define KK_ASSERT(x) ((void)sizeof(x))
#endif

#endif
