/*
 * elf.c: ELF files: programs to be loaded directly, and names for addresses.
 *
 * Layer: emu.   Tests: tests/emu/run_core.py.
 */
#include "emu/cpu.h"
#include "emu/memory.h"
#include "emu/options.h"
#include "emu/rom.h"
#include "emu/symbols.h"

#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct {
    uint8_t *data;
    size_t size;
    Symbol *symbols; /* by address */
    size_t symbol_count;
} file;

static bool inside(uint64_t offset, uint64_t n)
{
    return offset <= file.size && n <= file.size - offset;
}

static const Elf32_Ehdr *header(void)
{
    return (const Elf32_Ehdr *)file.data;
}

static const char *check_file(void)
{
    const Elf32_Ehdr *head = header();
    if (file.size < sizeof *head || memcmp(head->e_ident, ELFMAG, SELFMAG) != 0)
        return "--elf: this is no ELF file";
    if (head->e_ident[EI_CLASS] != ELFCLASS32 || head->e_ident[EI_DATA] != ELFDATA2LSB || head->e_machine != EM_XTENSA)
        return "--elf: this ELF file is not for Xtensa, little-endian";
    if (!inside(head->e_phoff, (uint64_t)head->e_phnum * sizeof(Elf32_Phdr)) ||
        !inside(head->e_shoff, (uint64_t)head->e_shnum * sizeof(Elf32_Shdr)) || head->e_phoff % 4 != 0 || head->e_shoff % 4 != 0)
        return "--elf: the ELF file is cut off";
    return NULL;
}

/* Where n bytes of a segment go: memory, or the flash behind its window, which nobody has opened yet. */
static uint8_t *segment_place(Machine *m, uint32_t address, uint32_t n)
{
    size_t size;
    uint8_t *at = emu_machine_memory(m, address, n);
    uint32_t offset = address - WINDOW_BASE;
    if (at != NULL || offset >= WINDOW_SIZE)
        return at;
    uint8_t *flash = emu_machine_flash(m, &size);
    if (flash == NULL || n > size || offset > size - n)
        return NULL;
    emu_machine_flash_changed(m, offset, n);
    return flash + offset;
}

const char *emu_elf_load(Machine *m, uint32_t *entry)
{
    static char wrong[120];
    const Elf32_Phdr *segments = (const Elf32_Phdr *)(file.data + header()->e_phoff);
    for (unsigned i = 0; i < header()->e_phnum; i++) {
        const Elf32_Phdr *segment = &segments[i];
        if (segment->p_type != PT_LOAD || segment->p_filesz == 0)
            continue;
        uint8_t *to = segment_place(m, segment->p_paddr, segment->p_filesz);
        if (to == NULL || !inside(segment->p_offset, segment->p_filesz)) {
            snprintf(wrong, sizeof wrong, "--elf: the segment of %u bytes for %08x lies outside memory",
                     (unsigned)segment->p_filesz, (unsigned)segment->p_paddr);
            return wrong;
        }
        memcpy(to, file.data + segment->p_offset, segment->p_filesz);
        emu_memory_forget(m, segment->p_paddr, segment->p_filesz);
    }
    *entry = header()->e_entry;
    return NULL;
}

static int by_start(const void *a, const void *b)
{
    const Symbol *x = a;
    const Symbol *y = b;
    return (x->start > y->start) - (x->start < y->start);
}

/* Functions; and labels of assembly that others can see, where code is. */
static bool is_code(const Elf32_Sym *symbol, const Elf32_Shdr *sections)
{
    unsigned type = ELF32_ST_TYPE(symbol->st_info);
    if (type == STT_FUNC)
        return true;
    return type == STT_NOTYPE && ELF32_ST_BIND(symbol->st_info) == STB_GLOBAL && symbol->st_shndx < header()->e_shnum &&
           symbol->st_shndx != 0 && (sections[symbol->st_shndx].sh_flags & SHF_EXECINSTR) != 0;
}

/* Collects the functions of one symbol table. */
static void read_table(const Elf32_Shdr *sections, const Elf32_Shdr *table)
{
    const Elf32_Shdr *strings = &sections[table->sh_link];
    if (!inside(table->sh_offset, table->sh_size) || !inside(strings->sh_offset, strings->sh_size) ||
        strings->sh_size == 0 || file.data[strings->sh_offset + strings->sh_size - 1] != 0)
        return;
    const Elf32_Sym *symbols = (const Elf32_Sym *)(file.data + table->sh_offset);
    size_t n = table->sh_size / sizeof *symbols;
    Symbol *grown = realloc(file.symbols, (file.symbol_count + n + 1) * sizeof *grown);
    if (grown == NULL)
        return;
    file.symbols = grown;
    for (size_t i = 0; i < n; i++) {
        if (symbols[i].st_name >= strings->sh_size || !is_code(&symbols[i], sections))
            continue;
        file.symbols[file.symbol_count++] = (Symbol){symbols[i].st_value, symbols[i].st_size,
                                                     (const char *)file.data + strings->sh_offset + symbols[i].st_name, 0};
    }
}

static bool read_symbols(const char *option, const char *path)
{
    file.data = emu_options_file(option, path, &file.size);
    if (file.data == NULL)
        return false;
    const char *wrong = check_file();
    if (wrong != NULL)
        return emu_options_wrong(option, "%s: %s", path, wrong);
    const Elf32_Shdr *sections = (const Elf32_Shdr *)(file.data + header()->e_shoff);
    for (unsigned i = 0; i < header()->e_shnum; i++)
        if (sections[i].sh_type == SHT_SYMTAB && sections[i].sh_link < header()->e_shnum)
            read_table(sections, &sections[i]);
    if (file.symbol_count > 0)
        qsort(file.symbols, file.symbol_count, sizeof *file.symbols, by_start);
    return true;
}

bool emu_elf_option_file(Machine *m, const char *argument)
{
    m->elf = argument;
    return read_symbols("elf", argument);
}

bool emu_elf_option_symbols(Machine *m, const char *argument)
{
    return read_symbols("symbols", argument);
}

Symbol *emu_elf_symbols(size_t *n)
{
    *n = file.symbol_count;
    return file.symbols;
}

Symbol *emu_elf_find(uint32_t pc)
{
    size_t low = 0;
    size_t high = file.symbol_count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (file.symbols[middle].start <= pc)
            low = middle;
        else
            high = middle;
    }
    Symbol *found = high == 0 || file.symbols[low].start > pc ? NULL : &file.symbols[low];
    return found == NULL || (found->size != 0 && pc - found->start >= found->size) ? NULL : found;
}
