/* Regular expressions against a matcher of another kind: sets of positions over the tree of which
 * the pattern was printed. */
#include "base/buf.h"
#include "regex/regex.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

/* ---- one pattern ---- */

static struct rx *rx;
static struct nkc_arena *arena;
static struct rx_table table;
static struct rx_fault fault;

static void setup(void)
{
    rx = rx_new();
    arena = nkc_arena_new();
}

static void teardown(void)
{
    rx_free(rx);
    nkc_arena_free(arena);
}

static void again(void)
{
    teardown();
    setup();
}

static void add(const char *pattern)
{
    ck_assert_msg(rx_add(rx, pattern, strlen(pattern), NULL, &fault), "%s: %s", pattern,
                  fault.text ? fault.text : "fault");
}

static void compile(const char *pattern)
{
    again();
    add(pattern);
    ck_assert_msg(rx_build(rx, arena, &table, &fault), "%s: %u %s", pattern, fault.limit,
                  fault.text);
}

static void check(const char *pattern, const char *text, unsigned expected)
{
    ck_assert_msg(rx_run(&table, text, strlen(text)) == expected, "`%s` and `%s`: expected %u",
                  pattern, text, expected);
}

/* Texts separated by blanks: those before `|` match, those behind do not. `~` is the empty text. */
static void expect(const char *pattern, const char *texts)
{
    char copy[256], *rest = copy;
    unsigned expected = 1;
    compile(pattern);
    snprintf(copy, sizeof copy, "%s", texts);
    for (char *word; (word = strtok_r(rest, " ", &rest));) {
        if (strcmp(word, "|") == 0)
            expected = 0;
        else
            check(pattern, strcmp(word, "~") == 0 ? "" : word, expected);
    }
}

START_TEST(documented)
{
    expect("[a-zA-Z][a-zA-Z0-9_]*", "a Zz x_9 | ~ 9a _a a-b");
    expect("sensors/[a-z]+", "sensors/a sensors/temp | sensors/ sensors/A xsensors/a sensors/a/");
    expect("admin/.*", "admin/ admin/x/y | admin adminx");
    expect("blink-yellow", "blink-yellow | blink blink-yellows");
    expect("K!OS", "KAS K.S KKS | KOS KS KAAS");
    expect("K!(OS)", "KAB KOO KSS | KOS K KO KOSS");
    expect("K![OE]S", "KAS KSS | KOS KES KS");
    expect("a*b", "b ab aaab | a ba abb");
    expect("a+b?", "a ab aa | ~ b abb");
    expect("ab|cd", "ab cd | abd acd abcd");
    expect("a(b|c)d", "abd acd | ad abcd");
    expect("[a-z]+&.*x.*", "x axb | ~ abc aXb 1x");
    expect("a|b&b|c", "b | a c");
    expect("^ab$", "ab | ^ab$ a");
    expect("a^b$c", "a^b$c | abc");
    expect("\\$", "$ | \\$ ~");
    expect("^", "~ | ^");
    expect("", "~ | a");
    expect("{1,2}", "{1,2} | 1");
}
END_TEST

START_TEST(characters)
{
    expect("[a-]", "a - | b");
    expect("[-a]", "a - | b");
    expect("[a\\-z]", "a - z | b");
    expect("[^a-z]", "A - | a ~ AA");
    expect("[\\]\\[]", "[ ] | \\");
    expect("[*.(]", "* . ( | a");
    expect("[a-c-]", "b - | d");
    expect("\\x{41}\\o{102}\\x{0063}", "ABc | abc");
    expect("\\.\\*\\\\\\!", ".*\\! | a");
    compile("a\\ b\\t\\n\\r");
    check("blanks", "a b\t\n\r", 1);
    check("blanks", "a b", 0);
    compile("\\x{ff}.");
    check("bytes", "\xff\xfe", 1);
    check("bytes", "\xfe\xff", 0);
}
END_TEST

START_TEST(complements)
{
    expect("!a", "b A | a ~ bb");
    expect("!!a", "a | b ~ aa");
    expect("!(a|bc)", "b c bb cc ab | a bc ~ abc");
    expect("!(a?)", "b c | ~ a ab");
    expect("!(a*)", "b ab ba | ~ a aaa");
    expect("!(.*)", "| ~ a ab");
    expect("!(a&b)", "| ~ a b");
    expect("!a*", "~ b bb bcb | a ba");
    expect("!.", "| a ~");
    expect("!(!(ab))", "ab | a ba aab");
    expect("(!(.*secret.*))&[a-z]+", "public secre | secret asecretb ~ A");
}
END_TEST

