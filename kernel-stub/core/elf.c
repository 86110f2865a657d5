/* ELF files of programs. The file is hostile: nothing is used before it is checked, offsets are
 * compared without overflow, and every refusal says why. Pure: reads the file, fills a struct. */
#include "elf.h"

struct elf_header {
    uint8_t ident[16];
    uint16_t type, machine;
    uint32_t version;
    uint64_t entry, phoff, shoff;
    uint32_t flags;
    uint16_t ehsize, phentsize, phnum, shentsize, shnum, shstrndx;
};

struct program_header {
    uint32_t type, flags;
    uint64_t offset, vaddr, paddr, filesz, memsz, align;
};

enum { PT_LOAD = 1, PT_DYNAMIC = 2, PT_INTERP = 3 };
enum { PF_X = 1, PF_W = 2, PF_R = 4 };
enum { ET_EXEC = 2, EM_AARCH64 = 183, CLASS64 = 2, LITTLE = 1 };
#define PHNUM_MAX 64

static uint64_t page_of(uint64_t address)
{
    return address / KOS_PAGE_SIZE;
}

static const char *check_header(const struct elf_header *h, uint64_t size)
{
    static const uint8_t magic[4] = {0x7f, 'E', 'L', 'F'};

    if (memcmp(h->ident, magic, sizeof(magic)) != 0)
        return "not an ELF file";
    if (h->ident[4] != CLASS64 || h->ident[5] != LITTLE || h->ident[6] != 1 || h->version != 1)
        return "not a little endian 64-bit ELF file";
    if (h->machine != EM_AARCH64)
        return "not for this machine";
    if (h->type != ET_EXEC)
        return "not a statically linked, fixed-position program";
    if (h->phentsize != sizeof(struct program_header) || h->phnum == 0 || h->phnum > PHNUM_MAX)
        return "bad size or number of program headers";
    if (h->phoff > size || size - h->phoff < (uint64_t)h->phnum * sizeof(struct program_header))
        return "program headers outside the file";
    return NULL;
}

static const char *check_load(const struct program_header *p, uint64_t size)
{
    if (p->filesz > p->memsz)
        return "segment larger in the file than in memory";
    if (p->offset > size || p->filesz > size - p->offset)
        return "segment outside the file";
    if (p->vaddr < KOS_USER_IMAGE_MIN || p->vaddr >= KOS_USER_IMAGE_END ||
        p->memsz > KOS_USER_IMAGE_END - p->vaddr)
        return "segment outside the range for programs";
    if ((p->flags & PF_W) && (p->flags & PF_X))
        return "segment both writable and executable";
    if (!(p->flags & (PF_R | PF_W | PF_X)))
        return "segment without rights";
    return NULL;
}

static unsigned rights_of(uint32_t flags)
{
    return VM_READ | (flags & PF_W ? VM_WRITE : 0u) | (flags & PF_X ? VM_EXEC : 0u);
}

/* Segments ascend and do not overlap; two of different rights do not share a page. */
static const char *check_order(const struct elf_image *image, const struct elf_segment *s)
{
    if (image->count == 0)
        return NULL;

    const struct elf_segment *last = &image->segments[image->count - 1];
    uint64_t end = last->address + last->memsize;

    if (s->address < end)
        return "segments overlap or do not ascend";
    if (page_of(end - 1) == page_of(s->address) && last->rights != s->rights)
        return "segments of different rights share a page";
    return NULL;
}

static const char *add_segment(struct elf_image *image, const struct program_header *p,
                               const unsigned char *file, uint64_t size)
{
    const char *why = check_load(p, size);
    struct elf_segment s = {p->vaddr, p->memsz, file + p->offset, p->filesz, rights_of(p->flags)};

    if (why || p->memsz == 0)
        return why;
    if (image->count == KOS_ELF_SEGMENTS_MAX)
        return "too many segments";
    why = check_order(image, &s);
    if (!why)
        image->segments[image->count++] = s;
    return why;
}

static const char *check_entry(const struct elf_image *image)
{
    for (unsigned i = 0; i < image->count; i++) {
        const struct elf_segment *s = &image->segments[i];

        if (image->entry >= s->address && image->entry - s->address < s->memsize)
            return s->rights & VM_EXEC && image->entry % 4 == 0 ? NULL : "entry is not executable";
    }
    return "entry outside all segments";
}

static const char *parse(const unsigned char *file, uint64_t size, struct elf_image *out)
{
    struct elf_header h;

    if (size < sizeof(h))
        return "shorter than an ELF header";
    if (size > KOS_ELF_MAX)
        return "file too large";
    memcpy(&h, file, sizeof(h));

    const char *why = check_header(&h, size);

    for (unsigned i = 0; !why && i < h.phnum; i++) {
        struct program_header p;

        memcpy(&p, file + h.phoff + i * sizeof(p), sizeof(p));
        if (p.type == PT_LOAD)
            why = add_segment(out, &p, file, size);
        else if (p.type == PT_INTERP || p.type == PT_DYNAMIC)
            why = "dynamically linked";
    }
    out->entry = h.entry;
    return why ? why : check_entry(out);
}

bool elf_parse(const unsigned char *file, uint64_t size, struct elf_image *out, const char **why)
{
    *out = (struct elf_image){0};
    *why = parse(file, size, out);
    return *why == NULL;
}
