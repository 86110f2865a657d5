/* nk/loopback.h with a hand-written module and server: what a client gets, what the server sees. */
#include <nk/loopback.h>
#include <string.h>

#include "unit.h"

enum { CLIENT = 4, SERVER = 9, CLIENT_SID = 40, SERVER_SID = 90, RIID = 2, MID = 1, LIMIT = 10 };

struct request {
    struct nk_message base_;
    nk_uint32_t volume;
    nk_ptr_t text;
};

struct error {
    struct nk_message base_;
    nk_uint16_t status;
};

union response {
    struct nk_message base_;
    struct {
        struct nk_message base_;
        nk_uint32_t volume;
        nk_ptr_t text;
    } res_;
    struct error err_;
};

/* ---- the module: knows one method, one limit, and refuses by switch ------------------------ */

static struct {
    int requests, responses, errors;
    int deny_response, deny_error, empty_arena_seen;
    struct ksm_event last;
} module_state;

static enum ksm_verdict refuse(struct nk_reason *reason, unsigned stage, unsigned code)
{
    reason->stage = (nk_uint8_t)stage;
    reason->code = (nk_uint8_t)code;
    return stage == NK_STAGE_RULE ? KSM_DENIED : KSM_MALFORMED;
}

static enum ksm_verdict decide(const struct ksm_event *event, struct nk_reason *reason)
{
    const struct request *request = (const struct request *)(const void *)event->msg;

    module_state.last = *event;
    module_state.empty_arena_seen = event->arena && nk_arena_allocated_size(event->arena) == 0;
    if (event->msg->iid != RIID)
        return refuse(reason, NK_STAGE_ROUTER, NK_ROUTER_RIID);
    switch (event->kind) {
    case KSM_REQUEST:
        module_state.requests++;
        if (event->msg->ex.size_ex != sizeof *request)
            return refuse(reason, NK_STAGE_STRUCTURE, NK_STRUCT_SIZE);
        if (request->volume > LIMIT)
            return refuse(reason, NK_STAGE_RULE, NK_RULE_ASSERT);
        return KSM_GRANTED;
    case KSM_RESPONSE:
        module_state.responses++;
        return module_state.deny_response ? refuse(reason, NK_STAGE_RULE, NK_RULE_DENY)
                                          : KSM_GRANTED;
    default:
        module_state.errors++;
        return module_state.deny_error ? refuse(reason, NK_STAGE_RULE, NK_RULE_DENY) : KSM_GRANTED;
    }
}

static const struct ksm_module module = {.magic = KSM_MAGIC, .abi = KSM_ABI, .decide = decide};

/* ---- the server: echoes, or misbehaves as told --------------------------------------------- */

enum behaviour { ECHO, FAIL, ERROR_REPLY, OTHER_METHOD, BAD_SIZE };

struct server {
    enum behaviour behaviour;
    int calls;
    nk_handle_desc_t self;
};

static void answer(const struct request *request, const struct nk_arena *in, union response *out,
                   struct nk_arena *out_arena)
{
    nk_size_t count;
    const nk_char_t *text = nk_arena_get(nk_char_t, in, &request->text, &count);

    out->res_.volume = request->volume + 1;
    if (text && count)
        ck_assert_int_eq(nk_arena_store(nk_char_t, out_arena, &out->res_.text, text, count),
                         NK_EOK);
    nk_req_reset(&out->res_);
}

static nk_err_t dispatch(void *entity, const struct nk_message *req, const struct nk_arena *in,
                         struct nk_message *res, struct nk_arena *out)
{
    struct server *server = entity;
    union response *response = (union response *)(void *)res;

    server->calls++;
    server->self = req->self;
    if (server->behaviour == FAIL)
        return NK_ENOENT;
    if (server->behaviour == ERROR_REPLY) {
        nk_err_reset(&response->err_);
        response->err_.status = 77;
    } else {
        answer((const struct request *)(const void *)req, in, response, out);
    }
    if (server->behaviour == BAD_SIZE)
        nk_message_set_size(res, 23);
    nk_msg_set_method_id(res, req->iid, (nk_mid_t)(req->mid + (server->behaviour == OTHER_METHOD)));
    return NK_EOK;
}

/* ---- one exchange --------------------------------------------------------------------------- */

