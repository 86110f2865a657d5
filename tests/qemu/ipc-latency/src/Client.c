/* How late a thread wakes while the longest messages go from and to threads of lower priority. Run
 * with -icount shift=0: an instruction is a nanosecond of the counter. */
#include <stdlib.h>
#include <string.h>

#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <kos/thread.h>

#include <lat/IBulk.idl.h>

#include "../../check.h"

enum { LOW = 10, MESSAGES = 200, REFUSED = 16 };

static char data[lat_IBulk_MaxData];
static struct lat_IBulk_proxy proxy;
static volatile int stage; /* 0: nobody sends; then as in stages[]; at the end: all was sent */
static const char *const stages[] = {"nothing", "bytes", "text", "letters", "refused"};

static unsigned long counter(void)
{
    unsigned long value;

    __asm__ volatile("isb\n\tmrs %0, cntvct_el0" : "=r"(value)::"memory");
    return value;
}

static unsigned long microseconds(unsigned long ticks)
{
    unsigned long frequency;

    __asm__ volatile("mrs %0, cntfrq_el0" : "=r"(frequency));
    return ticks * 1000 / (frequency / 1000);
}

static void send_bytes(void)
{
    struct nk_arena arena = {data, data + sizeof data, data + sizeof data};
    lat_IBulk_Bytes_req req = {.data = {0, sizeof data}};
    lat_IBulk_Bytes_res res;

    CHECK(lat_IBulk_Bytes(&proxy.base, &req, &arena, &res, NK_NULL) == NK_EOK);
    CHECK(res.size == sizeof data);
}

static void send_text(void)
{
    struct nk_arena arena = {data, data + sizeof data, data + sizeof data};
    lat_IBulk_Text_req req = {.text = {0, sizeof data}};
    lat_IBulk_Text_res res;

    CHECK(lat_IBulk_Text(&proxy.base, &req, &arena, &res, NK_NULL) == NK_EOK);
    CHECK(res.size == sizeof data);
}

/* The server is a while about a request without bytes. */
static int keep_busy(void *context)
{
    lat_IBulk_Bytes_req req = {.data = {0, 0}};
    lat_IBulk_Bytes_res res;

    (void)context;
    return lat_IBulk_Bytes(&proxy.base, &req, NK_NULL, &res, NK_NULL) != NK_EOK;
}

/* The last byte but the zero makes it no UTF-8. */
static int send_bad_text(void *context)
{
    struct nk_arena arena = {data, data + sizeof data, data + sizeof data};
    lat_IBulk_Text_req req = {.text = {0, sizeof data}};
    lat_IBulk_Text_res res;

    (void)context;
    return lat_IBulk_Text(&proxy.base, &req, &arena, &res, NK_NULL) == NK_EOK;
}

/* They all wait when the server receives again. */
static void send_refused(void)
{
    Tid tids[1 + REFUSED];

    memset(data, 'a', sizeof data - 2);
    data[sizeof data - 2] = (char)0xff;
    CHECK(KosThreadCreate(&tids[0], LOW, 0, keep_busy, RTL_NULL, 0) == rcOk);
    KosThreadSleep(5);
    for (int i = 1; i <= REFUSED; i++)
        CHECK(KosThreadCreate(&tids[i], LOW, 0, send_bad_text, RTL_NULL, 0) == rcOk);
    for (int i = 0; i <= REFUSED; i++)
        CHECK(KosThreadWait(tids[i], INFINITE_TIMEOUT) == 0);
}

/* No ASCII: each character is looked at. */
static void use_letters(void)
{
    for (size_t i = 0; i + 3 < sizeof data; i += 2)
        memcpy(data + i, "\xc3\xa9", 2);
}

static int send(void *context)
{
    (void)context;
    for (stage = 1; stage < 4; stage++) {
        if (stage == 3)
            use_letters();
        for (int i = stage == 3 ? MESSAGES - 10 : 0; i < MESSAGES; i++) /* the third is slow */
            stage == 1 ? send_bytes() : send_text();
    }
    send_refused();
    stage = 5;
    return 0;
}

/* The longest nap less what was asked for, of those that lie in the stage; of the first, of some.
 */
static unsigned long latest(int now)
{
    unsigned long worst = 0;

    for (int naps = 0; stage == now && (now > 0 || naps < 20); naps++) {
        const rtl_uint32_t nap = 1 + (rtl_uint32_t)naps % 13; /* not in step with the messages */
        const unsigned long before = counter();
        KosThreadSleep(nap);
        const unsigned long late = microseconds(counter() - before) - nap * 1000;

        if (stage == now && late > worst)
            worst = late;
    }
    return worst;
}

int main(void)
{
    Handle handle = ServiceLocatorConnect("bulk");
    NkKosTransport transport;
    Tid tid;

    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    lat_IBulk_proxy_init(&proxy, &transport.base, ServiceLocatorGetRiid(handle, "bulk"));
    memset(data, 'a', sizeof data - 1);
    for (int now = 0; now < 5; now++) {
        const unsigned long late = latest(now);

        printf("latency: %s %lu\n", stages[now], late);
        if (now == 0) {
            CHECK(KosThreadCreate(&tid, LOW, 0, send, RTL_NULL, 0) == rcOk);
            while (stage == 0)
                KosThreadSleep(1);
        }
    }
    return check_end("Client") ? EXIT_FAILURE : EXIT_SUCCESS;
}
