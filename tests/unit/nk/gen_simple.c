/* Simplified error mode and tracing of generated headers. */
#include <check/Ping.idl.h>

#include "unit.h"

#include <string.h>

static nk_err_t pong_result;

static nk_err_t do_ping(struct check_Ping *self, const struct check_Ping_Ping_req *req,
                        const struct nk_arena *req_arena, struct check_Ping_Ping_res *res,
                        struct nk_arena *res_arena)
{
    (void)self;
    (void)req_arena;
    (void)res_arena;
    res->n1 = req->n + 1;
    return NK_EOK;
}

static nk_err_t do_pong(struct check_Ping *self, const struct check_Ping_Pong_req *req,
                        const struct nk_arena *req_arena, struct check_Ping_Pong_res *res,
                        struct nk_arena *res_arena)
{
    (void)self;
    (void)req;
    (void)req_arena;
    (void)res;
    (void)res_arena;
    return pong_result;
}

static const struct check_Ping_ops ops = {.Ping = do_ping, .Pong = do_pong};
static struct check_Ping impl = {.ops = &ops};

static nk_err_t direct_call(struct nk_transport *self, const struct nk_message *req,
                            const struct nk_arena *req_arena, struct nk_message *res,
                            struct nk_arena *res_arena)
{
    (void)self;
    return check_Ping_interface_dispatch(&impl, 3, req, req_arena, res, res_arena);
}

static const struct nk_transport_ops direct_ops = {.call = direct_call};
static struct nk_transport direct = {&direct_ops};

/* ---- what was traced --------------------------------------------------------------------- */

static struct {
    enum nk_trace_dir dir;
    const char *method;
    nk_uint32_t size;
    nk_err_t rc;
    int dump;
} traced[32];
static size_t traced_count;

/* Stands in for the weak one of libnk. */
void nk_trace_ipc(enum nk_trace_dir dir, const char *iface, const char *method,
                  const struct nk_message *msg, const struct nk_arena *arena, nk_err_t rc, int dump)
{
    (void)arena;
    ck_assert_str_eq(iface, "check.Ping");
    ck_assert_uint_lt(traced_count, nk_array_size(traced));
    traced[traced_count].dir = dir;
    traced[traced_count].method = method;
    traced[traced_count].size = msg->ex.size_ex;
    traced[traced_count].rc = rc;
    traced[traced_count++].dump = dump;
}

static nk_err_t pong(nk_err_t result, struct check_Ping_Pong_res *res)
{
    struct check_Ping_proxy proxy;
    struct check_Ping_Pong_req req;
    memset(&req, 0, sizeof req);
    pong_result = result;
    check_Ping_proxy_init(&proxy, &direct, 3);
    return check_Ping_Pong(&proxy.base, &req, NK_NULL, res, NK_NULL);
}

START_TEST(status_in_the_return_code)
{
    struct check_Ping_Pong_res res;
    ck_assert_int_eq(pong(NK_EOK, &res), NK_EOK);
    ck_assert(!nk_msg_check_err(&res));
    ck_assert_int_eq(pong(NK_ELOGIC_MAKE(65535), &res), NK_ELOGIC_MAKE(65535));
    ck_assert(nk_msg_check_err(&res));
    ck_assert_uint_eq(res.err_.status, 65535);
    ck_assert_uint_eq(res.base_.ex.size_ex, sizeof res.err_);
    ck_assert_int_eq(NK_ELOGIC_GET(pong(NK_ELOGIC_MAKE(0), &res)), 0);
    ck_assert(nk_msg_check_err(&res));
    ck_assert_int_eq(pong(NK_ENOMEM, &res), NK_ENOMEM);
    ck_assert_uint_eq(res.base_.ex.size_ex, 0);
}
END_TEST

START_TEST(traces_in_order)
{
    struct check_Ping_proxy proxy;
    struct check_Ping_Ping_req req = {.n = 1};
    struct check_Ping_Ping_res res;
    check_Ping_proxy_init(&proxy, &direct, 3);
    ck_assert_int_eq(check_Ping_Ping(&proxy.base, &req, NK_NULL, &res, NK_NULL), NK_EOK);
    ck_assert_uint_eq(res.n1, 2);
    static const enum nk_trace_dir order[] = {NK_TRACE_CLIENT_REQ, NK_TRACE_SERVER_REQ,
                                              NK_TRACE_SERVER_RES, NK_TRACE_CLIENT_RES};
    ck_assert_uint_eq(traced_count, 4);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_int_eq(traced[i].dir, order[i]);
        ck_assert_str_eq(traced[i].method, "Ping");
        ck_assert_uint_eq(traced[i].size, 32);
        ck_assert_int_eq(traced[i].rc, NK_EOK);
        ck_assert_int_eq(traced[i].dump, i == 1 || i == 2);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("gen_simple");
    TCase *tc = tcase_create("gen_simple");
    tcase_add_test(tc, status_in_the_return_code);
    tcase_add_test(tc, traces_in_order);
    suite_add_tcase(suite, tc);
    return unit_main(suite);
}