static struct {
    struct nk_loopback loopback;
    struct server server;
    _Alignas(16) unsigned char req_buf[128], res_buf[128];
    struct request req;
    union response res;
    char req_data[32], res_data[32];
    struct nk_arena req_arena, res_arena;
} t;

static void setup(void)
{
    memset(&module_state, 0, sizeof module_state);
    memset(&t, 0, sizeof t);
    memset(t.req_buf, 0xee, sizeof t.req_buf);
    memset(t.res_buf, 0xee, sizeof t.res_buf);
    nk_loopback_init(&t.loopback, &module, CLIENT, CLIENT_SID, SERVER, SERVER_SID, dispatch,
                     &t.server, t.req_buf, sizeof t.req_buf, t.res_buf, sizeof t.res_buf);
    t.req_arena = nk_arena_create(t.req_data, sizeof t.req_data);
    t.res_arena = nk_arena_create(t.res_data, sizeof t.res_data);
    t.req.volume = 3;
    nk_req_reset(&t.req);
    nk_req_reset(&t.res);
    nk_msg_set_method_id(&t.req, RIID, MID);
}

static nk_err_t call(void)
{
    return nk_transport_call(&t.loopback.base, &t.req.base_, &t.req_arena, &t.res.base_,
                             &t.res_arena);
}

static void expect_reason(unsigned stage, unsigned code)
{
    ck_assert_uint_eq(nk_loopback_reason(&t.loopback)->stage, stage);
    ck_assert_uint_eq(nk_loopback_reason(&t.loopback)->code, code);
}

START_TEST(a_granted_call_passes_both_ways)
{
    nk_size_t count;

    ck_assert_int_eq(nk_arena_store(nk_char_t, &t.req_arena, &t.req.text, "hello", 6), NK_EOK);
    ck_assert_int_eq(call(), NK_EOK);
    ck_assert_uint_eq(t.res.res_.volume, 4);
    ck_assert_str_eq(nk_arena_get(nk_char_t, &t.res_arena, &t.res.res_.text, &count), "hello");
    ck_assert_int_eq(module_state.requests, 1);
    ck_assert_int_eq(module_state.responses, 1);
    ck_assert_uint_eq(module_state.last.src_class, SERVER);
    ck_assert_uint_eq(module_state.last.src_sid, SERVER_SID);
    ck_assert_uint_eq(module_state.last.dst_class, CLIENT);
    ck_assert_uint_eq(module_state.last.dst_sid, CLIENT_SID);
    expect_reason(0, 0);
}
END_TEST

START_TEST(an_empty_arena_is_there_but_empty)
{
    ck_assert_int_eq(call(), NK_EOK);
    ck_assert(module_state.empty_arena_seen);
}
END_TEST

START_TEST(a_refused_request_never_reaches_the_server)
{
    t.req.volume = LIMIT + 1;
    ck_assert_int_eq(call(), NK_EPERM);
    ck_assert_int_eq(t.server.calls, 0);
    ck_assert_int_eq(module_state.responses, 0);
    expect_reason(NK_STAGE_RULE, NK_RULE_ASSERT);
    t.req.volume = LIMIT;
    ck_assert_int_eq(call(), NK_EOK);
    expect_reason(0, 0);
}
END_TEST

START_TEST(a_refused_response_leaves_the_clients_buffers_alone)
{
    module_state.deny_response = 1;
    ck_assert_int_eq(call(), NK_EPERM);
    ck_assert_int_eq(t.server.calls, 1);
    ck_assert_uint_eq(t.res.res_.volume, 0);
    expect_reason(NK_STAGE_RULE, NK_RULE_DENY);
}
END_TEST

START_TEST(an_error_reply_is_an_error_event)
{
    t.server.behaviour = ERROR_REPLY;
    ck_assert_int_eq(call(), NK_EOK);
    ck_assert(nk_msg_check_err(&t.res));
    ck_assert_uint_eq(t.res.err_.status, 77);
    ck_assert_int_eq(module_state.errors, 1);
    ck_assert_int_eq(module_state.responses, 0);
    module_state.deny_error = 1;
    nk_req_reset(&t.res);
    ck_assert_int_eq(call(), NK_EPERM);
}
END_TEST