START_TEST(first_label_wins)
{
    add("blue");
    add("[a-z]+");
    add("b.*");
    add("green");
    ck_assert(rx_build(rx, arena, &table, &fault));
    check("labels", "blue", 1);
    check("labels", "blu", 2);
    check("labels", "green", 2);
    check("labels", "b1", 3);
    check("labels", "", 0);
    check("labels", "B", 0);
    for (unsigned label = 1; label <= 3; label++)
        ck_assert(rx_has_label(&table, label));
    ck_assert(!rx_has_label(&table, 4));
}
END_TEST

/* ---- faults ---- */

static void expect_fault(const char *pattern, enum rx_fault_kind kind, size_t begin, size_t end)
{
    again();
    ck_assert_msg(!rx_add(rx, pattern, strlen(pattern), NULL, &fault), "%s", pattern);
    ck_assert_msg(fault.kind == kind && fault.begin == begin && fault.end == end,
                  "%s: kind %d at %zu to %zu", pattern, (int)fault.kind, fault.begin, fault.end);
    ck_assert_msg((kind == RX_SYNTAX) == (fault.text != NULL), "%s", pattern);
}

START_TEST(faults)
{
    expect_fault("a b", RX_BLANK, 1, 2);
    expect_fault("[a b]", RX_BLANK, 2, 3);
    expect_fault("a\\d", RX_ESCAPE, 1, 3);
    expect_fault("a\\1", RX_ESCAPE, 1, 3);
    expect_fault("a\\", RX_SYNTAX, 1, 2);
    expect_fault("\\x41", RX_SYNTAX, 0, 2);
    expect_fault("\\x{}", RX_SYNTAX, 0, 3);
    expect_fault("\\x{100}", RX_SYNTAX, 0, 7);
    expect_fault("\\x{fffffffff1}", RX_SYNTAX, 0, 14);
    expect_fault("\\o{400}", RX_SYNTAX, 0, 7);
    expect_fault("\\o{8}", RX_SYNTAX, 0, 3);
    expect_fault("a(b", RX_SYNTAX, 1, 2);
    expect_fault("ab)c", RX_SYNTAX, 2, 3);
    expect_fault("a()b", RX_SYNTAX, 2, 3);
    expect_fault("a]b", RX_SYNTAX, 1, 2);
    expect_fault("[ab", RX_SYNTAX, 0, 1);
    expect_fault("[]", RX_SYNTAX, 0, 2);
    expect_fault("[^]", RX_SYNTAX, 0, 3);
    expect_fault("x[z-a]", RX_SYNTAX, 2, 5);
    expect_fault("x[a-a]", RX_SYNTAX, 2, 5);
    expect_fault("[a-b-c]", RX_SYNTAX, 4, 5);
    expect_fault("[[:alpha:]]", RX_SYNTAX, 1, 2);
    expect_fault("*a", RX_SYNTAX, 0, 1);
    expect_fault("a|", RX_SYNTAX, 1, 2);
    expect_fault("a||b", RX_SYNTAX, 2, 3);
    expect_fault("a&&b", RX_SYNTAX, 2, 3);
    expect_fault("(a|)", RX_SYNTAX, 3, 4);
    expect_fault("a!", RX_SYNTAX, 1, 2);
    expect_fault("\xd0\xb0", RX_SYNTAX, 0, 1);
}
END_TEST

