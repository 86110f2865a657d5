/* view-names: every name that templates and dumps see, as the tables of docs/templates.md. */
#include "model/view_model.h"

#include <stdio.h>

static const char *const kinds[] = {"text", "number", "flag", "object", "list"};

static void print_kind(const struct nkc_view_field *field)
{
    if (field->kind == NKC_VIEW_OBJECT)
        printf("[%s](#%s)", field->type->name, field->type->name);
    else if (field->kind == NKC_VIEW_LIST && field->type)
        printf("list of [%s](#%s)", field->type->name, field->type->name);
    else if (field->kind == NKC_VIEW_LIST)
        printf("list of %s", field->numbers ? "number" : "text");
    else
        printf("%s", kinds[field->kind]);
}

/* How dumps show a field: always, when it says something, by name alone, or never. */
static const char *dump_word(const struct nkc_view_field *field)
{
    if (field->derived)
        return "no";
    if (field->dump_as)
        return field->optional ? "name, if any" : "name";
    return field->optional ? "if any" : "yes";
}

static int print_type(const struct nkc_view_type *type)
{
    int missing = type->help == NULL;
    printf("\n### %s\n\n%s\n\n| name | is | dumped | meaning |\n|---|---|---|---|\n", type->name,
           type->help ? type->help : "?");
    for (size_t i = 0; i < type->field_count; i++) {
        const struct nkc_view_field *field = &type->fields[i];
        printf("| `%s` | ", field->name);
        print_kind(field);
        printf(" | %s | %s |\n", dump_word(field), field->help ? field->help : "?");
        missing += field->help == NULL;
    }
    return missing;
}

int main(void)
{
    int missing = 0;
    for (size_t i = 0; i < nkc_view_model_type_count; i++)
        missing += print_type(nkc_view_model_types[i]);
    if (missing)
        fprintf(stderr, "view-names: %d names have no meaning\n", missing);
    return missing != 0;
}
