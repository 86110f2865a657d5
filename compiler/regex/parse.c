/* The syntax of patterns: recursive descent, terms as result. */
#include "regex/term.h"

struct parser {
    struct rx *rx;
    const char *text;
    size_t size, at;
    unsigned depth;
    struct rx_fault *fault; /* kind RX_FINE until the first */
};

static rx_term fail(struct parser *p, enum rx_fault_kind kind, size_t begin, size_t end,
                    const char *text)
{
    if (p->fault->kind == RX_FINE)
        *p->fault = (struct rx_fault){
            .kind = kind, .begin = begin, .end = end > p->size ? p->size : end, .text = text};
    p->at = p->size; /* ends all loops */
    return RX_NOTHING;
}

static rx_term wrong(struct parser *p, const char *text)
{
    return fail(p, RX_SYNTAX, p->at, p->at + 1, text);
}

static int peek(const struct parser *p)
{
    return p->at < p->size ? (unsigned char)p->text[p->at] : -1;
}

static bool take(struct parser *p, char c)
{
    if (peek(p) != c)
        return false;
    p->at++;
    return true;
}

/* ---- characters ---- */

static int digit(int c, int base)
{
    int d = c >= '0' && c <= '9'         ? c - '0'
            : (c | 0x20) >= 'a' && c > 0 ? (c | 0x20) - 'a' + 10
                                         : base;
    return d < base ? d : -1;
}

/* `{HH..}` behind \x or \o: the code of a byte, -1 after a fault. */
static int parse_code(struct parser *p, size_t begin, int base)
{
    int code = 0, digits = 0;
    bool open = take(p, '{');
    for (; open && digit(peek(p), base) >= 0; p->at++, digits++)
        code = code > 0xff ? code : code * base + digit(peek(p), base);
    if (!open || digits == 0 || !take(p, '}')) {
        fail(p, RX_SYNTAX, begin, p->at,
             base == 16 ? "expected hexadecimal digits in braces, as in `\\x{2F}`"
                        : "expected octal digits in braces, as in `\\o{57}`");
        return -1;
    }
    if (code <= 0xff)
        return code;
    fail(p, RX_SYNTAX, begin, p->at,
         base == 16 ? "the code of a character is less than `\\x{100}`"
                    : "the code of a character is less than `\\o{400}`");
    return -1;
}

/* Behind a backslash. Letters and digits have meanings, or might get one; all else is itself. */
static int parse_escape(struct parser *p)
{
    size_t begin = p->at - 1;
    int c = peek(p);
    if (c < 0) {
        fail(p, RX_SYNTAX, begin, p->at, "expected a character behind the backslash");
        return -1;
    }
    p->at++;
    switch (c) {
    case 'r':
        return '\r';
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case 'x':
        return parse_code(p, begin, 16);
    case 'o':
        return parse_code(p, begin, 8);
    default:
        if (c == ' ' || (c > ' ' && c < 0x7f && digit(c, 36) < 0))
            return c;
        fail(p, RX_ESCAPE, begin, p->at, NULL);
        return -1;
    }
}

