/* The XML dump of the model: the only file that knows libxml2. */
#include "model/model_xml.h"

#include "base/utf8.h"
#include "model/view_model.h"

#include <dlfcn.h>
#include <errno.h>
#include <libxml/xmlwriter.h>
#include <stdlib.h>

/* libxml2 brings ICU and the C++ library along; loading these takes longer than the compiler needs
 * for a usual file. So the library is not linked: it is loaded when a dump is asked for. */
#define XML_FUNCTIONS(F)                                                                           \
    F(xmlMemSetup)                                                                                 \
    F(xmlBufferCreate)                                                                             \
    F(xmlBufferFree)                                                                               \
    F(xmlBufferContent)                                                                            \
    F(xmlBufferLength)                                                                             \
    F(xmlNewTextWriterMemory)                                                                      \
    F(xmlFreeTextWriter)                                                                           \
    F(xmlTextWriterSetIndent)                                                                      \
    F(xmlTextWriterSetIndentString)                                                                \
    F(xmlTextWriterStartDocument)                                                                  \
    F(xmlTextWriterEndDocument)                                                                    \
    F(xmlTextWriterStartElement)                                                                   \
    F(xmlTextWriterEndElement)                                                                     \
    F(xmlTextWriterWriteAttribute)

struct xml_library {
    void *handle;
#define MEMBER(name) __typeof__(&name) name;
    XML_FUNCTIONS(MEMBER)
#undef MEMBER
};

/* *target, a pointer to a function, from a symbol. C has no conversion from one to the other; POSIX
 * has them of one size. */
static bool find_function(void *handle, const char *name, void *target)
{
    void *symbol = dlsym(handle, name);
    memcpy(target, &symbol, sizeof symbol);
    return symbol != NULL;
}

/* The library goes on with less when memory runs out and says so in its own words; here the tool
 * ends as it does everywhere. */
static void *alloc_or_end(size_t size)
{
    return nkc_xrealloc(NULL, size);
}

static char *copy_or_end(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(alloc_or_end(size), text, size);
}

static bool load_library(struct xml_library *lib)
{
    bool found = (lib->handle = dlopen(NKC_LIBXML, RTLD_LAZY | RTLD_LOCAL)) != NULL;
#define FIND(name) found = found && find_function(lib->handle, #name, &lib->name);
    XML_FUNCTIONS(FIND)
#undef FIND
    return found && lib->xmlMemSetup(free, alloc_or_end, nkc_xrealloc, copy_or_end) == 0;
}

struct writer {
    struct nkc_session *s;
    struct xml_library lib;
    xmlTextWriterPtr xml;
    bool failed;
};

/* What XML can hold: bytes that are not UTF-8 and control characters become U+FFFD. */
static const char *clean_text(struct nkc_session *s, const char *text)
{
    const unsigned char *p = (const unsigned char *)text, *end = p + strlen(text);
    struct nkc_buf clean = {0};
    while (p < end) {
        size_t n = nkc_utf8_length(p, end);
        /* U+FFFE and U+FFFF are no characters of XML. */
        bool allowed = n > 1 ? !(p[0] == 0xef && p[1] == 0xbf && p[2] >= 0xbe) : n && *p >= 0x20;
        if (allowed)
            nkc_buf_write(&clean, (const char *)p, n);
        else
            nkc_buf_puts(&clean, "\xef\xbf\xbd");
        p += n ? n : 1;
    }
    const char *result = nkc_intern(s, clean.data ? clean.data : "", clean.len);
    nkc_buf_free(&clean);
    return result;
}

static void check(struct writer *w, int result)
{
    w->failed |= result < 0;
}

static void begin(struct writer *w, const char *name)
{
    check(w, w->lib.xmlTextWriterStartElement(w->xml, BAD_CAST name));
}

static void end(struct writer *w)
{
    check(w, w->lib.xmlTextWriterEndElement(w->xml));
}

static void write_attribute(struct writer *w, const char *name, const char *value)
{
    check(w, w->lib.xmlTextWriterWriteAttribute(w->xml, BAD_CAST name, BAD_CAST value));
}

