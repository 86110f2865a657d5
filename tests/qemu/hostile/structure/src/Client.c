/* Requests whose structure is wrong. The module refuses each of them: the client gets
 * rcSecurityDisallow, the console says what and where, the server sleeps on. */
#include "shot.h"

enum { PING, TEXT, BLOB, WORDS, ITEMS, CHOOSE, GIVE, GIVE_TWO };

/* ---- one chunk --------------------------------------------------------------------------- */

struct chunk_attack {
    const char *what;
    nk_mid_t mid;
    nk_uint32_t offset, size;
    const void *arena;
    nk_uint32_t used;
};

static const struct chunk_attack chunks[] = {
    {"offset behind the arena", TEXT, 64, 4, "abc", 4},
    {"chunk longer than the arena", TEXT, 0, 5, "abc", 4},
    {"offset at the end", TEXT, 4, 1, "abc", 4},
    {"offset + size wraps around", TEXT, 0xfffffffc, 8, "abc", 4},
    {"offset + size is 0", TEXT, 0xfffffff0, 16, "abc", 4},
    {"huge size", TEXT, 0, 0xffffffff, "abc", 4},
    {"too long a text", TEXT, 0, 18, "12345678901234567", 18},
    {"not terminated", TEXT, 0, 3, "abc", 4},
    {"zero inside", TEXT, 0, 6, "ab\0cd", 6},
    {"two zeros at the end", TEXT, 0, 4, "ab\0", 4},
    {"lone continuation byte", TEXT, 0, 3, "a\x80", 3},
    {"overlong in two bytes", TEXT, 0, 3, "\xc0\x80", 3},
    {"overlong in three bytes", TEXT, 0, 4, "\xe0\x9f\xbf", 4},
    {"overlong in four bytes", TEXT, 0, 5, "\xf0\x8f\xbf\xbf", 5},
    {"surrogate", TEXT, 0, 4, "\xed\xa0\x80", 4},
    {"behind the last code point", TEXT, 0, 5, "\xf4\x90\x80\x80", 5},
    {"cut sequence", TEXT, 0, 4, "\xf0\x9f\x98", 4},
    {"sequence cut by a letter", TEXT, 0, 4, "\xe2\x82x", 4},
    {"byte ff", TEXT, 0, 2, "\xff", 2},
    {"arena is empty", TEXT, 0, 4, "", 0},
    {"too many bytes", BLOB, 0, 17, "12345678901234567", 17},
    {"bytes outside", BLOB, 1, 4, "abcd", 4},
    {"misaligned words", WORDS, 2, 8, "1234567890", 10},
    {"half a word", WORDS, 0, 6, "12345678", 8},
    {"too many words", WORDS, 0, 20, "12345678901234567890", 20},
    {"huge count of words", WORDS, 0, 0xfffffffc, "12345678", 8},
    {"half an item", ITEMS, 0, 8, "12345678", 8},
};

/* ---- good messages, so that what is refused below is refused for what is bad about it ------ */

static const struct chunk_attack good[] = {
    {"a good text", TEXT, 0, 4, "abc", 4},
    {"the longest text", TEXT, 0, 17, "1234567890123456", 17},
    {"all lengths of UTF-8", TEXT, 0, 11, "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", 11},
    {"an empty text", TEXT, 0, 1, "", 1},
    {"a text of no bytes", TEXT, 0, 0, "", 0},
    {"a text in the middle", TEXT, 4, 4, "xxxxabc", 8},
    {"the most bytes", BLOB, 0, 16, "1234567890123456", 16},
    {"the most words", WORDS, 4, 16, "xxxx1234123412341234", 20},
};

static int sendGood(void)
{
    struct shot s;
    int failed = 0;

    for (unsigned i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
        const struct chunk_attack *a = &good[i];

        loadChunk(&s, a->mid, a->offset, a->size, a->arena, a->used);
        failed += fire(&s, a->what, rcOk, 1);
    }
    load(&s, GIVE, 56, 1);
    failed += fire(&s, "an empty handle slot", rcOk, 1);
    return failed;
}

static int attackChunks(void)
{
    struct shot s;
    int failed = 0;

    for (unsigned i = 0; i < sizeof(chunks) / sizeof(chunks[0]); i++) {
        const struct chunk_attack *a = &chunks[i];

        loadChunk(&s, a->mid, a->offset, a->size, a->arena, a->used);
        failed += fire(&s, a->what, rcSecurityDisallow, 0);
    }
    return failed;
}