static bool is_blank(int c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* A character that stands for itself, or an escape; -1 after a fault. */
static int parse_char(struct parser *p)
{
    int c = peek(p);
    if (c == '\\') {
        p->at++;
        return parse_escape(p);
    }
    if (is_blank(c))
        fail(p, RX_BLANK, p->at, p->at + 1, NULL);
    else if (c >= 0x7f || c < 0x20)
        wrong(p, "patterns are ASCII, write other bytes as `\\x{HH}`");
    else
        p->at++;
    return p->fault->kind == RX_FINE ? c : -1;
}

/* A set that a pattern names. */
static rx_term leaf(struct parser *p, struct rx_set set)
{
    nkc_vec_push(p->rx->arena, &p->rx->leaves, set);
    return rx_term_set(p->rx, set);
}

static rx_term literal(struct parser *p)
{
    int c = parse_char(p);
    struct rx_set set = {{0}};
    if (c < 0)
        return RX_NOTHING;
    rx_set_add(&set, (unsigned)c);
    return leaf(p, set);
}

/* ---- sets ---- */

/* One character or range of a set; -1 after a fault. */
static int parse_item(struct parser *p, struct rx_set *set, bool first)
{
    size_t begin = p->at;
    if (peek(p) == '[') {
        wrong(p, "`[` in a set is written `\\[`");
        return -1;
    }
    if (peek(p) == '-' && !first && p->at + 1 < p->size && p->text[p->at + 1] != ']') {
        wrong(p,
              "`-` in a set stands first, last or between the ends of a range, else it is `\\-`");
        return -1;
    }
    int low = parse_char(p);
    if (low < 0)
        return -1;
    int high = low;
    if (peek(p) == '-' && p->at + 1 < p->size && p->text[p->at + 1] != ']') {
        p->at++;
        high = parse_char(p);
        if (high < 0)
            return -1;
        if (high <= low) {
            fail(p, RX_SYNTAX, begin, p->at, "the end of a range is greater than its begin");
            return -1;
        }
    }
    for (int c = low; c <= high; c++)
        rx_set_add(set, (unsigned)c);
    return 0;
}

static rx_term parse_set(struct parser *p, size_t begin)
{
    struct rx_set set = {{0}};
    bool inverse = take(p, '^');
    if (peek(p) == ']')
        return fail(p, RX_SYNTAX, begin, p->at + 1, "a set has at least one character");
    for (bool first = true; p->at < p->size && peek(p) != ']'; first = false)
        if (parse_item(p, &set, first) < 0)
            return RX_NOTHING;
    if (!take(p, ']'))
        return fail(p, RX_SYNTAX, begin, begin + 1, "this set is not closed");
    return leaf(p, inverse ? rx_set_not(set) : set);
}

/* ---- what is not x ---- */

/* Which lengths the texts of the automaton have, as a term; false when there is no greatest. A walk
 * through as many states as there are meets one twice: it can be as long as one likes. */
static bool lengths(struct rx *rx, const struct rx_automaton *a, const bool *live, rx_term *out)
{
    const size_t classes = a->classes.count;
    bool *here = nkc_arena_alloc(rx->arena, a->states), *there;
    bool *has = nkc_arena_alloc(rx->arena, a->states + 1);
    uint32_t length = 0;
    bool any = live[0];
    here[0] = live[0];
    for (; any && length <= a->states; length++) {
        any = false;
        there = nkc_arena_alloc(rx->arena, a->states);
        for (uint32_t s = 0; s < a->states; s++) {
            if (!here[s])
                continue;
            has[length] |= a->accept[s] != 0;
            for (size_t c = 0; c < classes; c++) {
                uint32_t to = a->next[s * classes + c];
                there[to] |= live[to];
                any |= live[to];
            }
        }
        here = there;
    }
    if (any)
        return false;
    *out = RX_NOTHING;
    while (length-- > 0) {
        *out = rx_term_cat(rx, RX_ANY, *out);
        if (has[length])
            *out = rx_term_or(rx, RX_EMPTY, *out);
    }
    return true;
}

/* The states from which a text can still match. */
static bool *find_live(struct rx *rx, const struct rx_automaton *a)
{
    const size_t classes = a->classes.count;
    bool *live = nkc_arena_alloc(rx->arena, a->states);
    for (bool more = true; more;) {
        more = false;
        for (uint32_t s = a->states; s-- > 0;) {
            bool now = a->accept[s] != 0;
            for (size_t c = 0; !now && c < classes; c++)
                now = live[a->next[s * classes + c]];
            more |= now != live[s];
            live[s] = now;
        }
    }
    return live;
}

static rx_term complement(struct parser *p, rx_term x)
{
    struct rx *rx = p->rx;
    struct rx_automaton a;
    rx_term range;
    if (p->fault->kind != RX_FINE)
        return RX_NOTHING;
    if (rx->nodes.data[x].op == RX_OP_SET)
        return rx_term_set(rx, rx_set_not(rx->nodes.data[x].set));
    if (!rx_explore(rx, &x, 1, &a, p->fault))
        return fail(p, RX_LARGE, 0, p->size, NULL);
    rx_minimize(rx, &a);
    if (!lengths(rx, &a, find_live(rx, &a), &range))
        return rx_term_not(rx, x);
    return rx_term_and(rx, rx_term_not(rx, x), range);
}

/* ---- operators ---- */

static rx_term parse_both(struct parser *p);

static rx_term parse_group(struct parser *p, size_t begin)
{
    if (++p->depth > RX_NESTING_MAX)
        return fail(p, RX_SYNTAX, begin, p->at, "parentheses are nested too deep");
    rx_term t = parse_both(p);
    p->depth--;
    if (!take(p, ')'))
        return fail(p, RX_SYNTAX, begin, begin + 1, "this parenthesis is not closed");
    return t;
}

static rx_term parse_atom(struct parser *p)
{
    size_t begin = p->at;
    switch (peek(p)) {
    case -1:
        return fail(p, RX_SYNTAX, begin ? begin - 1 : 0, begin, "expected something behind this");
    case '(':
        p->at++;
        return parse_group(p, begin);
    case '[':
        p->at++;
        return parse_set(p, begin);
    case '.':
        p->at++;
        return RX_ANY;
    case ')':
        return wrong(p, p->depth ? "expected something before `)`" : "no parenthesis is open here");
    case ']':
        return wrong(p, "no set is open here, the character itself is written `\\]`");
    case '*':
    case '+':
    case '?':
        return wrong(p, "expected something to repeat before this");
    case '|':
    case '&':
        return wrong(p, "expected something on both sides of this");
    default:
        return literal(p);
    }
}

static rx_term parse_not(struct parser *p)
{
    unsigned count = 0;
    while (take(p, '!'))
        count++;
    rx_term t = parse_atom(p);
    while (count--)
        t = complement(p, t);
    return t;
}

static rx_term parse_repeat(struct parser *p)
{
    rx_term t = parse_not(p);
    for (;;) {
        if (take(p, '*'))
            t = rx_term_star(p->rx, t);
        else if (take(p, '+'))
            t = rx_term_cat(p->rx, t, rx_term_star(p->rx, t));
        else if (take(p, '?'))
            t = rx_term_or(p->rx, t, RX_EMPTY);
        else
            return t;
    }
}

static bool ends_cat(int c)
{
    return c == '|' || c == '&' || c == ')';
}

/* Built from the back: each term is made once. */
static rx_term parse_cat(struct parser *p)
{
    NKC_VEC(rx_term) parts = {0};
    do
        nkc_vec_push(p->rx->arena, &parts, parse_repeat(p));
    while (p->at < p->size && !ends_cat(peek(p)));
    rx_term t = RX_EMPTY;
    while (parts.len)
        t = rx_term_cat(p->rx, parts.data[--parts.len], t);
    return t;
}

static rx_term parse_either(struct parser *p)
{
    rx_term t = parse_cat(p);
    while (take(p, '|'))
        t = rx_term_or(p->rx, t, parse_cat(p));
    return t;
}

static rx_term parse_both(struct parser *p)
{
    rx_term t = parse_either(p);
    while (take(p, '&'))
        t = rx_term_and(p->rx, t, parse_either(p));
    return t;
}

/* ---- entry ---- */

/* Takes `^` and `$` off; an escaped `$` is a character. */
static struct rx_anchors strip(struct parser *p)
{
    struct rx_anchors found = {.front = p->size > 0 && p->text[0] == '^'};
    size_t slashes = 0;
    p->at = found.front;
    if (p->size > p->at && p->text[p->size - 1] == '$') {
        while (p->size - 1 - slashes > p->at && p->text[p->size - 2 - slashes] == '\\')
            slashes++;
        found.back = slashes % 2 == 0;
        p->size -= found.back;
    }
    return found;
}

bool rx_add(struct rx *rx, const char *text, size_t size, struct rx_anchors *anchors,
            struct rx_fault *fault)
{
    struct parser p = {.rx = rx, .text = text, .size = size, .fault = fault};
    *fault = (struct rx_fault){.kind = RX_FINE};
    if (size > RX_PATTERN_MAX) {
        *fault = (struct rx_fault){
            .kind = RX_LARGE, .end = size, .limit = RX_PATTERN_MAX, .text = "characters"};
        return false;
    }
    struct rx_anchors found = strip(&p);
    if (anchors)
        *anchors = found;
    rx_term t = p.at == p.size ? RX_EMPTY : parse_both(&p);
    if (fault->kind == RX_FINE && p.at < p.size)
        wrong(&p, "no parenthesis is open here"); /* nothing else ends parse_both */
    if (fault->kind != RX_FINE)
        return false;
    nkc_vec_push(rx->arena, &rx->labels, t);
    return true;
}
