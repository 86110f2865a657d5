/* Decides one request many times: models METHOD COUNT. */
#include "Notes.idl.h"

#include <nk/ksm.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DESK = 4, BOARD = 3, ENTRIES = 1000 };

static const struct {
    const char *name;
    nk_uint16_t mid;
} methods[] = {
    {"Grant", Notes_Grant_mid},   {"Assert", Notes_Assert_mid},     {"Allow", Notes_Allow_mid},
    {"Enter", Notes_Enter_mid},   {"Query", Notes_Query_mid},       {"Match", Notes_Match_mid},
    {"Select", Notes_Select_mid}, {"Contains", Notes_Contains_mid}, {"Add", Notes_Add_mid},
};

static Notes_Grant_req req;
static char memory[128];
static struct nk_arena arena;

static nk_uint16_t class_of(const char *name)
{
    nk_uint16_t i = 0;
    while (strcmp(nk_ksm.class_names[i], name) != 0)
        i++;
    return i;
}

static void must_grant(const struct ksm_event *e)
{
    struct nk_reason reason;
    char line[256];
    if (nk_ksm.decide(e, &reason) == KSM_GRANTED)
        return;
    nk_ksm.explain(e, &reason, line, sizeof line);
    fprintf(stderr, "models: %s\n", line);
    exit(1);
}

static struct ksm_event make_request(void)
{
    static const char text[] = "sensors/room/window/left/upper/temperature/celsius/average/day12";
    _Static_assert(sizeof text == 65, "64 bytes of text");
    nk_req_reset(&req);
    nk_arena_init(&arena, memory, memory + sizeof memory);
    memcpy(nk_arena_alloc(char, &arena, &req.text, sizeof text), text, sizeof text);
    return (struct ksm_event){.kind = KSM_REQUEST,
                              .src_class = class_of("Desk"),
                              .dst_class = class_of("Board"),
                              .src_sid = DESK,
                              .dst_sid = BOARD,
                              .msg = &req.base_,
                              .arena = &arena};
}

static void start_board(void)
{
    struct nk_message empty;
    memset(&empty, 0, sizeof empty);
    nk_message_set_size(&empty, sizeof empty);
    struct ksm_event e = {.kind = KSM_EXECUTE,
                          .src_class = class_of("Einit"),
                          .dst_class = class_of("Board"),
                          .src_sid = 2,
                          .dst_sid = BOARD,
                          .msg = &empty};
    must_grant(&e);
}

int main(int argc, char **argv)
{
    size_t m = 0, count = sizeof methods / sizeof methods[0];
    if (argc != 3)
        return 2;
    while (m < count && strcmp(methods[m].name, argv[1]) != 0)
        m++;
    if (m == count)
        return 2;
    nk_ksm.init(1);
    start_board();
    struct ksm_event e = make_request();
    nk_msg_set_method_id(&req, 0, Notes_Add_mid);
    for (req.number = 0; req.number < ENTRIES; req.number++)
        must_grant(&e);
    req.number = ENTRIES / 2;
    nk_msg_set_method_id(&req, 0, methods[m].mid);
    for (long n = strtol(argv[2], NULL, 10); n > 0; n--)
        must_grant(&e);
    return 0;
}
