#include "impl/ramfs.h"

#include <errno.h>
#include <string.h>
#include <time.h>

#define NONE 0xffffU /* no node */
#define END  0U      /* no block: blocks have numbers from 1 */
#define ROOT 0U

_Static_assert(RAMFS_NODES < NONE && RAMFS_BLOCKS < 0xffff, "numbers are 16 bits wide");

#define FILE_MAX ((uint64_t)RAMFS_BLOCKS * RAMFS_BLOCK)

/* Places 0 and 1 of a directory are `.` and `..`; entries have places that only grow, so that a
 * reader finds its way when others come and go. */
#define FIRST_PLACE 2

struct node {
    uint8_t kind; /* enum fs_kind; 0: free */
    bool linked;  /* it is in a directory */
    uint16_t mode;
    uint16_t holds;
    uint16_t parent;      /* the root's is itself */
    uint16_t first, next; /* children of a directory in the order of their places; NONE */
    uint16_t block;       /* the first; END */
    uint64_t size;        /* bytes of a file */
    uint64_t place;
    int64_t modified, changed;
    char name[FS_NAME_MAX + 1];
};

static struct node nodes[RAMFS_NODES];
static unsigned char blocks[RAMFS_BLOCKS][RAMFS_BLOCK];
static uint16_t after[RAMFS_BLOCKS + 1]; /* the next block of the same file, or the next free one */
static uint16_t free_block;
static unsigned free_blocks, free_nodes;
static uint64_t next_place;

/* ---- blocks ------------------------------------------------------------------------------- */

static unsigned char *block_data(uint16_t block)
{
    return blocks[block - 1U];
}

static unsigned blocks_of(uint64_t size)
{
    return (unsigned)((size + RAMFS_BLOCK - 1) / RAMFS_BLOCK);
}

/* There is one: callers have counted. */
static uint16_t take_block(void)
{
    uint16_t block = free_block;

    free_block = after[block];
    free_blocks--;
    after[block] = END;
    memset(block_data(block), 0, RAMFS_BLOCK);
    return block;
}

static void give_blocks(uint16_t block)
{
    while (block != END) {
        uint16_t next = after[block];

        after[block] = free_block;
        free_block = block;
        free_blocks++;
        block = next;
    }
}

/* Where the number of a file's index-th block stands: in the node, or after the block before. */
static uint16_t *link_of(struct node *n, unsigned index)
{
    uint16_t *link = &n->block;

    while (index-- > 0)
        link = &after[*link];
    return link;
}

/* ---- nodes -------------------------------------------------------------------------------- */

static void touch(struct node *n)
{
    n->modified = n->changed = time(NULL);
}

static unsigned number_of(const struct node *n)
{
    return (unsigned)(n - nodes);
}

static struct node *free_node(void)
{
    for (unsigned i = 0; i < RAMFS_NODES; i++)
        if (nodes[i].kind == 0)
            return &nodes[i];
    return NULL;
}

static void release_if_unused(struct node *n)
{
    if (n->linked || n->holds > 0)
        return;
    give_blocks(n->block);
    n->kind = 0;
    free_nodes++;
}

static void attach(struct node *n, unsigned dir, const char *name, size_t length)
{
    uint16_t *link = &nodes[dir].first;

    while (*link != NONE)
        link = &nodes[*link].next;
    *link = (uint16_t)number_of(n);
    n->next = NONE;
    n->parent = (uint16_t)dir;
    n->place = next_place++;
    n->linked = true;
    memmove(n->name, name, length); /* a file may keep its own name */
    n->name[length] = '\0';
    touch(&nodes[dir]);
}

static void detach(struct node *n)
{
    uint16_t *link = &nodes[n->parent].first;

    while (*link != number_of(n))
        link = &nodes[*link].next;
    *link = n->next;
    n->linked = false;
    touch(&nodes[n->parent]);
}

/* ---- the tree ----------------------------------------------------------------------------- */

static int find(unsigned dir, const char *name, size_t length)
{
    for (unsigned i = nodes[dir].first; i != NONE; i = nodes[i].next)
        if (strncmp(nodes[i].name, name, length) == 0 && nodes[i].name[length] == '\0')
            return (int)i;
    return -ENOENT;
}

