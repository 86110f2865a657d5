/* The JSON dump and the hash of the model. */
#include "model/model_json.h"

#include "model/view_json.h"
#include "model/view_model.h"

#include <sha2.h>

static void to_buffer(void *target, const char *text, size_t size)
{
    nkc_buf_write(target, text, size);
}

void nkc_model_json(struct nkc_model *m, const struct nkc_input *input, struct nkc_buf *out)
{
    const struct nkc_view_json how = {
        .indent = 2, .places = true, .write = to_buffer, .target = out};
    nkc_view_write_json(&how, &nkc_view_model, nkc_view_root_new(m->session, input, 1));
}

static void to_hash(void *target, const char *text, size_t size)
{
    SHA256Update(target, (const uint8_t *)text, size);
}

static void hash_inputs(struct nkc_model *m, const struct nkc_input *inputs, size_t count,
                        uint8_t hash[32])
{
    SHA2_CTX sha;
    const struct nkc_view_json how = {.write = to_hash, .target = &sha};
    SHA256Init(&sha);
    nkc_view_write_json(&how, &nkc_view_model, nkc_view_root_new(m->session, inputs, count));
    SHA256Final(hash, &sha);
}

void nkc_model_hash(struct nkc_model *m, const struct nkc_component *const *classes, size_t count,
                    uint8_t hash[32])
{
    struct nkc_input *inputs = nkc_arena_alloc(m->session->arena, (count + 1) * sizeof *inputs);
    for (size_t i = 0; i < count; i++)
        inputs[i].component = (struct nkc_component *)classes[i];
    hash_inputs(m, inputs, count, hash);
}

void nkc_input_hash(struct nkc_model *m, const struct nkc_input *input, uint8_t hash[32])
{
    hash_inputs(m, input, 1, hash);
}

void nkc_model_hash_text(struct nkc_model *m, const struct nkc_input *input, struct nkc_buf *out)
{
    uint8_t hash[32];
    hash_inputs(m, input, 1, hash);
    for (size_t i = 0; i < sizeof hash; i++)
        nkc_buf_printf(out, "%02x", hash[i]);
    nkc_buf_putc(out, '\n');
}

void nkc_sha256(const struct nkc_bytes *pieces, size_t count, uint8_t hash[32])
{
    SHA2_CTX sha;
    SHA256Init(&sha);
    for (size_t i = 0; i < count; i++)
        SHA256Update(&sha, pieces[i].data, pieces[i].size);
    SHA256Final(hash, &sha);
}
