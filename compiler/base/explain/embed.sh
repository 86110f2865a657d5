#!/bin/sh
# Turns the catalogue's texts into one C source: embed.sh FILE... >explain.c
# Sorted by slug; depends on the contents alone. The format: README.md here.
set -eu
LC_ALL=C
export LC_ALL

cat <<'END'
/* Made by compiler/base/explain/embed.sh. */
#include "base/explain.h"

const struct nkc_explain nkc_explain_all[] = {
END
awk '
function c_text(t) {
    gsub(/[\\"]/, "\\\\&", t); gsub(/\t/, "\\t", t); gsub(/\?/, "\\?", t)
    gsub(/\n/, "\\n\" \"", t)
    return "\"" t "\""
}
function add(role, line) {
    if (role != "good") bad[slug] = bad[slug] line "\n"
    if (role != "bad") good[slug] = good[slug] line "\n"
}
function usual(text) { sub(/\n+$/, "\n", text); return text }
/^=== / {
    slug = substr($0, 5); sub(/:.*/, "", slug)
    title[slug] = $0; sub(/^=== [^:]*: */, "", title[slug])
    order[++n] = slug; part = "text"; next
}
/^\$ (bad|good|both) / { part = "sample"; add($2, "    $ " substr($0, length($2) + 4)); next }
/^--- (bad|good|both) / { part = "sample"; role = $2; add(role, "  " $3); next }
/^unit: / { part = "none"; next }
part == "text" && (text[slug] != "" || $0 != "") { text[slug] = text[slug] $0 "\n" }
part == "sample" { add(role, $0 == "" ? "" : "    " $0) }
END {
    for (i = 1; i <= n; i++) {
        s = order[i]
        for (j = i; j > 1 && sorted[j - 1] > s; j--) sorted[j] = sorted[j - 1]
        sorted[j] = s
    }
    for (i = 1; i <= n; i++) {
        s = sorted[i]
        printf "    {\"%s\", %s,\n     %s,\n     %s,\n     %s},\n", s, c_text(title[s]),
            c_text(usual(text[s])), c_text(usual(bad[s])), c_text(usual(good[s]))
    }
}' "$@"
cat <<'END'
};
const size_t nkc_explain_count = sizeof nkc_explain_all / sizeof *nkc_explain_all;
END
