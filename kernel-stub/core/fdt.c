/* The flattened device tree (DTSpec 5), read once at boot: memory, bootargs, random seed. It comes
 * from outside: every offset is checked, a bad tree counts as none. */
#include "fdt.h"

#define FDT_MAGIC      0xd00dfeed
#define FDT_BEGIN_NODE 1
#define FDT_END_NODE   2
#define FDT_PROP       3
#define FDT_NOP        4
#define FDT_SIZE_MAX   (1u << 20)
#define DEPTH_MAX      16

struct reader {
    const unsigned char *base;
    uint32_t at, end; /* structure block */
    uint32_t strings, strings_end;
};

enum node { NODE_OTHER, NODE_CHOSEN, NODE_MEMORY };

static uint32_t be32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static uint64_t be64(const unsigned char *p)
{
    return (uint64_t)be32(p) << 32 | be32(p + 4);
}

static bool range_ok(uint32_t offset, uint32_t size, uint32_t total)
{
    return offset <= total && size <= total - offset;
}

static bool open_tree(struct reader *r, const void *address)
{
    const unsigned char *h = address;

    if (be32(h) != FDT_MAGIC)
        return false;
    uint32_t total = be32(h + 4), off = be32(h + 8), strings = be32(h + 12);
    uint32_t strings_size = be32(h + 32), size = be32(h + 36);

    if (total > FDT_SIZE_MAX || !range_ok(off, size, total) ||
        !range_ok(strings, strings_size, total) || off % 4 != 0)
        return false;
    *r = (struct reader){h, off, off + size, strings, strings + strings_size};
    return true;
}

static bool next_word(struct reader *r, uint32_t *word)
{
    if (r->end - r->at < 4)
        return false;
    *word = be32(r->base + r->at);
    r->at += 4;
    return true;
}

/* NUL-terminated text at `at` that ends before `end`; NULL otherwise. */
static const char *text_at(const struct reader *r, uint32_t at, uint32_t end)
{
    for (uint32_t i = at; i < end; i++) {
        if (r->base[i] == 0)
            return (const char *)r->base + at;
    }
    return NULL;
}

static enum node node_kind(const char *name, unsigned depth)
{
    if (depth != 1)
        return NODE_OTHER;
    if (strcmp(name, "chosen") == 0)
        return NODE_CHOSEN;
    return strncmp(name, "memory@", 7) == 0 ? NODE_MEMORY : NODE_OTHER;
}

static void take_property(struct fdt_info *out, enum node node, const char *name,
                          const unsigned char *value, uint32_t size)
{
    if (node == NODE_CHOSEN && strcmp(name, "bootargs") == 0) {
        out->bootargs = (const char *)value;
        out->bootargs_size = size > 0 && value[size - 1] == 0 ? size - 1 : size;
    } else if (node == NODE_CHOSEN && strcmp(name, "rng-seed") == 0) {
        out->seed = value;
        out->seed_size = size;
    } else if (node == NODE_MEMORY && strcmp(name, "reg") == 0 && size >= 16) {
        if (be64(value) == RAM_BASE)
            out->ram_size = be64(value + 8);
    }
}

static bool read_property(struct reader *r, struct fdt_info *out, enum node node)
{
    uint32_t size, name;

    if (!next_word(r, &size) || !next_word(r, &name) || size > r->end - r->at ||
        name >= r->strings_end - r->strings)
        return false;

    const char *text = text_at(r, r->strings + name, r->strings_end);

    if (!text)
        return false;
    take_property(out, node, text, r->base + r->at, size);
    r->at += size;
    r->at += -r->at & 3;
    return r->at <= r->end;
}

static bool begin_node(struct reader *r, enum node kinds[DEPTH_MAX], unsigned *depth)
{
    const char *name = text_at(r, r->at, r->end);

    if (!name || *depth == DEPTH_MAX)
        return false;
    kinds[*depth] = node_kind(name, *depth);
    (*depth)++;
    r->at += (uint32_t)strlen(name) + 1;
    r->at += -r->at & 3;
    return r->at <= r->end;
}

bool fdt_read(const void *address, struct fdt_info *out)
{
    struct reader r;
    enum node kinds[DEPTH_MAX];
    unsigned depth = 0;
    uint32_t token;

    *out = (struct fdt_info){0};
    if (!open_tree(&r, address))
        return false;
    while (next_word(&r, &token)) {
        bool ok = true;

        if (token == FDT_BEGIN_NODE)
            ok = begin_node(&r, kinds, &depth);
        else if (token == FDT_PROP)
            ok = depth > 0 && read_property(&r, out, kinds[depth - 1]);
        else if (token == FDT_END_NODE)
            ok = depth > 0 && depth-- > 0;
        else if (token != FDT_NOP)
            break;
        if (!ok)
            return false;
    }
    return true;
}
