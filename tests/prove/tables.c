/* Checks of a generated module what the proofs take for granted of its tables: ksm_tables_ok of
 * nk/ksm_engine.h, clause by clause, and that each list stands behind the verifier that it asks for.
 * Compiled with the module itself, `-DMODULE="FILE"`, which nk-psl-gen-c --acsl made. Prints what is
 * wrong, and the number of checks. */
#include MODULE

#include <stdio.h>

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

/* The action is to deny, to grant or a list; a list asks for `verify` or for none. */
static void check_action(nk_uint16_t action, ksm_verify_fn *verify, unsigned long where)
{
    const unsigned n = action - KSM_ACTION_FIRST;

    if (action < KSM_ACTION_FIRST)
        return;
    check(n < COUNT(lists) && lists[n] != 0, "no such list", where);
    check(n < COUNT(list_needs) && (!list_needs[n] || list_needs[n] == verify),
          "a list that asks for another verifier", where);
}

static void check_slot(const struct ksm_slot *slot, unsigned direction, unsigned long where)
{
    const struct ksm_interface *interface = slot->interface;

    check(is_mask(slot->mask), "no mask of a slot", where);
    check(INSIDE(slot->plain, slot->mask + 1, plains), "entries beyond the table", where);
    if (!interface)
        return;
    check(INSIDE(slot->actions, interface->method_count, actions), "actions beyond the table", where);
    for (nk_uint32_t mid = 0; mid < interface->method_count; mid++) {
        ksm_verify_fn *verify = interface->methods[mid].verify[direction];

        check(verify != 0, "no verifier", where);
        check_action(slot->actions[mid], verify, where);
    }
}

static void check_row(const struct ksm_row *row, unsigned direction, unsigned long where)
{
    check(INSIDE(row, 1, rows), "no row", where);
    check(is_mask(row->mask), "no mask of a row", where);
    check(INSIDE(row->slots, row->mask + 1, row_slots), "slots beyond the table", where);
    for (nk_uint64_t iid = 0; iid <= row->mask; iid++) {
        check(INSIDE(row->slots[iid], 1, slots), "no slot", where);
        check_slot(row->slots[iid], direction, where);
    }
}

static void check_routes(void)
{
    const unsigned long n = tables.routes.class_count;

    check(n <= 0xffff, "too many classes", n);
    check(COUNT(classes) >= n && COUNT(security) >= n && COUNT(from) >= n * KSM_DIR_COUNT &&
              COUNT(execute) >= n * n,
          "a table that is too small for the classes", n);
    for (unsigned long src = 0; src < n; src++) {
        check_row(security[src], KSM_DIR_REQUEST, src);
        for (unsigned long dst = 0; dst < n; dst++)
            check_action(execute[src * n + dst], (ksm_verify_fn *)0, src * n + dst);
        for (unsigned d = 0; d < KSM_DIR_COUNT; d++) {
            check(INSIDE(from[src * KSM_DIR_COUNT + d], n, peers), "peers beyond the table", src);
            for (unsigned long dst = 0; dst < n; dst++)
                check_row(from[src * KSM_DIR_COUNT + d][dst], d, src);
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
