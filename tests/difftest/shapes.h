/* The shapes of a random solution, between the files that write it. */
#ifndef DIFFTEST_SHAPES_H
#define DIFFTEST_SHAPES_H

#include "rnd.h"

#include <stdio.h>

enum { INTERFACES = 3, METHODS = 3, PARAMS = 4, FIELDS = 3, COMPONENTS = 2, CLASSES = 4, LEAVES = 3 };

enum shape { INT, TEXT, BYTES, STRUCT, UNION, ARRAY, SEQUENCE, HANDLE, SHAPES };

struct type {
    enum shape shape;
    unsigned bits;
    bool is_signed;
    unsigned count;
    struct type *elem;          /* ARRAY, SEQUENCE */
    unsigned which;             /* STRUCT, UNION: number in its interface */
};

struct composite {
    struct type fields[FIELDS];
};

struct param {
    struct type type;
    char direction; /* i, o, e */
};

struct method {
    unsigned count;
    struct param params[PARAMS];
};

struct interface {
    struct composite structs[2], unions[1];
    struct method methods[METHODS];
};

struct leaf {
    char path[32];
    unsigned interface;
    int component; /* -1: the class itself declares the endpoint */
};

struct class {
    unsigned count;
    struct leaf leaves[LEAVES];
    bool secured; /* has the security interface S */
};

struct solution {
    struct rnd *r;
    struct interface interfaces[INTERFACES];
    unsigned components[COMPONENTS]; /* the interface each offers as endpoint `e` */
    struct class classes[CLASSES];
    bool categories; /* the object of Mic has some */
    FILE *out;
};

enum { PATHS_MAX = 64 };

struct path {
    char text[120];
    const struct type *type;
};

struct paths {
    struct path list[PATHS_MAX];
    unsigned count;
};

/* What a rule may look at. */
struct scope {
    struct paths paths;
    bool has_dst; /* dst_sid may be used */
};

FILE *open_file(const char *dir, const char *name);

/* Makes interfaces, components and classes, and writes their descriptions below `dir`. */
void put_descriptions(const char *dir, struct solution *s);
struct type random_int(struct rnd *r);
/* What rules can name of the parameters of one direction: 'i', 'o' or 'e'. */
void method_paths(struct solution *s, struct paths *out, unsigned interface, unsigned method,
                  char direction);

/* A path to an integer; of the type of `like` when that is given. NULL when there is none. */
const struct path *int_path(struct solution *s, const struct scope *scope, const struct type *like);
/* A path to a text, NULL when there is none. */
const struct path *text_path(struct solution *s, const struct scope *scope);
void put_sid(struct solution *s, const struct scope *scope);
/* An integer of the given type. */
void put_int(struct solution *s, const struct scope *scope, const struct type *t, unsigned depth);
void put_bool(struct solution *s, const struct scope *scope, unsigned depth);

/* The rules of a block. */
void put_items(struct solution *s, const struct scope *scope, unsigned depth);
void put_level(struct solution *s);
void put_mic_rule(struct solution *s, const struct scope *scope);

#endif