START_TEST(anchors)
{
    static const struct {
        const char *pattern;
        bool front, back;
    } cases[] = {{"ab", false, false},    {"^ab$", true, true}, {"ab\\$", false, false},
                 {"a\\\\$", false, true}, {"^", true, false},   {"$", false, true},
                 {"^$", true, true},      {"\\^", false, false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct rx_anchors found;
        again();
        ck_assert(rx_add(rx, cases[i].pattern, strlen(cases[i].pattern), &found, &fault));
        ck_assert_int_eq(found.front, cases[i].front);
        ck_assert_int_eq(found.back, cases[i].back);
    }
}
END_TEST

/* ---- limits: what would grow without bound is told, soon ---- */

static void expect_large(const char *pattern, unsigned limit)
{
    again();
    ck_assert(!(rx_add(rx, pattern, strlen(pattern), NULL, &fault) &&
                rx_build(rx, arena, &table, &fault)));
    ck_assert_int_eq(fault.kind, RX_LARGE);
    ck_assert_uint_eq(fault.limit, limit);
}

static const char *repeat(const char *before, const char *part, unsigned count, const char *after)
{
    static char text[8192];
    size_t n = (size_t)snprintf(text, sizeof text, "%s", before);
    while (count--)
        n += (size_t)snprintf(text + n, sizeof text - n, "%s", part);
    snprintf(text + n, sizeof text - n, "%s", after);
    return text;
}

START_TEST(limits)
{
    expect_large(repeat(".*a", ".", 14, ""), RX_STATES_MAX);
    expect_large(repeat("!(.*a", ".", 14, ")"), RX_STATES_MAX);
    expect_large(repeat("", "a", RX_PATTERN_MAX + 1, ""), RX_PATTERN_MAX);
    compile(repeat("", "a?", 100, ""));
    check("a?...", repeat("", "a", 100, ""), 1);
    check("a?...", repeat("", "a", 101, ""), 0);
    compile(repeat("", "x", RX_STATES_MAX - 2, ""));
    check("x...", repeat("", "x", RX_STATES_MAX - 2, ""), 1);
    check("x...", repeat("", "x", RX_STATES_MAX - 3, ""), 0);
    expect_large(repeat("", "abcdefghijklmnopqrstuvwxyz", 150, ""), RX_CELLS_MAX);
    /* An automaton of 2^20 states that the other side makes small. */
    expect(repeat(".*a", ".", 20, "&abc"), "| abc");
}
END_TEST

START_TEST(nesting_limit)
{
    char text[2048];
    snprintf(text, sizeof text, "%s", repeat("", "(", RX_NESTING_MAX, "a"));
    expect(repeat(text, ")", RX_NESTING_MAX, ""), "a | b ~");
    snprintf(text, sizeof text, "%s", repeat("", "(", RX_NESTING_MAX + 1, "a"));
    expect_fault(text, RX_SYNTAX, RX_NESTING_MAX, RX_NESTING_MAX + 1);
}
END_TEST

/* ---- random patterns ---- */

enum { TREES = 400, TEXTS = 60, TEXT_MAX = 9 };

enum kind { CHAR, SET, INVERSE, ANY, CAT, EITHER, BOTH, STAR, PLUS, OPTION, NOT, KINDS };

struct tree {
    enum kind kind;
    unsigned set; /* bits: letters a to d */
    struct tree *left, *right;
};

static uint64_t seed;

static unsigned pick(unsigned below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed >> 20) % below;
}

/* What stands behind `!` has neither `&` nor `!` in it: its lengths are then plain to see. */
static struct tree *grow_tree(unsigned depth, bool plain)
{
    struct tree *t = NKC_NEW(arena, struct tree);
    t->kind = depth == 0 ? pick(CAT) : pick(KINDS);
    if (plain && (t->kind == BOTH || t->kind == NOT))
        t->kind = CAT;
    t->set = 1 + pick(14);
    if (t->kind == CHAR)
        t->set = 1u << pick(4);
    if (t->kind >= CAT)
        t->left = grow_tree(depth - 1, plain || t->kind == NOT);
    if (t->kind >= CAT && t->kind <= BOTH)
        t->right = grow_tree(depth - 1, plain);
    return t;
}

static void print_tree(struct nkc_buf *out, const struct tree *t);

static void print_group(struct nkc_buf *out, const struct tree *t)
{
    nkc_buf_putc(out, '(');
    print_tree(out, t);
    nkc_buf_putc(out, ')');
}

static void print_tree(struct nkc_buf *out, const struct tree *t)
{
    static const char *const infix[KINDS] = {[CAT] = "", [EITHER] = "|", [BOTH] = "&"};
    static const char *const suffix[KINDS] = {[STAR] = "*", [PLUS] = "+", [OPTION] = "?"};
    if (t->kind <= ANY) {
        if (t->kind == ANY)
            nkc_buf_putc(out, '.');
        if (t->kind == SET || t->kind == INVERSE)
            nkc_buf_puts(out, t->kind == SET ? "[" : "[^");
        for (unsigned i = 0; t->kind != ANY && i < 4; i++)
            if (t->set >> i & 1)
                nkc_buf_putc(out, (char)('a' + i));
        if (t->kind == SET || t->kind == INVERSE)
            nkc_buf_putc(out, ']');
        return;
    }
    if (t->kind == NOT)
        nkc_buf_putc(out, '!');
    print_group(out, t->left);
    if (infix[t->kind]) {
        nkc_buf_puts(out, infix[t->kind]);
        print_group(out, t->right);
    } else if (suffix[t->kind]) {
        nkc_buf_puts(out, suffix[t->kind]);
    }
}

/* Bit n: there is a text of length n; bit 31: and longer ones. */
static unsigned lengths_of(const struct tree *t)
{
    unsigned l, r, sum = 0;
    switch (t->kind) {
    case CAT:
    case STAR:
    case PLUS:
        l = lengths_of(t->left);
        if (t->kind != CAT)
            return (l & ~1u) ? 1u << 31 : 1u; /* all that matters: no bound */
        r = lengths_of(t->right);
        for (unsigned i = 0; i < 31; i++)
            if (l >> i & 1)
                sum |= r << i;
        return sum | ((l | r) & 1u << 31);
    case EITHER:
        return lengths_of(t->left) | lengths_of(t->right);
    case OPTION:
        return lengths_of(t->left) | 1;
    default:
        return 2;
    }
}

