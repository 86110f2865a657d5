/* Messages that mostly fit their type, with values near the constants that policies use; some are
 * damaged in one place. */
#include "event.h"

struct maker {
    struct random_event *e;
    struct rnd *r;
    uint32_t used;
};

static void store32(uint8_t *p, uint32_t v)
{
    memcpy(p, &v, sizeof v);
}

static void fill(struct maker *m, const struct nkc_type *t, uint8_t *p);

static uint32_t allocate(struct maker *m, uint32_t size, uint32_t align)
{
    uint32_t at = (m->used + align - 1) & ~(align - 1);

    m->used = at + size;
    return at;
}

static void fill_text(struct maker *m, const struct nkc_type *t, uint8_t *p)
{
    uint32_t length = rnd_below(m->r, (unsigned)t->count + 1), at;

    if (rnd_percent(m->r, 20)) { /* no chunk at all */
        store32(p, 0);
        store32(p + 4, 0);
        return;
    }
    at = allocate(m, length + 1, 1);
    for (uint32_t i = 0; i < length; i++)
        m->e->data[at + i] = (uint8_t)('a' + rnd_below(m->r, rnd_percent(m->r, 85) ? 3 : 26));
    if (length >= 2 && rnd_percent(m->r, 20)) {
        m->e->data[at] = 0xc3;
        m->e->data[at + 1] = 0xa9;
    }
    m->e->data[at + length] = 0;
    store32(p, at);
    store32(p + 4, length + 1);
}

static void fill_chunk(struct maker *m, const struct nkc_type *t, uint8_t *p)
{
    const uint32_t item = t->kind == NKC_SEQUENCE ? t->elem->size : 1;
    const uint32_t align = t->kind == NKC_SEQUENCE ? t->elem->align : 1;
    uint32_t count = rnd_below(m->r, (unsigned)t->count + 1), at = allocate(m, count * item, align);

    for (uint32_t i = 0; i < count && t->kind == NKC_SEQUENCE; i++)
        fill(m, t->elem, m->e->data + at + i * item);
    store32(p, at);
    store32(p + 4, count * item);
}

static void fill(struct maker *m, const struct nkc_type *t, uint8_t *p)
{
    uint64_t number;

    switch (t->kind) {
    case NKC_INT:
        number = rnd_number(m->r, t->width * 8u);
        memcpy(p, &number, t->width);
        break;
    case NKC_HANDLE:
        store32(p, rnd_below(m->r, SID_COUNT + 2));
        store32(p + 4, (uint32_t)rnd_number(m->r, 32));
        break;
    case NKC_STRING:
        fill_text(m, t, p);
        break;
    case NKC_BYTES:
    case NKC_SEQUENCE:
        fill_chunk(m, t, p);
        break;
    case NKC_ARRAY:
        for (uint64_t i = 0; i < t->count; i++)
            fill(m, t->elem, p + i * t->elem->size);
        break;
    case NKC_UNION:
        store32(p, rnd_below(m->r, (unsigned)t->composite->fields.len));
        memcpy(&number, p, 4);
        fill(m, t->composite->fields.data[(uint32_t)number].type, p + t->composite->data_offset);
        break;
    case NKC_STRUCT:
        NKC_FOREACH(i, &t->composite->fields)
            fill(m, t->composite->fields.data[i].type, p + t->composite->fields.data[i].offset);
        break;
    }
}

static void damage(struct maker *m, uint32_t size)
{
    struct nk_message *msg = (struct nk_message *)(void *)m->e->message;

    switch (rnd_below(m->r, 6)) {
    case 0:
        msg->iid = (nk_iid_t)rnd_below(m->r, 6);
        break;
    case 1:
        msg->mid = (nk_mid_t)rnd_below(m->r, 6);
        break;
    case 2:
        msg->ex.size_ex = (size + 8 * rnd_below(m->r, 3)) & 0x7fffff;
        break;
    case 3:
        msg->ex.ncaps = rnd_below(m->r, 3) & 0xff;
        break;
    case 4:
        m->used += rnd_below(m->r, 4);
        if (m->used && rnd_percent(m->r, 60))
            m->e->data[rnd_below(m->r, m->used)] = (uint8_t)rnd_next(m->r);
        break;
    default:
        if (size > 24)
            m->e->message[24 + rnd_below(m->r, size - 24)] = (uint8_t)rnd_number(m->r, 8);
        break;
    }
}

