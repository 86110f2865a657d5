#!/bin/sh
# Turns template files into one C source: templates/embed.sh FILE... >templates.c
# The result depends on names and contents alone, not on where the tree stands.
set -eu
LC_ALL=C
export LC_ALL

cat <<'END'
/* Made by templates/embed.sh from templates/. */
#include "back/tmpl.h"

END
list=$(printf '%s\n' "$@" | sort)
for file in $list; do
    name=$(basename "$file" .t | tr - _)
    printf 'static const char text_%s[] =' "$name"
    # One C string per line of the template, so that a debugger shows it as it is.
    awk '{ gsub(/["\\]/, "\\\\&"); gsub(/\t/, "\\t")
           printf "\n    \"%s\\n\"", $0 }
         END { if (NR == 0) printf " \"\""; print ";\n" }' "$file"
done
echo 'const struct nkc_tmpl_source nkc_tmpl_builtin[] = {'
for file in $list; do
    base=$(basename "$file" .t)
    name=$(echo "$base" | tr - _)
    printf '    {.name = "%s", .text = text_%s, .size = sizeof text_%s - 1},\n' "$base" "$name" "$name"
done
cat <<'END'
};
const size_t nkc_tmpl_builtin_count = sizeof nkc_tmpl_builtin / sizeof *nkc_tmpl_builtin;
END