/* ---- structs in a sequence, unions ------------------------------------------------------- */

static int attackItems(void)
{
    struct {
        hostile_ITarget_Item items[2];
        char names[8];
    } arena = {{{1, {24, 3}}, {2, {27, 3}}}, "ab\0cde"};
    struct shot s;
    int failed;

    loadChunk(&s, ITEMS, 0, 24, &arena, sizeof(arena));
    failed = fire(&s, "a name inside a sequence is not terminated", rcSecurityDisallow, 0);
    arena.items[1].name = (nk_ptr_t){31, 2};
    loadChunk(&s, ITEMS, 0, 24, &arena, sizeof(arena));
    failed += fire(&s, "a name inside a sequence is outside", rcSecurityDisallow, 0);
    arena.items[1].name = (nk_ptr_t){24, 3};
    loadChunk(&s, ITEMS, 0, 24, &arena, sizeof(arena));
    failed += fire(&s, "two names share a chunk, which is allowed", rcOk, 1);
    return failed;
}

static void loadChoice(struct shot *s, const hostile_ITarget_Choice *choice, const char *arena,
                       nk_uint32_t used)
{
    hostile_ITarget_Choose_req req = {.choice = *choice};

    load(s, CHOOSE, sizeof(req), 0);
    memcpy(s->msg + 24, (const unsigned char *)&req + 24, sizeof(req) - 24);
    memcpy(s->arena, arena, used);
    s->regs.x[2] = pair(sizeof(req), used);
}

static int attackUnion(void)
{
    hostile_ITarget_Choice choice = {.tag = 3};
    struct shot s;
    int failed;

    loadChoice(&s, &choice, "ab", 3);
    failed = fire(&s, "first unknown tag", rcSecurityDisallow, 0);
    choice.tag = 0xffffffff;
    loadChoice(&s, &choice, "ab", 3);
    failed += fire(&s, "last unknown tag", rcSecurityDisallow, 0);
    choice.tag = hostile_ITarget_Choice_text_tag;
    choice.data.text = (nk_ptr_t){0, 2};
    loadChoice(&s, &choice, "ab", 3);
    failed += fire(&s, "the text of a union is not terminated", rcSecurityDisallow, 0);
    choice.tag = hostile_ITarget_Choice_item_tag;
    choice.data.item = (hostile_ITarget_Item){7, {3, 1}};
    loadChoice(&s, &choice, "ab", 3);
    failed += fire(&s, "the text of a struct in a union is outside", rcSecurityDisallow, 0);
    choice.tag = hostile_ITarget_Choice_number_tag;
    loadChoice(&s, &choice, "ab", 3);
    failed += fire(&s, "a number that would be a bad chunk is only a number", rcOk, 1);
    return failed;
}

/* ---- the message as a whole -------------------------------------------------------------- */

static int attackMessage(void)
{
    struct shot s;
    int failed;

    load(&s, TEXT, 24, 0);
    failed = fire(&s, "shorter than its type", rcSecurityDisallow, 0);
    load(&s, PING, 32, 0);
    failed += fire(&s, "longer than its type", rcSecurityDisallow, 0);
    load(&s, GIVE, 56, 0);
    failed += fire(&s, "too few handles", rcSecurityDisallow, 0);
    load(&s, GIVE, 56, 2);
    failed += fire(&s, "too many handles", rcSecurityDisallow, 0);
    load(&s, GIVE_TWO, 56, 1);
    failed += fire(&s, "one handle of two", rcSecurityDisallow, 0);
    load(&s, PING, 24, 0);
    s.regs.x[2] = pair(24, 8);
    failed += fire(&s, "arena where there is none", rcSecurityDisallow, 0);
    load(&s, PING, 24, 0);
    headOf(&s)->iid = 9;
    failed += fire(&s, "unknown endpoint", rcSecurityDisallow, 0);
    load(&s, PING, 24, 0);
    headOf(&s)->iid = 0xffff;
    failed += fire(&s, "last endpoint number", rcSecurityDisallow, 0);
    load(&s, hostile_ITarget_Drop_mid + 1, 24, 0);
    failed += fire(&s, "unknown method", rcSecurityDisallow, 0);
    load(&s, 0xffff, 24, 0);
    failed += fire(&s, "last method number", rcSecurityDisallow, 0);
    return failed;
}

int main(void)
{
    int failed = aimAtServer();

    failed += sendGood();
    failed += attackChunks();
    failed += attackItems();
    failed += attackUnion();
    failed += attackMessage();
    return verdict(failed);
}