static bool in_set(const struct tree *t, char c)
{
    bool has = c >= 'a' && c <= 'd' && (t->set >> (c - 'a') & 1);
    return t->kind == ANY || has == (t->kind != INVERSE);
}

/* Where a match of `t` that begins at `from` can end, as bits. */
static unsigned ends(const struct tree *t, const char *text, unsigned size, unsigned from)
{
    unsigned l, sum = 0, reached, known;
    switch (t->kind) {
    case CAT:
        l = ends(t->left, text, size, from);
        for (unsigned i = from; i <= size; i++)
            if (l >> i & 1)
                sum |= ends(t->right, text, size, i);
        return sum;
    case EITHER:
        return ends(t->left, text, size, from) | ends(t->right, text, size, from);
    case BOTH:
        return ends(t->left, text, size, from) & ends(t->right, text, size, from);
    case OPTION:
        return ends(t->left, text, size, from) | 1u << from;
    case STAR:
    case PLUS:
        reached = t->kind == STAR ? 1u << from : ends(t->left, text, size, from);
        do {
            known = reached;
            for (unsigned i = from; i <= size; i++)
                if (known >> i & 1)
                    reached |= ends(t->left, text, size, i);
        } while (reached != known);
        return reached;
    case NOT:
        l = lengths_of(t->left);
        for (unsigned i = from; i <= size; i++)
            if (l >> 31 || (l >> (i - from) & 1))
                sum |= 1u << i;
        return sum & ~ends(t->left, text, size, from);
    default:
        return from < size && in_set(t, text[from]) ? 1u << (from + 1) : 0;
    }
}

static unsigned random_text(char text[TEXT_MAX + 1])
{
    unsigned size = pick(TEXT_MAX + 1);
    for (unsigned i = 0; i < size; i++)
        text[i] = (char)('a' + pick(5));
    text[size] = '\0';
    return size;
}

static void print_text(char *out, const struct tree *t)
{
    struct nkc_buf buf = {0};
    print_tree(&buf, t);
    snprintf(out, 1024, "%s", buf.data);
    nkc_buf_free(&buf);
}

START_TEST(random_patterns)
{
    unsigned long matches = 0;
    seed = UINT64_C(0x9e3779b97f4a7c15) * (uint64_t)(_i + 1);
    for (unsigned n = 0; n < TREES; n++) {
        char pattern[1024], text[TEXT_MAX + 1];
        again();
        const struct tree *t = grow_tree(1 + pick(4), false);
        print_text(pattern, t);
        add(pattern);
        ck_assert(rx_build(rx, arena, &table, &fault));
        for (unsigned k = 0; k < TEXTS; k++) {
            unsigned size = random_text(text);
            unsigned expected = ends(t, text, size, 0) >> size & 1;
            check(pattern, text, expected);
            matches += expected;
        }
    }
    ck_assert_uint_gt(matches, TREES * TEXTS / 20);
    ck_assert_uint_lt(matches, TREES * TEXTS * 19 / 20);
}
END_TEST

START_TEST(random_choices)
{
    seed = UINT64_C(0xd1b54a32d192ed03) * (uint64_t)(_i + 1);
    for (unsigned n = 0; n < TREES / 4; n++) {
        char pattern[1024], text[TEXT_MAX + 1];
        const struct tree *trees[4];
        again();
        for (unsigned i = 0; i < 4; i++) {
            trees[i] = grow_tree(1 + pick(3), false);
            print_text(pattern, trees[i]);
            add(pattern);
        }
        ck_assert(rx_build(rx, arena, &table, &fault));
        for (unsigned k = 0; k < TEXTS; k++) {
            unsigned size = random_text(text), label = 0;
            for (unsigned i = 4; i-- > 0;)
                if (ends(trees[i], text, size, 0) >> size & 1)
                    label = i + 1;
            check(pattern, text, label);
        }
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("regex");
    TCase *plain = tcase_create("plain"), *random = tcase_create("random");
    tcase_add_checked_fixture(plain, setup, teardown);
    tcase_add_checked_fixture(random, setup, teardown);
    tcase_set_timeout(plain, 60);
    tcase_set_timeout(random, 120);
    tcase_add_test(plain, documented);
    tcase_add_test(plain, characters);
    tcase_add_test(plain, complements);
    tcase_add_test(plain, first_label_wins);
    tcase_add_test(plain, faults);
    tcase_add_test(plain, anchors);
    tcase_add_test(plain, limits);
    tcase_add_test(plain, nesting_limit);
    tcase_add_loop_test(random, random_patterns, 0, 10);
    tcase_add_loop_test(random, random_choices, 0, 10);
    suite_add_tcase(suite, plain);
    suite_add_tcase(suite, random);
    return unit_main(suite);
}
