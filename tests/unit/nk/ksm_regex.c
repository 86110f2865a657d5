/* Decisions of a module with regular expressions (security-models 6): match, fenced patterns,
 * select with and without `_`, texts that are parts of a message, paths that fail. */
#include "ksm_events.h"

#include "Notes.idl.h"

#define PSL "tests/unit/nk/ksm_regex/security.psl"

static char memory[256];
static struct nk_arena arena;

/* Decides the request `method` with one text; its layout is that of all methods with a text. */
static struct ksm_event text_event(Notes_Route_req *req, nk_uint16_t mid, const char *text)
{
    memset(req, 0, sizeof *req);
    nk_req_reset(req);
    if (mid != Notes_Route_mid)
        nk_message_set_size(&req->base_, sizeof(Notes_Name_req));
    nk_msg_set_method_id(req, 0, mid);
    nk_arena_init(&arena, memory, memory + sizeof memory);
    if (text) {
        char *copy = nk_arena_alloc(char, &arena, &req->text, strlen(text) + 1);
        ck_assert_ptr_nonnull(copy);
        strcpy(copy, text);
    }
    return event_of(KSM_REQUEST, "Desk", 4, "Board", 3, req, &arena);
}

static void granted(nk_uint16_t mid, const char *text, nk_uint8_t qos)
{
    Notes_Route_req req;
    struct ksm_event e = text_event(&req, mid, text);
    if (mid == Notes_Route_mid)
        req.qos = qos;
    expect_granted(&e);
}

static void denied(nk_uint16_t mid, const char *text, nk_uint8_t qos, const char *why)
{
    Notes_Route_req req;
    struct ksm_event e = text_event(&req, mid, text);
    if (mid == Notes_Route_mid)
        req.qos = qos;
    expect_denied(&e, why);
}

START_TEST(match)
{
    static const char why[] =
        ": assert (re.match {text : message.text, pattern : \"[a-zA-Z][a-zA-Z0-9_]*\"}) at " PSL
        ":17:26";
    granted(Notes_Name_mid, "x", 0);
    granted(Notes_Name_mid, "Pump_2", 0);
    denied(Notes_Name_mid, "2nd", 0, why);
    ck_assert_uint_eq(reason.stage, NK_STAGE_RULE);
    ck_assert_uint_eq(reason.code, NK_RULE_ASSERT);
    ck_assert_uint_eq(reason.cond, 1);
    denied(Notes_Name_mid, "", 0, why);
    denied(Notes_Name_mid, "pump 2", 0, why);
    denied(Notes_Name_mid, "pump\xc3\xa4", 0, why);
    char text[32] = "";
    for (unsigned size = 1; size < 20; size++) { /* the matcher reads four bytes at a time */
        text[size - 1] = 'a';
        granted(Notes_Name_mid, text, 0);
        text[size - 1] = '-';
        denied(Notes_Name_mid, text, 0, why);
        text[size - 1] = 'a';
    }
}
END_TEST

START_TEST(absent_text_is_empty)
{
    Notes_Route_req req;
    struct ksm_event e = text_event(&req, Notes_Fence_mid, NULL);
    expect_granted(&e);
}
END_TEST

START_TEST(fenced)
{
    granted(Notes_Fence_mid, "select all", 0);
    granted(Notes_Fence_mid, "dropped", 0);
    denied(Notes_Fence_mid, "drop all", 0, ":18:26");
    denied(Notes_Fence_mid, "  delete ", 0, ":18:26");
    ck_assert_uint_eq(reason.code, NK_RULE_DENY);
}
END_TEST

START_TEST(select_takes_first_label)
{
    granted(Notes_Route_mid, "sensors/abc", 0);
    granted(Notes_Route_mid, "admin/", 2);
    denied(Notes_Route_mid, "admin/reset", 1,
           ": assert (message.qos == 2) at " PSL ":24:34: message.qos = 1");
    granted(Notes_Route_mid, "sensors/a/1", 1);
    denied(Notes_Route_mid, "sensors/a/1", 0,
           ": assert (message.qos > 0) at " PSL ":25:32: message.qos = 0");
    denied(Notes_Route_mid, "sensor/a", 9, ": deny () at " PSL ":26:32");
    denied(Notes_Route_mid, "", 9, ": deny () at " PSL ":26:32");
}
END_TEST

START_TEST(select_without_otherwise)
{
    granted(Notes_Open_mid, "on", 0);
    granted(Notes_Open_mid, "off", 0);
    denied(Notes_Open_mid, "of", 0,
           ": choice (re.select {text : message.text}) at " PSL ":29:26: no branch holds");
    ck_assert_uint_eq(reason.code, NK_RULE_CHOICE);
    granted(Notes_Total_mid, "on", 0);
    granted(Notes_Total_mid, "no", 0);
    denied(Notes_Total_mid, "", 0, ": no branch holds");
}
END_TEST

/* ---- texts inside sequences ---- */

static struct ksm_event list_event(Notes_Many_req *req, nk_uint16_t mid, nk_size_t count,
                                   const char *text)
{
    memset(req, 0, sizeof *req);
    nk_req_reset(req);
    nk_msg_set_method_id(req, 0, mid);
    nk_arena_init(&arena, memory, memory + sizeof memory);
    Notes_Line *lines = nk_arena_alloc(Notes_Line, &arena, &req->list, count);
    for (nk_size_t i = 0; i < count; i++) {
        char *copy = nk_arena_alloc(char, &arena, &lines[i].text, strlen(text) + 1);
        ck_assert_ptr_nonnull(copy);
        strcpy(copy, text);
    }
    return event_of(KSM_REQUEST, "Desk", 4, "Board", 3, req, &arena);
}

START_TEST(text_of_element)
{
    Notes_Many_req req;
    struct ksm_event e = list_event(&req, Notes_Many_mid, 2, "KASS");
    expect_denied(&e,
                  ": assert (re.match {text : message.list.[1].text, pattern : \"K!OS\"}) at " PSL
                  ":31:26");
    e = list_event(&req, Notes_Many_mid, 2, "KAS");
    expect_granted(&e);
    e = list_event(&req, Notes_Many_mid, 2, "KOS");
    ck_assert_int_eq(decide(&e), KSM_DENIED);
}
END_TEST

/* An element that is not there is an expression that runs incorrectly, whatever the labels. */
START_TEST(missing_element)
{
    Notes_Many_req req;
    struct ksm_event e = list_event(&req, Notes_Many_mid, 1, "KAS");
    ck_assert_int_eq(decide(&e), KSM_DENIED);
    ck_assert_uint_eq(reason.stage, NK_STAGE_RULE);
    ck_assert_uint_eq(reason.code, NK_RULE_EXPRESSION);
    e = list_event(&req, Notes_Pick_mid, 1, "b");
    expect_granted(&e);
    e = list_event(&req, Notes_Pick_mid, 0, "b");
    ck_assert_int_eq(decide(&e), KSM_DENIED);
    ck_assert_uint_eq(reason.code, NK_RULE_EXPRESSION);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ksm_regex");
    TCase *tests = tcase_create("decide");
    tcase_add_test(tests, match);
    tcase_add_test(tests, absent_text_is_empty);
    tcase_add_test(tests, fenced);
    tcase_add_test(tests, select_takes_first_label);
    tcase_add_test(tests, select_without_otherwise);
    tcase_add_test(tests, text_of_element);
    tcase_add_test(tests, missing_element);
    suite_add_tcase(suite, tests);
    return unit_main(suite);
}
