#include "image/notes.h"

#include "nk/model_note.h"

#include <elf.h>
#include <errno.h>

enum { HASH_SIZE = 32 };

/* ---- parts of the file ---- */

struct elf {
    struct nkc_session *s;
    FILE *file;
    uint64_t size;
};

static const char bad_sections[] = "its table of sections is damaged";
static const char bad_notes[] = "its notes are damaged";

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

/* The text at *at, which moves behind its NUL; NULL when there is none before `end`. */
static const char *next_text(const unsigned char **at, const unsigned char *end)
{
    const unsigned char *text = *at;
    const unsigned char *nul = memchr(text, '\0', (size_t)(end - text));
    if (!nul)
        return NULL;
    *at = nul + 1;
    return (const char *)text;
}

static bool add_model(const struct elf *e, struct nkc_notes *notes, uint32_t type,
                      const unsigned char *desc, const unsigned char *end)
{
    struct nkc_model_note note = {.type = type, .hash = desc};
    if (end - desc < HASH_SIZE)
        return false;
    desc += HASH_SIZE;
    note.name = next_text(&desc, end);
    if (note.name)
        nkc_vec_push(e->s->arena, &notes->models, note);
    return note.name;
}

static bool add_process(const struct elf *e, struct nkc_notes *notes, const unsigned char *desc,
                        const unsigned char *end)
{
    struct nkc_process_note note = {.name = next_text(&desc, end)};
    note.program = note.name ? next_text(&desc, end) : NULL;
    note.place = note.program ? next_text(&desc, end) : NULL;
    if (note.place)
        nkc_vec_push(e->s->arena, &notes->processes, note);
    return note.place;
}

/* False when the descriptor is not what the type wants; types unknown here are passed over. */
static bool add_note(const struct elf *e, struct nkc_notes *notes, uint32_t type,
                     const unsigned char *desc, const unsigned char *end)
{
    switch (type) {
    case NK_MODEL_CLASS:
    case NK_MODEL_INTERFACE:
        return add_model(e, notes, type, desc, end);
    case NK_MODEL_PROCESS:
        return add_process(e, notes, desc, end);
    default:
        return true;
    }
}

/* One section of notes; those of other owners are passed over. Returns what is wrong, or NULL. */
static const char *read_notes(const struct elf *e, const Elf64_Shdr *section,
                              struct nkc_notes *notes)
{
    const unsigned char *data = read_part(e, section->sh_offset, section->sh_size);
    if (!data)
        return bad_sections;
    uint64_t at = 0, size = section->sh_size;
    while (size - at >= sizeof(Elf64_Nhdr)) {
        Elf64_Nhdr head;
        memcpy(&head, data + at, sizeof head);
        at += sizeof head;
        uint64_t owner = round4(head.n_namesz), desc = round4(head.n_descsz);
        if (owner > size - at || desc > size - at - owner)
            return bad_notes;
        if (head.n_namesz == sizeof NK_MODEL_OWNER &&
            memcmp(data + at, NK_MODEL_OWNER, sizeof NK_MODEL_OWNER) == 0 &&
            !add_note(e, notes, head.n_type, data + at + owner, data + at + owner + head.n_descsz))
            return bad_notes;
        at += owner + desc;
    }
    return NULL;
}

static const char *read_sections(const struct elf *e, struct nkc_notes *notes)
{
    const Elf64_Ehdr *head = read_part(e, 0, sizeof *head);
    if (!head)
        return bad_sections;
    if (head->e_shoff == 0 || head->e_shnum == 0)
        return NULL;
    if (head->e_shentsize != sizeof(Elf64_Shdr))
        return bad_sections;
    const Elf64_Shdr *sections =
        read_part(e, head->e_shoff, (uint64_t)head->e_shnum * sizeof *sections);
    if (!sections)
        return bad_sections;
    const char *bad = NULL;
    for (size_t i = 0; !bad && i < head->e_shnum; i++)
        if (sections[i].sh_type == SHT_NOTE)
            bad = read_notes(e, &sections[i], notes);
    return bad;
}

bool nkc_notes_read(struct nkc_session *s, const char *what, const char *path,
                    struct nkc_notes *notes)
{
    struct elf e = {s, fopen(path, "rb"), 0};
    const char *bad;
    *notes = (struct nkc_notes){.what = what, .path = path};
    if (e.file) {
        long end = fseek(e.file, 0, SEEK_END) == 0 ? ftell(e.file) : -1;
        e.size = end > 0 ? (uint64_t)end : 0;
        bad = read_sections(&e, notes);
        fclose(e.file);
    } else {
        bad = strerror(errno);
    }
    if (bad)
        nkc_diag(s, IMG_INPUT, NKC_NO_SPAN, what, path, bad);
    return !bad;
}

/* ---- comparing ---- */

/* The note in `b` of the same thing with another hash; NULL: none, or they agree. */
static const struct nkc_model_note *differing(const struct nkc_notes *b,
                                              const struct nkc_model_note *note)
{
    NKC_FOREACH(i, &b->models) {
        const struct nkc_model_note *other = &b->models.data[i];
        if (other->type == note->type && strcmp(other->name, note->name) == 0)
            return memcmp(other->hash, note->hash, HASH_SIZE) == 0 ? NULL : other;
    }
    return NULL;
}

static void note_interfaces(struct nkc_session *s, const struct nkc_notes *a,
                            const struct nkc_notes *b)
{
    NKC_FOREACH(i, &a->models)
        if (a->models.data[i].type == NK_MODEL_INTERFACE && differing(b, &a->models.data[i]))
            nkc_diag(s, NOTE_HERE, NKC_NO_SPAN,
                     nkc_arena_printf(s->arena, "interface `%s` differs", a->models.data[i].name));
}

void nkc_notes_compare(struct nkc_session *s, const struct nkc_notes *a, const struct nkc_notes *b)
{
    bool any = false;
    NKC_FOREACH(i, &a->models) {
        const struct nkc_model_note *note = &a->models.data[i];
        if (note->type != NK_MODEL_CLASS || !differing(b, note))
            continue;
        nkc_diag(s, IMG_MODEL, NKC_NO_SPAN, a->what, a->path, b->what, b->path, note->name);
        any = true;
    }
    if (any)
        note_interfaces(s, a, b);
}
