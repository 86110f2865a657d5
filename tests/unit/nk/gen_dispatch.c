/* Proxies, dispatchers and component trees of generated headers, with short names and the
 * extended error mode. */
#define NK_USE_UNQUALIFIED_NAMES
#include <check/Ext.idl.h>
#include <check/Ping.idl.h>
#include <check/Server.edl.h>

#include "unit.h"

#include <string.h>

/* ---- a server: each endpoint answers with its own number --------------------------------- */

struct ping_server {
    Ping base;
    nk_uint32_t number;
};

static nk_err_t do_ping(Ping *self, const Ping_Ping_req *req, const struct nk_arena *req_arena,
                        Ping_Ping_res *res, struct nk_arena *res_arena)
{
    (void)req_arena;
    (void)res_arena;
    res->n1 = req->n + ((struct ping_server *)self)->number;
    return NK_EOK;
}

static nk_err_t do_pong(Ping *self, const Ping_Pong_req *req, const struct nk_arena *req_arena,
                        Ping_Pong_res *res, struct nk_arena *res_arena)
{
    (void)self;
    (void)req;
    (void)req_arena;
    (void)res_arena;
    nk_err_reset(res);
    res->err_.status = 77;
    return NK_EOK;
}

static const Ping_ops ping_ops = {.Ping = do_ping, .Pong = do_pong};

static nk_err_t fail_result;

static nk_err_t do_fail(Ext *self, const Ext_Fail_req *req, const struct nk_arena *req_arena,
                        Ext_Fail_res *res, struct nk_arena *res_arena)
{
    (void)self;
    (void)req_arena;
    (void)res_arena;
    if (req->a == 0) {
        res->big = UINT64_C(1) << 40;
        return fail_result;
    }
    nk_uint32_t a = req->a; /* the buffers may be one */
    nk_err_reset(res);
    res->err_.code = -(nk_sint32_t)a;
    res->err_.culprit = nk_handle_desc(5, 6, 7);
    return NK_EOK;
}

static nk_err_t do_fine(Ext *self, const Ext_Fine_req *req, const struct nk_arena *req_arena,
                        Ext_Fine_res *res, struct nk_arena *res_arena)
{
    (void)self;
    (void)req_arena;
    (void)res_arena;
    res->b = req->a;
    return NK_EOK;
}

static const Ext_ops ext_ops = {.Fail = do_fail, .Fine = do_fine};

static struct ping_server own = {{&ping_ops}, 1000}, ap = {{&ping_ops}, 2000},
                          bp = {{&ping_ops}, 3000}, yp = {{&ping_ops}, 4000};
static Ext ext = {.ops = &ext_ops};
static Inner_component a, b, y;
static Outer_component x;
static Server_entity server;

/* ---- a transport that hands the message straight to the entity ---------------------------- */

static nk_err_t direct_call(struct nk_transport *self, const struct nk_message *req,
                            const struct nk_arena *req_arena, struct nk_message *res,
                            struct nk_arena *res_arena)
{
    (void)self;
    return Server_entity_dispatch(&server, req, req_arena, res, res_arena);
}

static const struct nk_transport_ops direct_ops = {.call = direct_call};
static struct nk_transport direct = {&direct_ops};

static void setup(void)
{
    fail_result = NK_EOK;
    Inner_component_init(&a, &ap.base, &ext);
    Inner_component_init(&b, &bp.base, &ext);
    Inner_component_init(&y, &yp.base, &ext);
    Outer_component_init(&x, &own.base, &a, &b);
    Server_entity_init(&server, &x, &y);
}

static nk_err_t ping(nk_iid_t iid, nk_uint32_t n, Ping_Ping_res *res)
{
    Ping_proxy proxy;
    Ping_Ping_req req;
    memset(&req, 0xaa, sizeof req);
    memset(res, 0xaa, sizeof *res);
    req.n = n;
    Ping_proxy_init(&proxy, &direct, iid);
    return Ping_Ping(&proxy.base, &req, NK_NULL, res, NK_NULL);
}

