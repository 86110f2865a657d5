#include "image/input.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fault(struct nkc_session *s, const char *what, const char *path, const char *text)
{
    nkc_diag(s, IMG_INPUT, NKC_NO_SPAN, what, path, text);
    return false;
}

bool nkc_input_size(struct nkc_session *s, const char *what, const char *path, uint64_t *size)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return fault(s, what, path, strerror(errno));
    if (!S_ISREG(st.st_mode))
        return fault(s, what, path, "it is not a regular file");
    if (access(path, R_OK) != 0)
        return fault(s, what, path, strerror(errno));
    *size = (uint64_t)st.st_size;
    return true;
}

/* The first bytes of an ELF header that tell what the file is. */
enum { ELF_CLASS = 4, ELF_DATA = 5, ELF_TYPE = 16, ELF_MACHINE = 18, ELF_IDENT = 20 };
enum { CLASS_64 = 2, DATA_LITTLE = 1, MACHINE_AARCH64 = 183 };

static const char *elf_fault(const unsigned char *h, size_t size, enum nkc_elf_kind kind)
{
    if (size < ELF_IDENT || memcmp(h, "\177ELF", 4) != 0)
        return "it is not an ELF file";
    if (h[ELF_CLASS] != CLASS_64 || h[ELF_DATA] != DATA_LITTLE ||
        (h[ELF_MACHINE] | h[ELF_MACHINE + 1] << 8) != MACHINE_AARCH64)
        return "it is not built for aarch64";
    if ((h[ELF_TYPE] | h[ELF_TYPE + 1] << 8) != (int)kind)
        return kind == NKC_ELF_OBJECT ? "it is not a relocatable object"
                                      : "it is not an executable linked at a fixed address";
    return NULL;
}

bool nkc_input_elf(struct nkc_session *s, const char *what, const char *path,
                   enum nkc_elf_kind kind)
{
    uint64_t size;
    if (!nkc_input_size(s, what, path, &size))
        return false;
    unsigned char head[ELF_IDENT];
    FILE *f = fopen(path, "rb");
    if (!f)
        return fault(s, what, path, strerror(errno));
    size_t got = fread(head, 1, sizeof head, f);
    fclose(f);
    const char *text = elf_fault(head, got, kind);
    return text ? fault(s, what, path, text) : true;
}
