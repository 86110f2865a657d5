/* Loading of an ELF file. */
#ifndef KERNEL_ELF_H
#define KERNEL_ELF_H

#include "kernel.h"

struct elf_segment {
    uint64_t address, memsize;
    const unsigned char *data;
    uint64_t filesize;
    unsigned rights;
};

struct elf_image {
    uint64_t entry;
    unsigned count;
    struct elf_segment segments[KOS_ELF_SEGMENTS_MAX];
};

/* Checks every field the kernel reads (platform 3, "ELF"). *why says what is wrong. */
bool elf_parse(const unsigned char *file, uint64_t size, struct elf_image *out, const char **why);

#endif
