/* Pools of equal small objects, cut from single pages. Pages stay with their pool. */
#include "kernel.h"

static struct pool *pools; /* that were ever used */
static uint64_t pages;     /* that all of them have */

uint64_t pool_pages(void)
{
    return pages;
}

bool pool_in_use(const char *name, uint64_t *count)
{
    for (const struct pool *p = pools; p; p = p->next) {
        if (strcmp(p->name, name) == 0) {
            *count = p->used;
            return true;
        }
    }
    return false;
}

static bool grow(struct pool *pool)
{
    char *page = pages_alloc(0);

    if (!page)
        return false;
    pages++;
    if (!pool->free.next) {
        list_init(&pool->free);
        pool->next = pools;
        pools = pool;
    }
    for (size_t at = 0; at + pool->size <= KOS_PAGE_SIZE; at += pool->size)
        list_append(&pool->free, (struct list *)(void *)(page + at));
    return true;
}

void *pool_alloc(struct pool *pool)
{
    if (pool->used >= pool->limit)
        return NULL;
    if ((!pool->free.next || list_empty(&pool->free)) && !grow(pool))
        return NULL;

    struct list *object = list_first(&pool->free);

    list_remove(object);
    memset(object, 0, pool->size);
    pool->used++;
    return object;
}

void pool_free(struct pool *pool, void *object)
{
    kassert(pool->used > 0);
    memset(object, 0xdb, pool->size); /* a stale pointer shall be seen */
    list_init(object);
    list_append(&pool->free, object);
    pool->used--;
}