START_TEST(malformed_requests)
{
    nk_msg_set_method_id(&t.req, RIID + 1, MID);
    ck_assert_int_eq(call(), NK_EPERM);
    expect_reason(NK_STAGE_ROUTER, NK_ROUTER_RIID);
    nk_msg_set_method_id(&t.req, RIID, MID);
    nk_message_set_size(&t.req.base_, sizeof t.req - 8);
    ck_assert_int_eq(call(), NK_EPERM);
    expect_reason(NK_STAGE_STRUCTURE, NK_STRUCT_SIZE);
    ck_assert_int_eq(t.server.calls, 0);
}
END_TEST

/* What the kernel refuses before it asks the module. */
START_TEST(headers_the_kernel_refuses)
{
    nk_message_set_size(&t.req.base_, 23);
    ck_assert_int_eq(call(), NK_EINVAL);
    nk_req_reset(&t.req);
    nk_msg_set_ncaps(&t.req, 2);
    ck_assert_int_eq(call(), NK_EINVAL);
    nk_err_reset(&t.req);
    ck_assert_int_eq(call(), NK_EINVAL);
    nk_req_reset(&t.req);
    nk_message_set_size(&t.res.base_, 23);
    ck_assert_int_eq(call(), NK_EINVAL);
    ck_assert_int_eq(module_state.requests, 0);
}
END_TEST

START_TEST(too_large_for_the_server)
{
    static char data[200];
    struct nk_arena big = NK_ARENA_INITIALIZER(data, data + sizeof data);

    ck_assert_ptr_nonnull(nk_arena_alloc(nk_char_t, &big, &t.req.text, 100));
    ck_assert_int_eq(nk_transport_call(&t.loopback.base, &t.req.base_, &big, &t.res.base_, NULL),
                     NK_EBADMSG);
    ck_assert_int_eq(module_state.requests, 0);
}
END_TEST

START_TEST(too_large_for_the_client)
{
    nk_ptr_t other;

    ck_assert_int_eq(nk_arena_store(nk_char_t, &t.req_arena, &t.req.text, "hello", 6), NK_EOK);
    t.res_arena = nk_arena_create(t.res_data, 5);
    ck_assert_int_eq(call(), NK_EBADMSG);
    ck_assert_int_eq(module_state.responses, 0);
    nk_arena_reset(&t.res_arena);
    ck_assert_ptr_nonnull(nk_arena_alloc(nk_char_t, &t.res_arena, &other, 1));
    t.res_arena.end = t.res_data + 6;
    ck_assert_int_eq(call(), NK_EOK);
}
END_TEST

START_TEST(servers_that_fail)
{
    static const enum behaviour kinds[] = {FAIL, OTHER_METHOD, BAD_SIZE};

    t.server.behaviour = kinds[_i];
    ck_assert_int_eq(call(), NK_EBADMSG);
    ck_assert_int_eq(t.server.calls, 1);
    ck_assert_int_eq(module_state.responses, 0);
}
END_TEST

START_TEST(the_senders_self_is_replaced)
{
    t.req.base_.self = nk_handle_desc(5, 6, 7);
    ck_assert_int_eq(call(), NK_EOK);
    ck_assert_uint_eq(t.server.self.handle, 0);
    ck_assert_uint_eq(t.server.self.rights, 0);
    ck_assert_uint_eq(t.server.self.badge, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("loopback");
    TCase *tests = tcase_create("all");

    tcase_add_checked_fixture(tests, setup, NULL);
    tcase_add_test(tests, a_granted_call_passes_both_ways);
    tcase_add_test(tests, an_empty_arena_is_there_but_empty);
    tcase_add_test(tests, a_refused_request_never_reaches_the_server);
    tcase_add_test(tests, a_refused_response_leaves_the_clients_buffers_alone);
    tcase_add_test(tests, an_error_reply_is_an_error_event);
    tcase_add_test(tests, malformed_requests);
    tcase_add_test(tests, headers_the_kernel_refuses);
    tcase_add_test(tests, too_large_for_the_server);
    tcase_add_test(tests, too_large_for_the_client);
    tcase_add_loop_test(tests, servers_that_fail, 0, 3);
    tcase_add_test(tests, the_senders_self_is_replaced);
    suite_add_tcase(suite, tests);
    return unit_main(suite);
}
