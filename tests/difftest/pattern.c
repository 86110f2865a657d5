/* Patterns of Regex, matched on their syntax tree: each part leads from one place of the text to a set
 * of places, held as the bits of a word. No automaton, no alternatives to choose among
 * (security-models 6). */
#include "pattern.h"

#include <stdlib.h>
#include <string.h>

enum { NODES_MAX = 256, PLACES = 64 };

enum part { SET, EMPTY, CAT, ALT, AND, NOT, STAR, PLUS, OPT };

struct node {
    enum part part;
    int left, right;
    unsigned char set[256]; /* SET */
};

struct pattern {
    const char *at;
    struct node nodes[NODES_MAX];
    int count;
    const unsigned char *text;
    unsigned size;
};

/* ---- reading ---- */

static int add(struct pattern *p, enum part part, int left, int right)
{
    if (p->count == NODES_MAX)
        abort(); /* the generator makes none so large */
    p->nodes[p->count] = (struct node){.part = part, .left = left, .right = right};
    return p->count++;
}

static int both(struct pattern *p);

static unsigned char one_char(struct pattern *p)
{
    if (*p->at == '\\')
        p->at++;
    return (unsigned char)*p->at++;
}

static int set(struct pattern *p)
{
    int n = add(p, SET, -1, -1);
    const unsigned char negated = *p->at == '^';

    p->at += negated;
    memset(p->nodes[n].set, negated, sizeof p->nodes[n].set);
    while (*p->at != ']') {
        unsigned char from = one_char(p), to = from;

        if (p->at[0] == '-' && p->at[1] != ']') {
            p->at++;
            to = one_char(p);
        }
        for (unsigned c = from; c <= to; c++)
            p->nodes[n].set[c] = !negated;
    }
    p->at++;
    return n;
}

static int atom(struct pattern *p)
{
    int n;

    switch (*p->at) {
    case '(':
        p->at++;
        n = both(p);
        p->at++;
        return n;
    case '[':
        p->at++;
        return set(p);
    case '.':
        p->at++;
        n = add(p, SET, -1, -1);
        memset(p->nodes[n].set, 1, sizeof p->nodes[n].set);
        return n;
    default:
        n = add(p, SET, -1, -1);
        p->nodes[n].set[one_char(p)] = 1;
        return n;
    }
}

static int repeated(struct pattern *p)
{
    unsigned nots = 0;
    int n;

    for (; *p->at == '!'; p->at++)
        nots++;
    n = atom(p);
    while (nots--)
        n = add(p, NOT, n, -1);
    for (; *p->at && strchr("*+?", *p->at); p->at++)
        n = add(p, *p->at == '*' ? STAR : *p->at == '+' ? PLUS : OPT, n, -1);
    return n;
}

static int sequence(struct pattern *p)
{
    int n = add(p, EMPTY, -1, -1);

    while (*p->at && !strchr("|&)", *p->at)) {
        int right = repeated(p);
        n = add(p, CAT, n, right);
    }
    return n;
}

static int either(struct pattern *p)
{
    int n = sequence(p);

    while (*p->at == '|') {
        p->at++;
        int right = sequence(p);
        n = add(p, ALT, n, right);
    }
    return n;
}

static int both(struct pattern *p)
{
    int n = either(p);

    while (*p->at == '&') {
        p->at++;
        int right = either(p);
        n = add(p, AND, n, right);
    }
    return n;
}

/* ---- lengths that a part can have: bit n, or all above some number ---- */

struct lengths {
    uint64_t set;
    bool endless;
};

static struct lengths lengths_of(const struct pattern *p, int n)
{
    const struct node *x = &p->nodes[n];
    struct lengths l, r, sum = {0, false};

    switch (x->part) {
    case SET:
        return (struct lengths){2, false};
    case EMPTY:
        return (struct lengths){1, false};
    case STAR:
    case PLUS:
        l = lengths_of(p, x->left);
        return (struct lengths){l.set | 1, (l.set & ~UINT64_C(1)) != 0 || l.endless};
    case OPT:
        l = lengths_of(p, x->left);
        return (struct lengths){l.set | 1, l.endless};
    case NOT:
        return lengths_of(p, x->left);
    default:
        break;
    }
    l = lengths_of(p, x->left);
    r = lengths_of(p, x->right);
    if (x->part != CAT)
        return (struct lengths){l.set | r.set, l.endless || r.endless};
    for (unsigned i = 0; i < PLACES; i++)
        if (l.set >> i & 1)
            sum.set |= r.set << i;
    sum.endless = l.endless || r.endless;
    return sum;
}

/* ---- matching ---- */

static uint64_t places_behind(const struct pattern *p, int n, unsigned from);

static uint64_t behind_all(const struct pattern *p, int n, uint64_t from)
{
    uint64_t to = 0;

    for (unsigned i = 0; i <= p->size; i++)
        if (from >> i & 1)
            to |= places_behind(p, n, i);
    return to;
}

static uint64_t repeat(const struct pattern *p, int n, uint64_t reached)
{
    uint64_t before;

    do {
        before = reached;
        reached |= behind_all(p, n, reached);
    } while (reached != before);
    return reached;
}

/* Texts of the lengths that the part can have and that it does not match; all others when it can have
 * any length. */
static uint64_t negated(const struct pattern *p, int n, unsigned from)
{
    const struct lengths l = lengths_of(p, n);
    const uint64_t all = (UINT64_C(2) << p->size) - 1, ahead = all & ~((UINT64_C(1) << from) - 1);

    return (l.endless ? ahead : l.set << from & all) & ~places_behind(p, n, from);
}

/* The places that the part can lead to from place `from`. */
static uint64_t places_behind(const struct pattern *p, int n, unsigned from)
{
    const struct node *x = &p->nodes[n];
    const uint64_t here = UINT64_C(1) << from;

    switch (x->part) {
    case SET:
        return from < p->size && x->set[p->text[from]] ? here << 1 : 0;
    case EMPTY:
        return here;
    case CAT:
        return behind_all(p, x->right, places_behind(p, x->left, from));
    case ALT:
        return places_behind(p, x->left, from) | places_behind(p, x->right, from);
    case AND:
        return places_behind(p, x->left, from) & places_behind(p, x->right, from);
    case NOT:
        return negated(p, x->left, from);
    case STAR:
        return repeat(p, x->left, here);
    case PLUS:
        return repeat(p, x->left, places_behind(p, x->left, from));
    default:
        return here | places_behind(p, x->left, from);
    }
}

bool pattern_matches(const char *pattern, const unsigned char *text, unsigned size)
{
    static struct pattern p;
    int all;

    if (size >= PLACES - 1)
        abort(); /* the generator makes none so long */
    memset(&p, 0, sizeof p);
    p.at = pattern;
    p.text = text;
    p.size = size;
    all = both(&p);
    return places_behind(&p, all, 0) >> size & 1;
}
