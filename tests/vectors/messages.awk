# From headers made with --validators: one line MESSAGE(P, P_M_dir) per verifier, in their order.
/^static inline const char \*[A-Za-z0-9_]+_val_field\(/ {
    match($0, /\*[A-Za-z0-9_]+_val_field/)
    package = substr($0, RSTART + 1, RLENGTH - 11)
}
/ nk_check_[A-Za-z0-9_]+\($/ {
    match($0, /nk_check_[A-Za-z0-9_]+/)
    printf "MESSAGE(%s, %s)\n", package, substr($0, RSTART + 9, RLENGTH - 9)
}