/* The message of a method of a class; an empty one of 24 bytes when there is no method. */
static void make_message(struct maker *m, const struct nkc_message *type, unsigned iid, unsigned mid)
{
    struct nk_message *msg = (struct nk_message *)(void *)m->e->message;
    uint32_t size = type ? type->size : 24;

    memset(m->e->message, 0, size);
    memset(m->e->data, 0, 1024);
    msg->iid = (nk_iid_t)iid;
    msg->mid = (nk_mid_t)mid;
    msg->ex.size_ex = size & 0x7fffff;
    msg->ex.ncaps = type ? type->handle_count & 0xff : 0;
    if (type)
        NKC_FOREACH(i, &type->params)
            fill(m, type->params.data[i].type, m->e->message + type->params.data[i].offset);
    if (type && rnd_percent(m->r, 15))
        damage(m, size);
}

static unsigned pick_class(struct policy *p, struct rnd *r)
{
    return rnd_percent(r, 1) ? (unsigned)p->classes.len : rnd_below(r, (unsigned)p->classes.len);
}

static const struct nkc_interface *pick_interface(const struct nkc_component *c, bool security,
                                                  struct rnd *r, unsigned *iid)
{
    const size_t count = security ? c->security_leaves.len : c->leaves.len;

    if (count == 0)
        return NULL;
    *iid = rnd_below(r, (unsigned)count);
    return security ? c->security_leaves.data[*iid].interface
                    : c->leaves.data[*iid].endpoint->interface;
}

void event_make(struct random_event *e, struct policy *p, struct rnd *r)
{
    static const enum nkc_direction directions[] = {
        [KSM_EXECUTE] = NKC_REQ, [KSM_REQUEST] = NKC_REQ, [KSM_RESPONSE] = NKC_RES,
        [KSM_ERROR] = NKC_ERR,   [KSM_SECURITY] = NKC_REQ};
    static const uint8_t often[] = {KSM_REQUEST,  KSM_REQUEST, KSM_REQUEST, KSM_RESPONSE,
                                    KSM_RESPONSE, KSM_ERROR,   KSM_SECURITY, KSM_EXECUTE};
    struct maker m = {.e = e, .r = r};
    const struct nkc_message *type = NULL;
    unsigned iid = 0, mid = 0, kind = often[rnd_below(r, sizeof often)], server;

    memset(&e->event, 0, sizeof e->event);
    e->event.kind = (nk_uint16_t)kind;
    e->event.src_class = (nk_uint16_t)pick_class(p, r);
    e->event.dst_class = kind == KSM_SECURITY ? KSM_NO_CLASS : (nk_uint16_t)pick_class(p, r);
    e->event.src_sid = SID_FIRST + rnd_below(r, SID_COUNT);
    e->event.dst_sid = kind == KSM_SECURITY ? 0 : SID_FIRST + rnd_below(r, SID_COUNT);
    server = kind == KSM_REQUEST ? e->event.dst_class : e->event.src_class;
    if (kind != KSM_EXECUTE && server < p->classes.len) {
        const struct nkc_interface *i = pick_interface(p->classes.data[server]->component,
                                                       kind == KSM_SECURITY, r, &iid);
        if (i) {
            mid = rnd_below(r, (unsigned)i->methods.len);
            type = &i->methods.data[mid]->message[directions[kind]];
        }
    }
    make_message(&m, type, iid, mid);
    e->arena = (struct nk_arena){.start = e->data, .current = e->data + m.used, .end = e->data + sizeof e->data};
    e->event.msg = (const struct nk_message *)(const void *)e->message;
    e->event.arena = &e->arena;
}
