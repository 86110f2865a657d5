#include "image/notes.h"

#include "nk/model_note.h"

#include <elf.h>
#include <errno.h>

enum { HASH_SIZE = 32 };

/* ---- parts of the file ---- */

struct elf {
    struct nkc_session *s;
    const char *what, *path;
    FILE *file;
    uint64_t size;
};

static bool damaged(const struct elf *e)
{
    nkc_diag(e->s, IMG_INPUT, NKC_NO_SPAN, e->what, e->path, "its table of sections is damaged");
    return false;
}

/* `size` bytes from `offset`; NULL when the file does not hold them. */
static void *read_part(const struct elf *e, uint64_t offset, uint64_t size)
{
    if (offset > e->size || size > e->size - offset || size > INT32_MAX)
        return NULL;
    void *data = nkc_arena_alloc(e->s->arena, size + 1);
    if (fseek(e->file, (long)offset, SEEK_SET) != 0 || fread(data, 1, size, e->file) != size)
        return NULL;
    return data;
}

/* ---- notes ---- */

static uint64_t round4(uint64_t n)
{
    return (n + 3) & ~UINT64_C(3);
}

static void add_note(const struct elf *e, struct nkc_notes *notes, uint32_t type,
                     const unsigned char *desc, uint32_t size)
{
    if (size <= HASH_SIZE || desc[size - 1] != '\0')
        return;
    struct nkc_note note = {type, (const char *)desc + HASH_SIZE, desc};
    nkc_vec_push(e->s->arena, &notes->list, note);
}

/* One section of notes; those of other owners are passed over. */
static bool read_notes(const struct elf *e, const Elf64_Shdr *section, struct nkc_notes *notes)
{
    const unsigned char *data = read_part(e, section->sh_offset, section->sh_size);
    if (!data)
        return damaged(e);
    uint64_t at = 0, size = section->sh_size;
    while (size - at >= sizeof(Elf64_Nhdr)) {
        Elf64_Nhdr head;
        memcpy(&head, data + at, sizeof head);
        at += sizeof head;
        uint64_t owner = round4(head.n_namesz), desc = round4(head.n_descsz);
        if (owner > size - at || desc > size - at - owner)
            return damaged(e);
        if (head.n_namesz == sizeof NK_MODEL_OWNER &&
            memcmp(data + at, NK_MODEL_OWNER, sizeof NK_MODEL_OWNER) == 0)
            add_note(e, notes, head.n_type, data + at + owner, head.n_descsz);
        at += owner + desc;
    }
    return true;
}

static bool read_sections(const struct elf *e, struct nkc_notes *notes)
{
    const Elf64_Ehdr *head = read_part(e, 0, sizeof *head);
    if (!head)
        return damaged(e);
    if (head->e_shoff == 0 || head->e_shnum == 0)
        return true;
    if (head->e_shentsize != sizeof(Elf64_Shdr))
        return damaged(e);
    const Elf64_Shdr *sections =
        read_part(e, head->e_shoff, (uint64_t)head->e_shnum * sizeof *sections);
    if (!sections)
        return damaged(e);
    for (size_t i = 0; i < head->e_shnum; i++)
        if (sections[i].sh_type == SHT_NOTE && !read_notes(e, &sections[i], notes))
            return false;
    return true;
}

bool nkc_notes_read(struct nkc_session *s, const char *what, const char *path,
                    struct nkc_notes *notes)
{
    struct elf e = {s, what, path, fopen(path, "rb"), 0};
    *notes = (struct nkc_notes){.what = what, .path = path};
    if (!e.file) {
        nkc_diag(s, IMG_INPUT, NKC_NO_SPAN, what, path, strerror(errno));
        return false;
    }
    long end = fseek(e.file, 0, SEEK_END) == 0 ? ftell(e.file) : -1;
    e.size = end > 0 ? (uint64_t)end : 0;
    bool ok = read_sections(&e, notes);
    fclose(e.file);
    return ok;
}

/* ---- comparing ---- */

/* The note in `b` of the same thing with another hash; NULL: none, or they agree. */
static const struct nkc_note *differing(const struct nkc_notes *b, const struct nkc_note *note)
{
    NKC_FOREACH(i, &b->list) {
        const struct nkc_note *other = &b->list.data[i];
        if (other->type == note->type && strcmp(other->name, note->name) == 0)
            return memcmp(other->hash, note->hash, HASH_SIZE) == 0 ? NULL : other;
    }
    return NULL;
}

static void note_interfaces(struct nkc_session *s, const struct nkc_notes *a,
                            const struct nkc_notes *b)
{
    NKC_FOREACH(i, &a->list)
        if (a->list.data[i].type == NK_MODEL_INTERFACE && differing(b, &a->list.data[i]))
            nkc_diag(s, NOTE_HERE, NKC_NO_SPAN,
                     nkc_arena_printf(s->arena, "interface `%s` differs", a->list.data[i].name));
}

void nkc_notes_compare(struct nkc_session *s, const struct nkc_notes *a, const struct nkc_notes *b)
{
    bool any = false;
    NKC_FOREACH(i, &a->list) {
        const struct nkc_note *note = &a->list.data[i];
        if (note->type != NK_MODEL_CLASS || !differing(b, note))
            continue;
        nkc_diag(s, IMG_MODEL, NKC_NO_SPAN, a->what, a->path, b->what, b->path, note->name);
        any = true;
    }
    if (any)
        note_interfaces(s, a, b);
}