static unsigned parent(unsigned dir)
{
    return nodes[dir].parent;
}

static unsigned directories_in(const struct node *dir)
{
    unsigned count = 0;

    for (unsigned i = dir->first; i != NONE; i = nodes[i].next)
        count += nodes[i].kind == FS_KIND_DIRECTORY;
    return count;
}

static void stat_node(unsigned node, struct fs_status *status)
{
    const struct node *n = &nodes[node];
    bool is_dir = n->kind == FS_KIND_DIRECTORY;

    *status = (struct fs_status){
        .device = RAMFS_DEVICE,
        .number = node + 1, /* 0 is no number for some programs */
        .kind = n->kind,
        .mode = n->mode,
        .links = !n->linked ? 0
                 : is_dir   ? 2 + directories_in(n)
                            : 1,
        .size = n->size,
        .blocks = (uint64_t)blocks_of(n->size) * (RAMFS_BLOCK / 512),
        .modified = n->modified,
        .changed = n->changed,
    };
}

/* The part of a block that `size` bytes from `offset` on fill. */
static size_t part_of(size_t offset, size_t size)
{
    return RAMFS_BLOCK - offset < size ? RAMFS_BLOCK - offset : size;
}

/* Between a file's blocks, which are there, and memory. */
static void copy_out(struct node *n, uint64_t at, unsigned char *to, size_t size)
{
    uint16_t block = *link_of(n, (unsigned)(at / RAMFS_BLOCK));
    size_t offset = at % RAMFS_BLOCK;

    for (size_t part; size > 0; to += part, size -= part, offset = 0, block = after[block]) {
        part = part_of(offset, size);
        memcpy(to, block_data(block) + offset, part);
    }
}

static void copy_in(struct node *n, uint64_t at, const unsigned char *from, size_t size)
{
    uint16_t block = *link_of(n, (unsigned)(at / RAMFS_BLOCK));
    size_t offset = at % RAMFS_BLOCK;

    for (size_t part; size > 0; from += part, size -= part, offset = 0, block = after[block]) {
        part = part_of(offset, size);
        memcpy(block_data(block) + offset, from, part);
    }
}

static int64_t read_file(unsigned file, uint64_t at, void *data, size_t size)
{
    struct node *n = &nodes[file];

    if (at >= n->size)
        return 0;
    if (size > n->size - at)
        size = (size_t)(n->size - at);
    copy_out(n, at, data, size);
    return (int64_t)size;
}

/* Gives the file the blocks for `size` bytes, which are free. */
static void add_blocks(struct node *n, uint64_t size)
{
    unsigned have = blocks_of(n->size), want = blocks_of(size);
    uint16_t *link = link_of(n, have);

    for (; have < want; have++) {
        *link = take_block();
        link = &after[*link];
    }
}

/* Bytes that the file could have at most. */
static uint64_t size_limit(const struct node *n)
{
    return (uint64_t)(blocks_of(n->size) + free_blocks) * RAMFS_BLOCK;
}

static int64_t write_file(unsigned file, uint64_t at, const void *data, size_t size)
{
    struct node *n = &nodes[file];
    uint64_t limit = size_limit(n);

    if (size == 0)
        return 0;
    if (at > FILE_MAX)
        return -EFBIG;
    if (at >= limit)
        return -ENOSPC;
    if (size > limit - at)
        size = (size_t)(limit - at);
    if (at + size > n->size) {
        add_blocks(n, at + size);
        n->size = at + size;
    }
    copy_in(n, at, data, size);
    touch(n);
    return (int64_t)size;
}

static void shrink(struct node *n, uint64_t size)
{
    uint16_t *link = link_of(n, blocks_of(size));

    give_blocks(*link);
    *link = END;
    if (size % RAMFS_BLOCK) {
        uint16_t last = *link_of(n, blocks_of(size) - 1);

        memset(block_data(last) + size % RAMFS_BLOCK, 0, RAMFS_BLOCK - size % RAMFS_BLOCK);
    }
}

