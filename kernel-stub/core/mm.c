/* Physical pages: a buddy allocator over all RAM behind the kernel image. Blocks of 2^0 to 2^10
 * pages; one byte per page says what begins there. Constant work per order, no recursion. */
#include "boot.h"

#define PAGES_MAX ((RAM_LIMIT - RAM_BASE) / KOS_PAGE_SIZE)
#define NOT_FREE  0xff

static struct list free_blocks[PAGE_ORDER_MAX + 1];
UNSET static uint8_t
    free_order[PAGES_MAX]; /* order of the free block that begins here, or NOT_FREE */
static size_t free_pages;
static size_t reserve; /* pages that user_pages_alloc leaves */

/* The tables of the kernel at their bounds: 1024 pages of handles, 780 of subscriptions, 780 of
 * regions, 310 of memory objects, 520 of user objects, 160 of badges, 270 of the rest. */
#define PAGES_RESERVED 3900
_Static_assert(PAGES_RESERVED / 2 >= HANDLE_PAGES * KOS_PROCESSES_MAX, "PAGES_RESERVED");

static size_t page_number(const void *address)
{
    return (size_t)((virt_to_phys(address) - RAM_BASE) / KOS_PAGE_SIZE);
}

static void *page_address(size_t number)
{
    return phys_to_virt(RAM_BASE + (uint64_t)number * KOS_PAGE_SIZE);
}

static void add_block(size_t number, unsigned order)
{
    free_order[number] = (uint8_t)order;
    list_append(&free_blocks[order], page_address(number));
}

static void take_block(size_t number)
{
    free_order[number] = NOT_FREE;
    list_remove(page_address(number));
}

void mm_init(uint64_t from, uint64_t to)
{
    size_t n = (size_t)((from - RAM_BASE) / KOS_PAGE_SIZE);
    size_t end = (size_t)((to - RAM_BASE) / KOS_PAGE_SIZE);

    memset(free_order, NOT_FREE, sizeof(free_order));
    for (unsigned i = 0; i <= PAGE_ORDER_MAX; i++)
        list_init(&free_blocks[i]);
    while (n < end) {
        unsigned order = PAGE_ORDER_MAX;

        while (n % ((size_t)1 << order) != 0 || n + ((size_t)1 << order) > end)
            order--;
        add_block(n, order);
        free_pages += (size_t)1 << order;
        n += (size_t)1 << order;
    }
    reserve = free_pages / 8 < PAGES_RESERVED ? free_pages / 8 : PAGES_RESERVED;
}

void *pages_alloc(unsigned order)
{
    unsigned have = order;

    while (have <= PAGE_ORDER_MAX && list_empty(&free_blocks[have]))
        have++;
    if (have > PAGE_ORDER_MAX)
        return NULL;

    struct list *block = list_first(&free_blocks[have]);
    size_t number = page_number(block);

    take_block(number);
    while (have > order) {
        have--;
        add_block(number + ((size_t)1 << have), have);
    }
    free_pages -= (size_t)1 << order;
    memset(block, 0, (size_t)KOS_PAGE_SIZE << order);
    return block;
}

void *user_pages_alloc(unsigned order)
{
    return pages_free_count() >> order ? pages_alloc(order) : NULL;
}

void pages_free(void *address, unsigned order)
{
    size_t number = page_number(address);

    kassert(number % ((size_t)1 << order) == 0 && free_order[number] == NOT_FREE);
    free_pages += (size_t)1 << order;
    for (; order < PAGE_ORDER_MAX; order++) {
        size_t buddy = number ^ (size_t)1 << order;

        if (buddy >= PAGES_MAX || free_order[buddy] != order)
            break;
        take_block(buddy);
        if (buddy < number)
            number = buddy;
    }
    add_block(number, order);
}

unsigned order_of(size_t size)
{
    unsigned order = 0;

    while (order <= PAGE_ORDER_MAX && ((size_t)KOS_PAGE_SIZE << order) < size)
        order++;
    return order;
}

size_t pages_free_count(void)
{
    return free_pages > reserve ? free_pages - reserve : 0;
}
