#include "regex/term.h"

/* A state that no text leaves and that matches nothing; `states` when there is none. */
static uint32_t dead_state(const struct rx_automaton *a)
{
    const size_t classes = a->classes.count;
    for (uint32_t s = 0; s < a->states; s++) {
        bool stays = a->accept[s] == 0;
        for (size_t c = 0; stays && c < classes; c++)
            stays = a->next[s * classes + c] == s;
        if (stays)
            return s;
    }
    return a->states;
}

static bool same_column(const struct rx_automaton *a, uint32_t c, uint32_t d)
{
    for (uint32_t s = 0; s < a->states; s++)
        if (a->next[s * a->classes.count + c] != a->next[s * a->classes.count + d])
            return false;
    return true;
}

/* Classes that the minimal automaton no longer tells apart share a column. Returns the number of
 * columns; `first` is a class of each. */
static uint32_t merge_columns(const struct rx_automaton *a, uint32_t column[256],
                              uint32_t first[256])
{
    uint32_t count = 0;
    for (uint32_t c = 0; c < a->classes.count; c++) {
        column[c] = 0;
        while (column[c] < count && !same_column(a, c, first[column[c]]))
            column[c]++;
        if (column[c] == count)
            first[count++] = c;
    }
    return count;
}

static void fill(const struct rx_automaton *a, const uint32_t *first, uint32_t dead,
                 struct rx_table *t, uint16_t *cells)
{
    const uint32_t width = t->columns + 1;
    uint32_t at = width;
    for (uint32_t s = 0; s < a->states; s++) {
        if (s == dead)
            continue;
        for (uint32_t k = 0; k < t->columns; k++) {
            uint32_t to = a->next[s * a->classes.count + first[k]];
            uint32_t row = to == dead ? 0 : to < dead ? to + 1 : to;
            cells[at + k] = (uint16_t)(row * width);
        }
        cells[at + t->columns] = (uint16_t)a->accept[s];
        at += width;
    }
}

bool rx_build(struct rx *rx, struct nkc_arena *arena, struct rx_table *t, struct rx_fault *fault)
{
    static const rx_term none = RX_NOTHING;
    const size_t count = rx->labels.len;
    struct rx_automaton a;
    if (!rx_explore(rx, count ? rx->labels.data : &none, count ? count : 1, &a, fault))
        return false;
    rx_minimize(rx, &a);
    uint32_t column[256], first[256], dead = dead_state(&a);
    t->columns = merge_columns(&a, column, first);
    for (unsigned b = 0; b < 256; b++)
        t->column[b] = (uint8_t)column[a.classes.of[b]];
    uint32_t rows = a.states + (dead == a.states);
    t->cell_count = rows * (t->columns + 1);
    if (t->cell_count > RX_CELLS_MAX) {
        *fault = (struct rx_fault){.kind = RX_LARGE, .limit = RX_CELLS_MAX, .text = "table cells"};
        return false;
    }
    uint16_t *cells = nkc_arena_alloc(arena, t->cell_count * sizeof *cells);
    fill(&a, first, dead, t, cells);
    t->cells = cells;
    t->start = dead == 0 ? 0 : t->columns + 1;
    return true;
}

unsigned rx_run(const struct rx_table *t, const char *text, size_t size)
{
    uint32_t row = t->start;
    for (size_t i = 0; i < size && row; i++)
        row = t->cells[row + t->column[(unsigned char)text[i]]];
    return t->cells[row + t->columns];
}

bool rx_has_label(const struct rx_table *t, unsigned label)
{
    for (uint32_t at = t->columns; at < t->cell_count; at += t->columns + 1)
        if (t->cells[at] == label)
            return true;
    return false;
}

/* Only row 0 may be there without being reached. */
bool rx_is_complete(const struct rx_table *t)
{
    if (t->start == 0)
        return false;
    for (uint32_t row = t->columns + 1; row < t->cell_count; row += t->columns + 1) {
        if (t->cells[row + t->columns] == 0)
            return false;
        for (uint32_t k = 0; k < t->columns; k++)
            if (t->cells[row + k] == 0)
                return false;
    }
    return true;
}
