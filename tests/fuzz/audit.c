/* Audit records: whatever the decoder accepts is the one encoding of what it read, and its text stays
 * inside its buffer, whatever the numbers. */
#include <nk/audit.h>
#include <nk/errno.h>
#include <nk/ksm_engine.h>

#include <stdint.h>
#include <string.h>

static const struct ksm_method methods[] = {{.name = "Poke"}};
static const struct ksm_interface interface = {methods, 1};
static const struct ksm_endpoint endpoints[] = {{"raw", &interface}};
static const struct ksm_class classes[] = {{endpoints, endpoints, 1, 1}};
static const char *const class_names[] = {"lab.Pump"};
static const struct ksm_atom atoms[] = {{.text = "message.at", .limit = "src_sid", .is_signed = 1}};
static const struct ksm_rule rules[] = {{1, 2, 3, 0, 1, "assert (message.at < src_sid)", "p.psl"}};
static const char *const fields[] = {"ranges[].note[]"};
static const struct ksm_tables tables = {
    .routes = {.class_count = 1},
    .class_names = class_names,
    .classes = classes,
    .rules = rules,
    .rule_count = 1,
    .atoms = atoms,
    .fields = fields,
    .field_count = 1,
};
static const struct nk_audit_names names = {{0}, &tables};

static void check_text(const struct nk_audit_record *r, size_t room)
{
    char text[256];
    memset(text, 'x', sizeof text);
    nk_size_t length = nk_audit_text(&names, r, text, room);
    if ((room && (length >= room || text[length] != '\0')) || text[room] != 'x')
        __builtin_trap();
    for (nk_uint32_t i = 0; i < r->call_count; i++)
        (void)nk_audit_call_text(&names, &r->calls[i], text, room);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nk_audit_record r;
    nk_uint8_t again[NK_AUDIT_RECORD_MAX];

    if (nk_audit_decode(data, size, &r) != NK_EOK)
        return 0;
    if (nk_audit_encode(&r, again) != size || memcmp(again, data, size) != 0)
        __builtin_trap();
    check_text(&r, 255);
    check_text(&r, size % 64);
    return 0;
}
