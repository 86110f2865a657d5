/* Checks of a generated module what the proofs take for granted of its tables: ksm_tables_ok of
 * nk/ksm_engine.h, clause by clause, that each way does what its action says (nk/ksm_route.h), and
 * that rules stand behind the verifier that they ask for. Compiled with the module itself,
 * `-DMODULE="FILE"`, which nk-psl-gen-c --acsl made. Prints what is wrong, and the number of
 * checks. */
#include MODULE

#include <stdio.h>
#include <string.h>

static unsigned long checks, wrong;

static void check(int holds, const char *what, unsigned long where)
{
    checks++;
    if (holds)
        return;
    wrong++;
    if (wrong <= 20)
        printf("tables: %s, at %lu\n", what, where);
}

#define COUNT(table) (sizeof(table) / sizeof *(table))
/* `count` items from `first` on lie in the table. */
#define INSIDE(first, count, table)                                                                \
    ((first) >= (table) && (first) <= (table) + COUNT(table) &&                                    \
     (unsigned long)(count) <= (unsigned long)((table) + COUNT(table) - (first)))

static int is_mask(nk_uint64_t mask)
{
    return mask <= 0xffff && (mask & (mask + 1)) == 0;
}

/* What a rule or list asks for is `verify`, or nothing. */
static void check_need(ksm_action_fn *rules, ksm_verify_fn *verify, unsigned long where)
{
    for (unsigned long i = 0; i + 1 < COUNT(rules_need); i++) {
        if (rules_need[i].rules != rules)
            continue;
        check(!rules_need[i].verify || rules_need[i].verify == verify,
              "rules that ask for another verifier", where);
        return;
    }
    check(0, "rules of no action", where);
}

/* The action is to deny, to grant or a list. */
static void check_action(nk_uint16_t action, ksm_verify_fn *verify, unsigned long where)
{
    const unsigned n = action - KSM_ACTION_FIRST;

    if (action < KSM_ACTION_FIRST)
        return;
    check(n < COUNT(lists) && lists[n] != 0, "no such list", where);
    if (n < COUNT(lists) && lists[n])
        check_need(lists[n], verify, where);
}

/* A way, where it stands and what it belongs to: method is NULL for one that only fills up. */
struct place {
    const struct ksm_slot *slot;
    const struct ksm_method *method;
    nk_uint64_t iid, mid, row_mask;
    unsigned direction;
    unsigned long where;
};

/* Whether a message with this head comes to the way. */
static int reaches(const struct place *p, nk_uint64_t head)
{
    return (head & p->row_mask) == p->iid && (head >> 16 & p->slot->mask) == p->mid;
}

/* A message with this head is well-formed, whatever else it holds. */
static void check_plain(const struct place *p, nk_uint64_t head)
{
    static union {
        struct nk_message msg;
        nk_uint8_t bytes[0x800000];
    } any;
    static nk_uint32_t seed = 1;
    struct nk_reason reason;

    check((nk_uint16_t)head == p->iid && (nk_uint16_t)(head >> 16) == p->mid && p->method,
          "a plain head of no method", p->where);
    if (!p->method)
        return;
    check(p->slot->actions[p->mid] == KSM_ACTION_GRANT, "plain, but not granted", p->where);
    check(p->slot->ways[p->mid].check == 0, "plain, with a check", p->where);
    for (int round = 0; round < 20; round++) {
        const nk_uint32_t size = (nk_uint32_t)(head >> 32) & 0x7fffff;

        for (nk_uint32_t i = 0; i < size + (nk_uint32_t)(head >> 55 & 0xff) * 4; i++) {
            seed = seed * 1664525 + 1013904223;
            any.bytes[i] = (nk_uint8_t)(seed >> 24);
        }
        memcpy(&any, &head, sizeof head);
        check(p->method->verify[p->direction](&any.msg, (const struct nk_arena *)0, &reason),
              "plain, but a message is malformed", p->where);
    }
}

/* The check is made of the method's verifier and what the action says. */
static void check_check(const struct place *p, nk_uint64_t head)
{
    const struct ksm_way *way = &p->slot->ways[p->mid];

    check((nk_uint16_t)head == p->iid && (nk_uint16_t)(head >> 16) == p->mid && p->method,
          "a head to check of no method", p->where);
    for (unsigned long i = 0; p->method && i + 1 < COUNT(checks_of); i++) {
        const nk_uint16_t action = p->slot->actions[p->mid];

        if (checks_of[i].check != way->check)
            continue;
        check(checks_of[i].verify == p->method->verify[p->direction], "a check of another message",
              p->where);
        if (action < KSM_ACTION_FIRST) {
            check(action == KSM_ACTION_GRANT && !checks_of[i].rules, "a check without action",
                  p->where);
            return;
        }
        check((unsigned)action - KSM_ACTION_FIRST < COUNT(rules_need) - 1 &&
                  rules_need[action - KSM_ACTION_FIRST].rules == checks_of[i].rules,
              "a check with other rules", p->where);
        check_need(checks_of[i].rules, checks_of[i].verify, p->where);
        return;
    }
    check(0, "no such check", p->where);
}

