#include <nk/ksm_limits.h>
#include <nk/ksm_regex.h>
#include <nk/ksm_rule.h>

_Static_assert(KSM_REGEX_CELLS_MAX - 1 <= (nk_uint16_t)-1, "rows are offsets of 16 bits");

static nk_uint32_t run(const struct ksm_regex *regex, const nk_uint8_t *text, nk_size_t size)
{
    const nk_uint16_t *const cells = regex->cells;
    const nk_uint8_t *const column = regex->column, *const end = text + size;
    nk_size_t row = regex->start;

    /* Row 0 leads to itself: looking for it every few bytes is enough. */
    for (; end - text >= 4 && row; text += 4) {
        row = cells[row + column[text[0]]];
        row = cells[row + column[text[1]]];
        row = cells[row + column[text[2]]];
        row = cells[row + column[text[3]]];
    }
    while (text != end && row)
        row = cells[row + column[*text++]];
    return cells[row + regex->columns];
}

/* The verifier saw to it that the chunk lies in the arena and ends with the one zero it has. */
nk_uint32_t ksm_regex_label(const struct ksm_regex *regex, const struct ksm_event *event,
                            const nk_uint8_t *at, nk_size_t offset)
{
    const nk_uint64_t chunk = ksm_u32(at, offset), size = ksm_u32(at, offset + 4);

    if (!at)
        return 0;
    if (size <= 1)
        return run(regex, at, 0);
    return run(regex, (const nk_uint8_t *)event->arena->start + chunk, size - 1);
}