START_TEST(every_endpoint_is_reached)
{
    static const struct {
        nk_iid_t iid;
        nk_uint32_t number;
    } rows[] = {
        {Server_x_own_iid, 1000},
        {Server_x_a_ping_iid, 2000},
        {Server_x_b_ping_iid, 3000},
        {Server_y_ping_iid, 4000},
    };
    for (size_t i = 0; i < nk_array_size(rows); i++) {
        Ping_Ping_res res;
        ck_assert_int_eq(ping(rows[i].iid, 5, &res), NK_EOK);
        ck_assert_uint_eq(res.n1, rows[i].number + 5);
        ck_assert_uint_eq(res.base_.iid, rows[i].iid);
        ck_assert_uint_eq(res.base_.mid, Ping_Ping_mid);
        ck_assert_uint_eq(res.base_.ex.size_ex, 32);
        ck_assert_uint_eq(nk_msg_ncaps(&res), 0);
        ck_assert(!nk_msg_check_err(&res));
    }
}
END_TEST

START_TEST(unknown_numbers)
{
    Ping_Ping_res res;
    ck_assert_int_eq(ping(Server_iidMax, 5, &res), NK_ENOENT);
    ck_assert_int_eq(ping(0xffff, 5, &res), NK_ENOENT);
    /* The endpoint exists but is of another type: the method number decides. */
    Ping_Ping_req req;
    nk_req_reset(&req);
    nk_req_reset(&res);
    nk_msg_set_method_id(&req, Server_x_own_iid, Ping_mid_max);
    ck_assert_int_eq(Server_entity_dispatch(&server, &req.base_, NK_NULL, &res.base_, NK_NULL),
                     NK_ENOENT);
    ck_assert_uint_eq(res.base_.ex.size_ex, 0);
    ck_assert_uint_eq(res.base_.mid, Ping_mid_max);
}
END_TEST

START_TEST(component_offset)
{
    /* A component as part of a class: the numbers of its own endpoints start at the offset. */
    Ping_Ping_req req;
    Ping_Ping_res res;
    memset(&req, 0, sizeof req);
    nk_req_reset(&req);
    nk_req_reset(&res);
    nk_msg_set_method_id(&req, Server_y_iidOffset + Inner_ping_iid, Ping_Ping_mid);
    ck_assert_int_eq(
        Inner_component_dispatch(&y, Server_y_iidOffset, &req.base_, NK_NULL, &res.base_, NK_NULL),
        NK_EOK);
    ck_assert_uint_eq(res.n1, 4000);
    ck_assert_int_eq(Inner_component_dispatch(&y, Server_y_iidOffset + 1, &req.base_, NK_NULL,
                                              &res.base_, NK_NULL),
                     NK_ENOENT);
}
END_TEST

START_TEST(request_header)
{
    /* The proxy writes the header and leaves the parameters alone. */
    Ext_Fine_req req;
    Ext_Fine_res res;
    Ext_proxy proxy;
    memset(&req, 0xff, sizeof req);
    req.a = 9;
    Ext_proxy_init(&proxy, &direct, Server_y_ext_iid);
    ck_assert_int_eq(Ext_Fine(&proxy.base, &req, NK_NULL, &res, NK_NULL), NK_EOK);
    ck_assert_uint_eq(req.base_.iid, Server_y_ext_iid);
    ck_assert_uint_eq(req.base_.mid, Ext_Fine_mid);
    ck_assert_uint_eq(req.base_.ex.size_ex, sizeof req);
    ck_assert_uint_eq(nk_msg_ncaps(&req), 0);
    ck_assert(!nk_msg_check_err(&req));
    ck_assert_uint_eq(res.b, 9);
}
END_TEST

START_TEST(local_object)
{
    /* A local implementation is called like a remote one. */
    Ext_Fine_req req = {.a = 3};
    Ext_Fine_res res;
    ck_assert_int_eq(Ext_Fine(&ext, &req, NK_NULL, &res, NK_NULL), NK_EOK);
    ck_assert_uint_eq(res.b, 3);
}
END_TEST