static void check_way(const struct place *p)
{
    const struct ksm_way *way = &p->slot->ways[p->mid];
    const int plain = reaches(p, way->head), checked = reaches(p, ~way->head);

    check(!plain || !checked, "a head and its complement", p->where);
    if (plain)
        check_plain(p, way->head);
    if (checked)
        check_check(p, ~way->head);
    else
        check(way->check == 0, "a check that no head has", p->where);
    if (p->method && !checked)
        check_action(p->slot->actions[p->mid], p->method->verify[p->direction], p->where);
}

static void check_slot(struct place *p)
{
    const struct ksm_slot *slot = p->slot;
    const struct ksm_interface *interface = slot->interface;

    check(is_mask(slot->mask) && slot->mask >= 3, "no mask of a slot", p->where);
    check(INSIDE(slot->ways, slot->mask + 1, ways), "ways beyond the table", p->where);
    if (interface) {
        check(interface->method_count <= slot->mask + 1, "methods without ways", p->where);
        check(INSIDE(slot->actions, interface->method_count, actions), "actions beyond the table",
              p->where);
    }
    for (p->mid = 0; p->mid <= slot->mask; p->mid++) {
        p->method = interface && p->mid < interface->method_count ? &interface->methods[p->mid]
                                                                  : (const struct ksm_method *)0;
        check(!p->method || p->method->verify[p->direction] != 0, "no verifier", p->where);
        check_way(p);
    }
}

enum { MESSAGES = 1, SECURITY, NOTHING }; /* what comes to a row */

static void check_row(const struct ksm_row *row, unsigned direction, int what, unsigned long where)
{
    check(INSIDE(row, 1, rows), "no row", where);
    check(is_mask(row->mask), "no mask of a row", where);
    check(INSIDE(row->slots, row->mask + 1, row_slots), "slots beyond the table", where);
    for (nk_uint64_t iid = 0; iid <= row->mask; iid++) {
        struct place p = {.slot = row->slots[iid],
                          .iid = iid,
                          .row_mask = row->mask,
                          .direction = direction,
                          .where = where};

        check(INSIDE(p.slot, 1, slots), "no slot", where);
        check(what != NOTHING || !p.slot->interface, "an endpoint for no message", where);
        check_slot(&p);
        for (nk_uint64_t mid = 0; what == SECURITY && mid <= p.slot->mask; mid++)
            check(p.slot->ways[mid].check == 0, "a check of security events", where);
    }
}

static void check_routes(void)
{
    const unsigned long n = tables.routes.class_count;

    check(n <= 0xffff, "too many classes", n);
    check(COUNT(classes) >= n && COUNT(security) >= n && COUNT(from) >= n * KSM_KINDS &&
              COUNT(execute) >= n * n,
          "a table that is too small for the classes", n);
    for (unsigned long src = 0; src < n; src++) {
        check_row(security[src], KSM_DIR_REQUEST, SECURITY, src);
        for (unsigned long dst = 0; dst < n; dst++)
            check_action(execute[src * n + dst], (ksm_verify_fn *)0, src * n + dst);
        for (unsigned kind = 0; kind < KSM_KINDS; kind++) {
            const int is_message = kind >= KSM_REQUEST && kind <= KSM_ERROR;

            check(INSIDE(from[src * KSM_KINDS + kind], n, peers), "peers beyond the table", src);
            for (unsigned long dst = 0; dst < n; dst++)
                check_row(from[src * KSM_KINDS + kind][dst],
                          is_message ? kind - KSM_REQUEST : KSM_DIR_REQUEST,
                          is_message ? MESSAGES : NOTHING, src);
        }
    }
}

static void check_rules(void)
{
    check(tables.rule_count <= COUNT(rules), "rules beyond the table", tables.rule_count);
    for (unsigned long i = 0; i < tables.rule_count; i++) {
        const struct ksm_rule *rule = &rules[i];

        check(rule->atom_count == 0 || INSIDE(atoms + rule->first_atom, rule->atom_count, atoms),
              "atoms beyond the table", i);
        check(i == 0 || rules[i - 1].number < rule->number, "rules out of order", i);
    }
    check(tables.field_count <= COUNT(fields), "fields beyond the table", tables.field_count);
}

/* What rules find in the beginning: the index of the audit; the levels ascend. */
static void check_state(void)
{
    check(audit.level_count <= COUNT(audit_levels) && audit.index <= audit.level_count &&
              audit.record.call_count == 0,
          "the audit's beginning", audit.index);
    check(audit.sink == 0, "a sink before any is set", 0);
}

int main(void)
{
    check(tables.routes.from == from && tables.execute == execute && tables.security == security &&
              tables.classes == classes && tables.lists == lists && tables.rules == rules &&
              tables.atoms == atoms && tables.fields == fields && nk_ksm.routes == &tables.routes,
          "another table", 0);
    check_routes();
    check_rules();
    check_state();
    printf("%lu checks, %lu wrong\n", checks, wrong);
    return wrong != 0;
}