static int truncate_file(unsigned file, uint64_t size)
{
    struct node *n = &nodes[file];

    if (size > FILE_MAX)
        return -EFBIG;
    if (size > size_limit(n))
        return -ENOSPC;
    if (size > n->size)
        add_blocks(n, size);
    else if (size < n->size)
        shrink(n, size);
    n->size = size;
    touch(n);
    return 0;
}

static void entry(struct fs_entry *to, unsigned node, const char *name)
{
    to->number = node + 1;
    to->kind = nodes[node].kind;
    strcpy(to->name, name);
}

static int next_entry(unsigned dir, uint64_t *place, struct fs_entry *to)
{
    unsigned i = nodes[dir].first;

    if (!nodes[dir].linked)
        return 0;
    if (*place < FIRST_PLACE) {
        entry(to, *place == 0 ? dir : nodes[dir].parent, *place == 0 ? "." : "..");
        ++*place;
        return 1;
    }
    while (i != NONE && nodes[i].place < *place)
        i = nodes[i].next;
    if (i == NONE)
        return 0;
    entry(to, i, nodes[i].name);
    *place = nodes[i].place + 1;
    return 1;
}

static bool is_empty(unsigned dir)
{
    return nodes[dir].first == NONE;
}

static int hold(unsigned node)
{
    if (nodes[node].holds == UINT16_MAX)
        return -ENFILE;
    nodes[node].holds++;
    return 0;
}

static void drop(unsigned node)
{
    nodes[node].holds--;
    release_if_unused(&nodes[node]);
}

/* ---- changes ------------------------------------------------------------------------------ */

static int make(unsigned dir, const char *name, size_t length, enum fs_kind kind, uint32_t mode)
{
    struct node *n = free_node();

    if (!n)
        return -ENOSPC;
    *n = (struct node){
        .kind = (uint8_t)kind, .mode = mode & 0777, .first = NONE, .next = NONE, .block = END};
    free_nodes--;
    attach(n, dir, name, length);
    touch(n);
    return (int)number_of(n);
}

static void remove_node(unsigned node)
{
    detach(&nodes[node]);
    nodes[node].changed = time(NULL);
    release_if_unused(&nodes[node]);
}

static void move(unsigned node, unsigned dir, const char *name, size_t length)
{
    detach(&nodes[node]);
    attach(&nodes[node], dir, name, length);
    nodes[node].changed = time(NULL);
}

static void set_mode(unsigned node, uint32_t mode)
{
    nodes[node].mode = mode & 0777;
    nodes[node].changed = time(NULL);
}

static const struct fs_tree_changes changes = {
    .write = write_file,
    .truncate = truncate_file,
    .make = make,
    .remove = remove_node,
    .move = move,
    .set_mode = set_mode,
};

const struct fs_tree ramfs = {
    .changes = &changes,
    .find = find,
    .parent = parent,
    .stat = stat_node,
    .read = read_file,
    .next = next_entry,
    .is_empty = is_empty,
    .hold = hold,
    .drop = drop,
};

void ramfs_init(void)
{
    memset(nodes, 0, sizeof nodes);
    for (unsigned i = 0; i <= RAMFS_BLOCKS; i++)
        after[i] = (uint16_t)(i < RAMFS_BLOCKS ? i + 1 : END);
    after[0] = END;
    free_block = 1;
    free_blocks = RAMFS_BLOCKS;
    free_nodes = RAMFS_NODES - 1;
    next_place = FIRST_PLACE;
    nodes[ROOT] = (struct node){.kind = FS_KIND_DIRECTORY,
                                .linked = true,
                                .mode = 0777,
                                .parent = ROOT,
                                .first = NONE,
                                .next = NONE};
    touch(&nodes[ROOT]);
}

void ramfs_get_space(struct fs_space *space)
{
    *space = (struct fs_space){.block = RAMFS_BLOCK,
                               .blocks = RAMFS_BLOCKS,
                               .blocks_free = free_blocks,
                               .files = RAMFS_NODES,
                               .files_free = free_nodes};
}
