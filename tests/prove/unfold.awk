# Gives functions that a macro expands to, which stand in one line, the form of those written by hand:
# contract, heading, braces and body begin lines of their own.
!/^(\/\*@|static ).*[{] .*[}]/ { print; next }
{
    line = $0
    depth = 0
    while (match(line, /\/\*|\*\/|[{}]/)) {
        before = substr(line, 1, RSTART - 1)
        token = substr(line, RSTART, RLENGTH)
        line = substr(line, RSTART + RLENGTH)
        gsub(/^ +| +$/, "", before)
        if (token == "/*") {
            printf "%s%s", before, token
        } else if (token == "*/") {
            print before " " token
        } else if (token == "{" && depth++ == 0) {
            print before "\n{"
        } else if (token == "}" && --depth == 0) {
            print before "\n}"
        } else {
            printf "%s%s", before, token
        }
    }
    gsub(/^ +| +$/, "", line)
    if (line != "")
        print line
}
