/* What every driver encodes and gives back, and what it defines.
 *
 * A driver is one peer's generated code in use: for each shape the functions that a program would
 * write to send and to receive it. encode_X turns the application's data into bytes in the driver's
 * own buffer; verify_X says whether these bytes are a good message; decode_X gives the application
 * its data back. All return 1 on success. A peer that checks while it decodes has no verify_X: it
 * leaves the entry null. in_place_X finds the data where it stands. With
 * SHAPE_NO_COPY or SHAPE_NO_IN_PLACE a driver that has both ways to decode leaves one out, for the
 * size of its code. */
#ifndef SHAPE_H
#define SHAPE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { SHAPE_VALUES = 32, SHAPE_ITEMS = 8, SHAPE_DATA = 4096, SHAPE_NAME = 32, SHAPE_LABEL = 24 };

struct shape_a {
    uint32_t id;
    uint64_t time;
    int32_t level;
};

/* Texts end with a zero byte, which the lengths leave out. */
struct shape_b {
    size_t name_len, value_count;
    char name[SHAPE_NAME + 1];
    uint32_t values[SHAPE_VALUES];
};

struct shape_item {
    uint32_t id;
    size_t label_len;
    char label[SHAPE_LABEL + 1];
};

struct shape_c {
    uint32_t id;
    size_t item_count, data_size;
    struct shape_item items[SHAPE_ITEMS];
    uint8_t data[SHAPE_DATA];
};

typedef int shape_fn(void);

struct shape_driver {
    shape_fn *encode[3], *verify[3], *decode[3];
    shape_fn *in_place[3]; /* decode without copying; null when the peer has no such thing */
};

/* The application's data, and where decode_X puts it. */
extern const struct shape_a *shape_a_in;
extern const struct shape_b *shape_b_in;
extern const struct shape_c *shape_c_in;
extern struct shape_a shape_a_out;
extern struct shape_b shape_b_out;
extern struct shape_c shape_c_out;
/* Where a reader in place leaves what it found, so that the compiler keeps the work. */
extern const volatile void *volatile shape_found;
extern volatile size_t shape_count;

extern const struct shape_driver shape_driver;

#ifdef __cplusplus
}
#endif

#endif
