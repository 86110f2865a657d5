#include "image/romfs.h"

#include "image/hold.h"
#include "image/input.h"
#include "nk/abi.h"

#include <errno.h>

const char *nkc_base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* What is wrong with a name, or NULL. */
static const char *name_fault(struct nkc_session *s, const char *name)
{
    if (*name == '\0')
        return "the name is empty";
    if (strlen(name) >= KOS_ROMFS_NAME)
        return nkc_arena_printf(s->arena, "the name is longer than %d bytes", KOS_ROMFS_NAME - 1);
    for (const char *p = name; *p; p++)
        if ((unsigned char)*p <= ' ' || *p == 0x7f || *p == '/')
            return "the name holds a space, a slash or a control character";
    return NULL;
}

/* Where a file's content comes from, for messages. */
static const char *origin(const struct nkc_romfs_file *file)
{
    return file->path ? file->path : "--cmdline";
}

static bool add(struct nkc_session *s, struct nkc_romfs *fs, struct nkc_romfs_file file)
{
    const char *fault = name_fault(s, file.name);
    if (fault) {
        nkc_diag(s, IMG_NAME, NKC_NO_SPAN, file.name, fault);
        return false;
    }
    NKC_FOREACH(i, &fs->files) {
        const struct nkc_romfs_file *have = &fs->files.data[i];
        if (strcmp(have->name, file.name) == 0) {
            nkc_diag(s, IMG_TWICE, NKC_NO_SPAN, file.name, origin(have), origin(&file));
            return false;
        }
    }
    nkc_vec_push(s->arena, &fs->files, file);
    return true;
}

bool nkc_romfs_add_file(struct nkc_session *s, struct nkc_romfs *fs, const char *name,
                        const char *path)
{
    struct nkc_romfs_file file = {.name = name ? name : nkc_base_name(path), .path = path};
    return nkc_input_size(s, "file", path, &file.size) && add(s, fs, file);
}

bool nkc_romfs_add_text(struct nkc_session *s, struct nkc_romfs *fs, const char *name,
                        const char *text)
{
    return add(s, fs, (struct nkc_romfs_file){.name = name, .text = text, .size = strlen(text)});
}

static uint64_t page_align(uint64_t value)
{
    return (value + KOS_PAGE_SIZE - 1) / KOS_PAGE_SIZE * KOS_PAGE_SIZE;
}

static uint64_t data_start(const struct nkc_romfs *fs)
{
    return page_align(sizeof(struct kos_romfs_header) +
                      fs->files.len * sizeof(struct kos_romfs_entry));
}

/* End of the last file's data, which is the size of the whole. */
static uint64_t total_size(const struct nkc_romfs *fs)
{
    uint64_t at = data_start(fs), end = at;
    NKC_FOREACH(i, &fs->files) {
        end = at + fs->files.data[i].size;
        at = page_align(end);
    }
    return end;
}

void nkc_romfs_check(struct nkc_session *s, const struct nkc_romfs *fs)
{
    const uint64_t mib = 1024 * 1024;
    unsigned long long need = (total_size(fs) + mib - 1) / mib;
    if (fs->files.len > KOS_ROMFS_FILES_MAX)
        nkc_diag(s, IMG_COUNT, NKC_NO_SPAN, fs->files.len, (unsigned)KOS_ROMFS_FILES_MAX);
    if (need > KOS_IMAGE_MIB_MAX - KOS_KERNEL_MIB)
        nkc_diag(s, IMG_SIZE, NKC_NO_SPAN, need, (unsigned)(KOS_IMAGE_MIB_MAX - KOS_KERNEL_MIB));
    else if (need > KOS_MACHINE_MIB - KOS_KERNEL_MIB)
        nkc_diag(s, IMG_MEMORY, NKC_NO_SPAN, need, (unsigned)(KOS_MACHINE_MIB - KOS_KERNEL_MIB),
                 (unsigned)KOS_MACHINE_MIB);
}

static void put_u32(FILE *f, uint64_t value)
{
    for (unsigned shift = 0; shift < 32; shift += 8)
        fputc((int)(value >> shift & 0xff), f);
}

static void put_table(FILE *f, const struct nkc_romfs *fs)
{
    fwrite(KOS_ROMFS_MAGIC, 1, sizeof KOS_ROMFS_MAGIC, f);
    put_u32(f, fs->files.len);
    put_u32(f, total_size(fs));
    uint64_t offset = data_start(fs);
    NKC_FOREACH(i, &fs->files) {
        const struct nkc_romfs_file *file = &fs->files.data[i];
        char name[KOS_ROMFS_NAME] = {0};
        memcpy(name, file->name, strlen(file->name));
        fwrite(name, 1, sizeof name, f);
        put_u32(f, offset);
        put_u32(f, file->size);
        offset = page_align(offset + file->size);
    }
}

static void pad_to_page(FILE *f, uint64_t *at)
{
    for (; *at % KOS_PAGE_SIZE; ++*at)
        fputc(0, f);
}

/* Copies exactly the size that the table promises; a file that changed meanwhile is an error. */
static bool copy_content(struct nkc_session *s, const struct nkc_romfs_file *file, FILE *to)
{
    if (file->text)
        return fwrite(file->text, 1, file->size, to) == file->size;
    FILE *from = fopen(file->path, "rb");
    if (!from) {
        nkc_diag(s, IMG_INPUT, NKC_NO_SPAN, "file", file->path, strerror(errno));
        return false;
    }
    char chunk[65536];
    uint64_t copied = 0;
    for (size_t n; !nkc_hold_ending() && (n = fread(chunk, 1, sizeof chunk, from)) > 0; copied += n)
        if (copied + n <= file->size)
            fwrite(chunk, 1, n, to);
    bool ok = !ferror(from) && copied == file->size;
    if (!ok && !nkc_hold_ending())
        nkc_diag(s, IMG_INPUT, NKC_NO_SPAN, "file", file->path,
                 ferror(from) ? "cannot be read" : "changed while it was read");
    fclose(from);
    return ok;
}

bool nkc_romfs_write(struct nkc_session *s, const struct nkc_romfs *fs, const char *path)
{
    FILE *f = fopen(path, "wb");
    if (!f) {
        nkc_diag(s, IMG_OUTPUT, NKC_NO_SPAN, path, strerror(errno));
        return false;
    }
    put_table(f, fs);
    uint64_t at = sizeof(struct kos_romfs_header) + fs->files.len * sizeof(struct kos_romfs_entry);
    bool ok = true;
    for (size_t i = 0; ok && i < fs->files.len; i++) {
        pad_to_page(f, &at);
        ok = copy_content(s, &fs->files.data[i], f);
        at += fs->files.data[i].size;
    }
    bool written = !ferror(f);
    if (fclose(f) != 0 || !written) {
        nkc_diag(s, IMG_OUTPUT, NKC_NO_SPAN, path, strerror(errno));
        return false;
    }
    return ok;
}
