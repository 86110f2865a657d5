# Copies C without its comments, and with its contracts: those begin with an at sign.
{
    while ((at = match($0, inside ? "\\*/" : "/\\*[^@]|/\\*$")) > 0) {
        if (!inside)
            printf "%s", substr($0, 1, at - 1)
        # The slash of `/*/` does not end what it begins.
        $0 = substr($0, at + 2)
        inside = !inside
    }
    if (!inside)
        print
}
