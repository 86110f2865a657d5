/* Random patterns over the letters that texts of events are made of. */
#include "pattern.h"

static void put_set(FILE *out, struct rnd *r)
{
    static const char *const sets[] = {"[ab]", "[^a]", "[a-c]", "[b-]", "[^ab]", "[a-z]", "[\\\\]]"};

    fputs(sets[rnd_below(r, sizeof sets / sizeof sets[0])], out);
}

/* What `!` may stand before: all its texts have known lengths, or it has texts of any length. */
static void put_plain(FILE *out, struct rnd *r)
{
    switch (rnd_below(r, 5)) {
    case 0:
        put_set(out, r);
        break;
    case 1:
        fprintf(out, "(%c%c|%c)", 'a' + (int)rnd_below(r, 3), 'a' + (int)rnd_below(r, 3),
                'a' + (int)rnd_below(r, 3));
        break;
    case 2:
        fprintf(out, "(%c*)", 'a' + (int)rnd_below(r, 3));
        break;
    default:
        fputc('a' + (int)rnd_below(r, 3), out);
        break;
    }
}

static void put_both(FILE *out, struct rnd *r, unsigned depth);

static void put_atom(FILE *out, struct rnd *r, unsigned depth)
{
    switch (rnd_below(r, 10)) {
    case 0:
        fputs(".", out);
        break;
    case 1:
        put_set(out, r);
        break;
    case 2:
        fputs("!", out);
        put_plain(out, r);
        break;
    case 3:
    case 4:
        if (depth) {
            fputs("(", out);
            put_both(out, r, depth - 1);
            fputs(")", out);
            break;
        }
        fputs(".*", out);
        break;
    case 5:
        fputs(rnd_percent(r, 50) ? "\\\\." : "\\\\!", out);
        break;
    default:
        fputc('a' + (int)rnd_below(r, 3), out);
        break;
    }
}

static void put_sequence(FILE *out, struct rnd *r, unsigned depth)
{
    for (unsigned n = 1 + rnd_below(r, 3); n; n--) {
        put_atom(out, r, depth);
        if (rnd_percent(r, 35))
            fputc("*+?"[rnd_below(r, 3)], out);
    }
}

static void put_both(FILE *out, struct rnd *r, unsigned depth)
{
    put_sequence(out, r, depth);
    while (rnd_percent(r, 30)) {
        fputc('|', out);
        put_sequence(out, r, depth);
    }
    if (rnd_percent(r, 10)) {
        fputc('&', out);
        put_both(out, r, depth);
    }
}

void put_pattern(FILE *out, struct rnd *r)
{
    fputc('"', out);
    put_both(out, r, 1);
    fputc('"', out);
}
