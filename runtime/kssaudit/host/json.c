/* By hand: there are a dozen keys, and one function for texts. */
#include "json.h"

#include <inttypes.h>
#include <nk/ksm_engine.h>

enum { LINE_MAX = 4096 };

/* A text in quotes. Its bytes are UTF-8, as policies and descriptions are. */
static void put_text(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text; text++) {
        const unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            fprintf(out, "\\%c", c);
        else if (c < 0x20)
            fprintf(out, "\\u%04x", c);
        else
            fputc(c, out);
    }
    fputc('"', out);
}

static void put_party(const struct nk_audit_names *names, const char *key, nk_uint16_t class_id,
                      nk_uint32_t sid, FILE *out)
{
    const struct ksm_tables *t = names->tables;
    fprintf(out, ",\"%s\":{", key);
    if (class_id < t->routes.class_count) {
        fputs("\"class\":", out);
        put_text(out, t->class_names[class_id]);
        fputc(',', out);
    }
    fprintf(out, "\"sid\":%" PRIu32 "}", sid);
}

/* The endpoint that the RIID means, NULL when it is unknown. */
static const struct ksm_endpoint *endpoint_of(const struct ksm_tables *t,
                                              const struct nk_audit_record *r)
{
    const nk_uint16_t server = r->kind == KSM_REQUEST ? r->dst_class : r->src_class;
    if (server >= t->routes.class_count)
        return NULL;
    const struct ksm_class *c = &t->classes[server];
    if (r->kind == KSM_SECURITY)
        return r->iid < c->security_count ? &c->security[r->iid] : NULL;
    return r->iid < c->endpoint_count ? &c->endpoints[r->iid] : NULL;
}

static void put_method(const struct nk_audit_names *names, const struct nk_audit_record *r,
                       FILE *out)
{
    const struct ksm_endpoint *e = endpoint_of(names->tables, r);
    fprintf(out, ",\"riid\":%u,\"mid\":%u", r->iid, r->mid);
    if (!e)
        return;
    fputs(",\"endpoint\":", out);
    put_text(out, e->path);
    if (r->mid >= e->interface->method_count)
        return;
    fputs(",\"method\":", out);
    put_text(out, e->interface->methods[r->mid].name);
}

static void put_reason(const struct nk_reason *r, FILE *out)
{
    static const char *const stages[] = {"none", "router", "structure", "rule", "state"};
    const size_t known = sizeof stages / sizeof stages[0];
    fprintf(out,
            ",\"reason\":{\"stage\":\"%s\",\"code\":%u,\"rule\":%u,\"cond\":%u,\"field\":%u,"
            "\"elem\":[%" PRIu32 ",%" PRIu32 "],\"value\":\"%" PRIu64 "\",\"limit\":\"%" PRIu64
            "\"}",
            r->stage < known ? stages[r->stage] : "unknown", r->code, r->rule, r->cond, r->field,
            r->elem[0], r->elem[1], r->value, r->limit);
}

static void put_calls(const struct nk_audit_names *names, const struct nk_audit_record *r,
                      FILE *out)
{
    static const char *const results[NK_AUDIT_CALL_RESULTS] = {"denied", "granted", "false",
                                                               "true"};
    char text[LINE_MAX];
    fputs(",\"calls\":[", out);
    for (nk_uint32_t i = 0; i < r->call_count; i++) {
        const struct nk_audit_call *call = &r->calls[i];
        ksm_explain_call(names->tables, call->rule, text, sizeof text);
        fprintf(out, "%s{\"rule\":%u,\"result\":\"%s\",\"call\":", i ? "," : "", call->rule,
                results[call->result % NK_AUDIT_CALL_RESULTS]);
        put_text(out, text);
        fputc('}', out);
    }
    fputc(']', out);
    if (r->more)
        fprintf(out, ",\"more\":%" PRIu32, r->more);
}

static const char *word(const char *const *words, size_t count, size_t index)
{
    return index < count ? words[index] : "unknown";
}

void nk_audit_json(const struct nk_audit_names *names, const struct nk_audit_record *r, FILE *out)
{
    static const char *const verdicts[] = {"granted", "denied", "malformed"};
    static const char *const kinds[] = {"unknown",  "execute", "request",
                                        "response", "error",   "security"};
    char text[LINE_MAX];
    fprintf(out, "{\"seq\":\"%" PRIu64 "\",\"verdict\":\"%s\",\"kind\":\"%s\"", r->seq,
            word(verdicts, sizeof verdicts / sizeof verdicts[0], r->verdict),
            word(kinds, sizeof kinds / sizeof kinds[0], r->kind));
    put_party(names, "src", r->src_class, r->src_sid, out);
    if (r->kind != KSM_SECURITY)
        put_party(names, "dst", r->dst_class, r->dst_sid, out);
    if (r->kind == KSM_EXECUTE) /* platform 5 */
        fputs(",\"interface\":\"kl.core.Execute\",\"method\":\"main\"", out);
    else
        put_method(names, r, out);
    if (r->verdict != KSM_GRANTED)
        put_reason(&r->reason, out);
    put_calls(names, r, out);
    fputs(",\"line\":", out);
    nk_audit_text(names, r, text, sizeof text);
    put_text(out, text);
    fputs("}\n", out);
}
