/* Views: structs described by tables, so that templates and the JSON dump read them by name.
 *
 * A type table lists the fields of one C struct: name, kind and either the place of the value in
 * the struct or a getter. Nothing is copied: a view is a pointer and its type. The same mechanism
 * serves the model (view_model.c) and the back ends' own structs (compiler/back/c_view.c).
 * Tables are constant and shared by all sessions. */
#ifndef NKC_MODEL_VIEW_H
#define NKC_MODEL_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum nkc_view_kind {
    NKC_VIEW_TEXT,   /* const char *, NULL = absent */
    NKC_VIEW_NUMBER, /* unsigned, 1 to 8 bytes */
    NKC_VIEW_BOOL,
    NKC_VIEW_OBJECT, /* another described struct, NULL = absent */
    NKC_VIEW_LIST,   /* of objects; when the item type is NULL, of numbers or texts */
};

struct nkc_view_type;

struct nkc_view_list {
    const struct nkc_view_type *type; /* of the items; NULL: numbers or texts */
    const char *data;
    size_t len, stride;
    bool by_pointer; /* data holds pointers to the items */
    bool numbers;    /* the items are numbers of `stride` bytes */
};

struct nkc_view_value {
    enum nkc_view_kind kind;
    union {
        const char *text;
        uint64_t number;
        bool flag;
        struct {
            const struct nkc_view_type *type;
            const void *data;
        } object;
        struct nkc_view_list list;
    };
};

struct nkc_view_field {
    const char *name;
    const char *help; /* one sentence for docs/templates.md; NULL in private views */
    enum nkc_view_kind kind;
    bool by_pointer; /* object: member is a pointer; list: items are pointers */
    bool numbers;    /* list: items are numbers */
    bool optional;   /* dumps leave it out when absent, empty, zero or false */
    bool is_place;   /* where it was written: no part of the meaning */
    bool derived;    /* follows from other fields: for templates, never dumped */
    uint16_t size;   /* number: bytes of the member; list: bytes of an item */
    size_t offset;
    const struct nkc_view_type *type; /* object, list of objects */
    /* When set, dumps show the object (or the items) by this view: a reference by name. */
    const struct nkc_view_type *dump_as;
    /* When set, computes the value instead: fills the union and may change nothing else. */
    void (*get)(const void *object, struct nkc_view_value *value);
};

struct nkc_view_type {
    const char *name;
    const char *help; /* as above */
    const struct nkc_view_field *fields;
    size_t field_count;
};

/* Reads one field of an object of the type that owns the field. */
struct nkc_view_value nkc_view_get(const struct nkc_view_field *field, const void *object);

/* Item `index` of a list of objects; texts and numbers have functions of their own. */
const void *nkc_view_item(const struct nkc_view_list *list, size_t index);
const char *nkc_view_text(const struct nkc_view_list *list, size_t index);
uint64_t nkc_view_number(const struct nkc_view_list *list, size_t index);

/* What dumps of the meaning show of a field: false when they leave it out. With `places` they show
 * where things were written, too. */
bool nkc_view_dumped(const struct nkc_view_field *field, const void *object, bool places,
                     struct nkc_view_value *value);
/* The name among the fields of `type` nearest to `name`, or NULL. */
const char *nkc_view_nearest(const struct nkc_view_type *type, const char *name);

/* Whether a section over the value is entered: not absent, empty, zero or false. */
bool nkc_view_truth(const struct nkc_view_value *value);

/* ---- tables ----------------------------------------------------------------------------- */

/* What a row says about a member of struct S: for rows that also carry help or flags,
 * `{.name = "size", NKC_F_NUMBER(struct nkc_type, size), .help = "..."}`. */
#define NKC_F_TEXT(S, member) .kind = NKC_VIEW_TEXT, .offset = offsetof(S, member)
#define NKC_F_NUMBER(S, member)                                                                    \
    .kind = NKC_VIEW_NUMBER, .offset = offsetof(S, member), .size = sizeof((S *)0)->member
#define NKC_F_BOOL(S, member) .kind = NKC_VIEW_BOOL, .offset = offsetof(S, member)
/* A struct inside S, or behind a pointer in S. */
#define NKC_F_OBJECT(S, member, item)                                                              \
    .kind = NKC_VIEW_OBJECT, .offset = offsetof(S, member), .type = &(item)
#define NKC_F_POINTER(S, member, item)                                                             \
    .kind = NKC_VIEW_OBJECT, .by_pointer = true, .offset = offsetof(S, member), .type = &(item)
/* An NKC_VEC of structs, of pointers to structs, of texts, of numbers. */
#define NKC_F_LIST(S, member, item)                                                                \
    .kind = NKC_VIEW_LIST, .offset = offsetof(S, member), .size = sizeof *((S *)0)->member.data,   \
    .type = &(item)
#define NKC_F_POINTERS(S, member, item)                                                            \
    .kind = NKC_VIEW_LIST, .by_pointer = true, .offset = offsetof(S, member),                      \
    .size = sizeof(void *), .type = &(item)
#define NKC_F_TEXTS(S, member)                                                                     \
    .kind = NKC_VIEW_LIST, .offset = offsetof(S, member), .size = sizeof(char *)
#define NKC_F_NUMBERS(S, member)                                                                   \
    .kind = NKC_VIEW_LIST, .numbers = true, .offset = offsetof(S, member),                         \
    .size = sizeof *((S *)0)->member.data
/* Computed. `item` is a pointer: NULL for plain values. */
#define NKC_F_COMPUTED(value_kind, function, item)                                                 \
    .kind = (value_kind), .get = (function), .type = (item)

/* Whole rows of private views; `label` is the name a reader sees. */
#define NKC_V_TEXT(label, S, member)                                                               \
    {                                                                                              \
        .name = label, NKC_F_TEXT(S, member)                                                       \
    }
#define NKC_V_NUMBER(label, S, member)                                                             \
    {                                                                                              \
        .name = label, NKC_F_NUMBER(S, member)                                                     \
    }
#define NKC_V_BOOL(label, S, member)                                                               \
    {                                                                                              \
        .name = label, NKC_F_BOOL(S, member)                                                       \
    }
#define NKC_V_OBJECT(label, S, member, item)                                                       \
    {                                                                                              \
        .name = label, NKC_F_OBJECT(S, member, item)                                               \
    }
#define NKC_V_POINTER(label, S, member, item)                                                      \
    {                                                                                              \
        .name = label, NKC_F_POINTER(S, member, item)                                              \
    }
#define NKC_V_LIST(label, S, member, item)                                                         \
    {                                                                                              \
        .name = label, NKC_F_LIST(S, member, item)                                                 \
    }
#define NKC_V_POINTERS(label, S, member, item)                                                     \
    {                                                                                              \
        .name = label, NKC_F_POINTERS(S, member, item)                                             \
    }
#define NKC_V_TEXTS(label, S, member)                                                              \
    {                                                                                              \
        .name = label, NKC_F_TEXTS(S, member)                                                      \
    }
#define NKC_V_COMPUTED(label, value_kind, function, item)                                          \
    {                                                                                              \
        .name = label, NKC_F_COMPUTED(value_kind, function, item)                                  \
    }

#define NKC_V_TYPE(label, table)                                                                   \
    {                                                                                              \
        .name = label, .fields = (table), .field_count = sizeof(table) / sizeof *(table)           \
    }
/* With help, for documented views. */
#define NKC_V_TYPE_HELP(label, table, text)                                                        \
    {                                                                                              \
        .name = label, .help = text, .fields = (table),                                            \
        .field_count = sizeof(table) / sizeof *(table)                                             \
    }

#endif
