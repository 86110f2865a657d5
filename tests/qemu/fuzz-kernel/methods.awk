# Core.edl.h and the interfaces' headers to one line METHOD(endpoint, interface, method) for each method
# of each endpoint of the kernel.
match($0, /^ +kl_core_Core_[A-Za-z]+_[A-Za-z]+_iid/) {
    split($1, part, "_")
    if (!known[part[4]]++) {
        endpoint[++endpoints] = part[4]
        interface[endpoints] = part[5]
    }
}
match($0, /^ +kl_core_[A-Za-z]+_[A-Za-z0-9]+_mid,/) {
    split($1, part, "_")
    if (!known[part[3], part[4]]++)
        methods[part[3]] = methods[part[3]] " " part[4]
}
END {
    for (i = 1; i <= endpoints; i++) {
        n = split(methods[interface[i]], method, " ")
        for (j = 1; j <= n; j++)
            print "METHOD(" endpoint[i] ", " interface[i] ", " method[j] ")"
    }
}
