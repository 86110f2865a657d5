/* Runs each function of a driver COUNT times under callgrind, one dump for each.
 *
 * Before anything is counted every function runs once, which resolves symbols and fills free lists,
 * and what came back is compared with what was sent: a driver that does less is not measured.
 * Collection is on in the loop alone; the loop over a function that does nothing is the first dump,
 * and is taken off by the reader. */
#include "shape.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <valgrind/callgrind.h>

enum { COUNT = 1000 };

static struct shape_a sent_a;
static struct shape_b sent_b;
static struct shape_c sent_c;
const struct shape_a *shape_a_in = &sent_a;
const struct shape_b *shape_b_in = &sent_b;
const struct shape_c *shape_c_in = &sent_c;
struct shape_a shape_a_out;
struct shape_b shape_b_out;
struct shape_c shape_c_out;
const volatile void *volatile shape_found;
volatile size_t shape_count;

static void fill(void)
{
    sent_a = (struct shape_a){.id = 123456, .time = 1700000000123456U, .level = -4711};
    sent_b.name_len = (size_t)sprintf(sent_b.name, "pressure of the second pump");
    sent_b.value_count = SHAPE_VALUES;
    for (uint32_t i = 0; i < SHAPE_VALUES; i++)
        sent_b.values[i] = 1000003 * (i + 1);
    sent_c.id = 77;
    sent_c.item_count = SHAPE_ITEMS;
    for (uint32_t i = 0; i < SHAPE_ITEMS; i++) {
        struct shape_item *item = &sent_c.items[i];
        item->id = 500 + i;
        item->label_len = (size_t)sprintf(item->label, "label of item no. %u", i);
    }
    sent_c.data_size = SHAPE_DATA;
    for (uint32_t i = 0; i < SHAPE_DATA; i++)
        sent_c.data[i] = (uint8_t)(i * 31 + 7);
}

static int same_b(void)
{
    return shape_b_out.name_len == sent_b.name_len &&
           memcmp(shape_b_out.name, sent_b.name, sent_b.name_len + 1) == 0 &&
           shape_b_out.value_count == sent_b.value_count &&
           memcmp(shape_b_out.values, sent_b.values, sizeof sent_b.values) == 0;
}

static int same_c(void)
{
    if (shape_c_out.id != sent_c.id || shape_c_out.item_count != sent_c.item_count ||
        shape_c_out.data_size != sent_c.data_size ||
        memcmp(shape_c_out.data, sent_c.data, SHAPE_DATA) != 0)
        return 0;
    for (size_t i = 0; i < SHAPE_ITEMS; i++) {
        const struct shape_item *in = &sent_c.items[i], *out = &shape_c_out.items[i];
        if (out->id != in->id || out->label_len != in->label_len ||
            memcmp(out->label, in->label, in->label_len + 1) != 0)
            return 0;
    }
    return 1;
}

static int same(int shape)
{
    if (shape == 0)
        return shape_a_out.id == sent_a.id && shape_a_out.time == sent_a.time &&
               shape_a_out.level == sent_a.level;
    return shape == 1 ? same_b() : same_c();
}

static int nothing(void)
{
    return 1;
}

/* The loop that is counted. */
static __attribute__((noinline)) int repeat(shape_fn *fn)
{
    int good = 1;
    for (int i = 0; i < COUNT; i++)
        good &= fn();
    return good;
}

static void measure(const char *what, int shape, shape_fn *fn)
{
    char name[64];
    if (!fn)
        return;
    sprintf(name, "%s %c", what, 'a' + shape);
    if (!fn()) {
        fprintf(stderr, "bench-codegen: %s fails\n", name);
        exit(1);
    }
    CALLGRIND_TOGGLE_COLLECT;
    int good = repeat(fn);
    CALLGRIND_TOGGLE_COLLECT;
    CALLGRIND_DUMP_STATS_AT(name);
    if (!good) {
        fprintf(stderr, "bench-codegen: %s fails in the loop\n", name);
        exit(1);
    }
}

int main(void)
{
    fill();
    for (int warm = 0; warm < 2; warm++)
        for (int i = 0; i < 3; i++) {
            int good = shape_driver.encode[i]() &&
                       (!shape_driver.verify[i] || shape_driver.verify[i]()) &&
                       shape_driver.decode[i]();
            if (!good || !same(i)) {
                fprintf(stderr, "bench-codegen: shape %c does not come back\n", 'a' + i);
                return 1;
            }
        }
    measure("nothing", 0, nothing);
    for (int i = 0; i < 3; i++) {
        measure("encode", i, shape_driver.encode[i]);
        measure("verify", i, shape_driver.verify[i]);
        measure("decode", i, shape_driver.decode[i]);
        measure("in_place", i, shape_driver.in_place[i]);
    }
    return 0;
}