/* "0 2 1" */
static void write_numbers(struct writer *w, const char *name, const struct nkc_view_list *list)
{
    struct nkc_buf text = {0};
    nkc_buf_puts(&text, "");
    for (size_t i = 0; i < list->len; i++)
        nkc_buf_printf(&text, "%s%llu", i ? " " : "", (unsigned long long)nkc_view_number(list, i));
    write_attribute(w, name, text.data);
    nkc_buf_free(&text);
}

/* Attributes must stand before the elements inside. */
static bool is_attribute(const struct nkc_view_value *v)
{
    return v->kind == NKC_VIEW_LIST ? v->list.numbers : v->kind != NKC_VIEW_OBJECT;
}

static void write_scalar(struct writer *w, const char *name, const struct nkc_view_value *v)
{
    char digits[24];
    switch (v->kind) {
    case NKC_VIEW_TEXT:
        write_attribute(w, name, clean_text(w->s, v->text ? v->text : ""));
        break;
    case NKC_VIEW_NUMBER:
        snprintf(digits, sizeof digits, "%llu", (unsigned long long)v->number);
        write_attribute(w, name, digits);
        break;
    case NKC_VIEW_BOOL:
        write_attribute(w, name, v->flag ? "true" : "false");
        break;
    case NKC_VIEW_LIST:
        write_numbers(w, name, &v->list);
        break;
    case NKC_VIEW_OBJECT:
        break;
    }
}

static void write_object(struct writer *w, const char *name, const struct nkc_view_type *type,
                         const void *object);

static void write_nested(struct writer *w, const char *name, const struct nkc_view_value *v)
{
    if (v->kind == NKC_VIEW_OBJECT) {
        if (v->object.data)
            write_object(w, name, v->object.type, v->object.data);
        return;
    }
    begin(w, name);
    for (size_t i = 0; i < v->list.len; i++)
        write_object(w, v->list.type->name, v->list.type, nkc_view_item(&v->list, i));
    end(w);
}

static void write_object(struct writer *w, const char *name, const struct nkc_view_type *type,
                         const void *object)
{
    begin(w, name);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < type->field_count && !w->failed; i++) {
            const struct nkc_view_field *field = &type->fields[i];
            struct nkc_view_value v;
            if (!nkc_view_dumped(field, object, true, &v) || is_attribute(&v) != (pass == 0))
                continue;
            if (pass == 0)
                write_scalar(w, field->name, &v);
            else
                write_nested(w, field->name, &v);
        }
    end(w);
}

/* The document into `buffer`. */
static bool write_document(struct writer *w, const struct nkc_input *input, xmlBufferPtr buffer)
{
    const struct xml_library *lib = &w->lib;
    w->xml = buffer ? lib->xmlNewTextWriterMemory(buffer, 0) : NULL;
    if (!w->xml)
        return false;
    check(w, lib->xmlTextWriterSetIndent(w->xml, 1));
    check(w, lib->xmlTextWriterSetIndentString(w->xml, BAD_CAST "  "));
    check(w, lib->xmlTextWriterStartDocument(w->xml, NULL, "UTF-8", NULL));
    write_object(w, nkc_view_model.name, &nkc_view_model, nkc_view_root_new(w->s, input, 1));
    check(w, lib->xmlTextWriterEndDocument(w->xml));
    lib->xmlFreeTextWriter(w->xml);
    return !w->failed;
}

bool nkc_model_xml(struct nkc_model *m, const struct nkc_input *input, struct nkc_buf *out)
{
    struct writer w = {.s = m->session};
    const struct xml_library *lib = &w.lib;
    const char *problem = strerror(ENOMEM);
    bool written = false;
    if (load_library(&w.lib)) {
        xmlBufferPtr buffer = lib->xmlBufferCreate();
        written = write_document(&w, input, buffer);
        if (written)
            nkc_buf_write(out, (const char *)lib->xmlBufferContent(buffer),
                          (size_t)lib->xmlBufferLength(buffer));
        if (buffer)
            lib->xmlBufferFree(buffer);
    } else {
        problem = nkc_interns(m->session, dlerror());
    }
    if (w.lib.handle)
        dlclose(w.lib.handle);
    if (!written)
        nkc_diag(m->session, FILE_WRITE, NKC_NO_SPAN, "-", problem);
    return written;
}