START_TEST(extended_error)
{
    Ext_Fail_req req = {.a = 4};
    Ext_Fail_res res;
    Ext_proxy proxy;
    Ext_proxy_init(&proxy, &direct, Server_y_ext_iid);
    ck_assert_int_eq(Ext_Fail(&proxy.base, &req, NK_NULL, &res, NK_NULL), NK_EOK);
    ck_assert(nk_msg_check_err(&res));
    ck_assert_int_eq(res.err_.code, -4);
    ck_assert_uint_eq(res.err_.culprit.badge, 7);
    ck_assert_uint_eq(res.base_.ex.size_ex, sizeof res.err_);
    ck_assert_uint_eq(nk_msg_ncaps(&res), Ext_Fail_err_handles);

    /* The flag of that response does not stick to the next one in the same buffer. */
    req.a = 0;
    ck_assert_int_eq(Ext_Fail(&proxy.base, &req, NK_NULL, &res, NK_NULL), NK_EOK);
    ck_assert(!nk_msg_check_err(&res));
    ck_assert_uint_eq(res.base_.ex.size_ex, sizeof res.res_);
    ck_assert_uint_eq(nk_msg_ncaps(&res), 0);
    ck_assert_uint_eq(res.big, UINT64_C(1) << 40);
}
END_TEST

START_TEST(stale_flag_is_cleared)
{
    Ext_Fail_req req;
    Ext_Fail_res res;
    memset(&req, 0, sizeof req);
    nk_req_reset(&req);
    nk_msg_set_method_id(&req, Server_y_ext_iid, Ext_Fail_mid);
    nk_err_reset(&res);
    ck_assert_int_eq(Server_entity_dispatch(&server, &req.base_, NK_NULL, &res.base_, NK_NULL),
                     NK_EOK);
    ck_assert(!nk_msg_check_err(&res));
}
END_TEST

START_TEST(one_buffer_for_both)
{
    union {
        Ext_Fail_req req;
        Ext_Fail_res res;
    } both;
    for (nk_uint32_t value = 0; value < 2; value++) {
        memset(&both, 0, sizeof both);
        nk_req_reset(&both.req);
        nk_msg_set_method_id(&both.req, Server_y_ext_iid, Ext_Fail_mid);
        both.req.a = value;
        ck_assert_int_eq(
            Server_entity_dispatch(&server, &both.req.base_, NK_NULL, &both.res.base_, NK_NULL),
            NK_EOK);
        ck_assert_uint_eq(both.res.base_.iid, Server_y_ext_iid);
        ck_assert_uint_eq(both.res.base_.mid, Ext_Fail_mid);
        ck_assert_int_eq(nk_msg_check_err(&both.res), value);
        ck_assert_uint_eq(both.res.base_.ex.size_ex,
                          value ? sizeof both.res.err_ : sizeof both.res.res_);
    }
}
END_TEST

START_TEST(failed_call_prepares_nothing)
{
    Ext_Fail_req req = {.a = 0};
    Ext_Fail_res res;
    Ext_proxy proxy;
    fail_result = NK_ENOMEM;
    Ext_proxy_init(&proxy, &direct, Server_y_ext_iid);
    ck_assert_int_eq(Ext_Fail(&proxy.base, &req, NK_NULL, &res, NK_NULL), NK_ENOMEM);
    ck_assert_uint_eq(res.base_.ex.size_ex, 0);
}
END_TEST

START_TEST(message_unions)
{
    ck_assert_uint_ge(sizeof(Server_entity_req), sizeof(Ext_Fail_req));
    ck_assert_uint_ge(sizeof(Server_entity_res), sizeof(Ext_Fail_res));
    Server_entity_req req;
    ck_assert_ptr_eq((void *)&req.x_a_ping.Pong, (void *)&req.base_);
    ck_assert_ptr_eq((void *)&req.y_ext.Fail, (void *)&req.base_);
    struct Server_entity *same = &server; /* both spellings name the type */
    ck_assert_ptr_eq(same->x->a->ping, &ap.base);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {every_endpoint_is_reached,
                                  unknown_numbers,
                                  component_offset,
                                  request_header,
                                  local_object,
                                  extended_error,
                                  stale_flag_is_cleared,
                                  one_buffer_for_both,
                                  failed_call_prepares_nothing,
                                  message_unions};
    Suite *suite = suite_create("gen_dispatch");
    TCase *tc = tcase_create("gen_dispatch");
    tcase_add_checked_fixture(tc, setup, NULL);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tc, tests[i]);
    suite_add_tcase(suite, tc);
    return unit_main(suite);
}
