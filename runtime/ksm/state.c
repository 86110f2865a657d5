/* The undo log, and what is done with all objects of a module. */
#include <nk/ksm_rule.h>

/*@ requires \valid_read(undo) && ksm_writable((struct ksm_undo *)undo);
    terminates \true;
    exits \false;
    assigns *(nk_uint8_t *)undo->at, *(nk_uint16_t *)undo->at, *(nk_uint32_t *)undo->at,
            *(nk_uint64_t *)undo->at; */
static void restore(const struct ksm_undo *undo)
{
    switch (undo->size) {
    case sizeof(nk_uint8_t):
        *(nk_uint8_t *)undo->at = (nk_uint8_t)undo->old;
        break;
    case sizeof(nk_uint16_t):
        *(nk_uint16_t *)undo->at = (nk_uint16_t)undo->old;
        break;
    case sizeof(nk_uint32_t):
        *(nk_uint32_t *)undo->at = (nk_uint32_t)undo->old;
        break;
    default:
        *(nk_uint64_t *)undo->at = undo->old;
        break;
    }
}

nk_bool_t ksm_journal_end(struct ksm_journal *j, nk_bool_t granted)
{
    if (granted) {
        j->count = 0;
        return granted;
    }
    /*@ loop invariant ksm_journal_ok(j) && j == \at(j, Pre);
        loop variant j->count; */
    while (j->count)
        restore(&j->undo[--j->count]);
    return NK_FALSE;
}

void ksm_objects_reset(const struct ksm_object *objects, nk_uint32_t count)
{
    nk_uint32_t i;

    for (i = 0; i < count; i++)
        objects[i].model->reset(objects[i].object);
}

void ksm_objects_release(const struct ksm_object *objects, nk_uint32_t count, nk_uint32_t sid)
{
    nk_uint32_t i;

    for (i = 0; i < count; i++)
        objects[i].model->release(objects[i].object, sid);
}

nk_bool_t ksm_state_denied(struct ksm_witness *w, nk_uint16_t object, nk_uint8_t code,
                           nk_uint64_t value, nk_uint64_t limit)
{
    if (!w->failed && !w->state) {
        w->state = code;
        w->object = object;
        w->value = value;
        w->limit = limit;
    }
    return NK_FALSE;
}
