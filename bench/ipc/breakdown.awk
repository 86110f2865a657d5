# Counts the instructions of the traced round trips by step and by function. First file: names (see
# breakdown), second: program counters. Programs share addresses, so which one ran is told by the
# system call it makes next: only the client calls.

function hex(s,    i, v) {
    for (i = 1; i <= length(s); i++)
        v = v * 16 + index("123456789abcdef", substr(s, i, 1))
    return v
}

# The function of a program that holds pc: the last one that starts at or before it.
function user_function(tag, pc,    low, high, middle, at) {
    if ((tag, pc) in found)
        return found[tag, pc]
    at = hex(pc); low = 1; high = count[tag]
    while (low < high) {
        middle = int((low + high + 1) / 2)
        if (start[tag, middle] <= at) low = middle
        else high = middle - 1
    }
    return found[tag, pc] = name[tag, low]
}

# Step of a kernel instruction, from its chain of inlined functions, the innermost first.
function step_of(chain,    n, part, i) {
    n = split(chain, part, " ")
    for (i = 1; i <= n; i++)
        if (part[i] in step)
            return step[part[i]]
    return part[n] ~ /^(check|(nk_)?verify)_/ ? "verify" : "state of the call"
}

function add(what, fn) { steps[what]++; functions[what "\t" fn]++; total++ }

function flush(tag,    i) {
    for (i = 1; i <= held; i++)
        add(tag == "C" ? "client" : "server", user_function(tag, pending[i]))
    held = 0
}

BEGIN {
    split("user_copy user_copy_short user_copy_start user_copy_end place place_arena open_window message_place " \
          "fill_arena mmu_writable wipe sent is_user_range is_user_address is_short placed has_room place_in_window", a, " ")
    for (i in a) step[a[i]] = "copy"
    split("decide event passes passes_in_window granted decide_arena way_of ksm_find_way is_for answers", a, " ")
    for (i in a) step[a[i]] = "decide"
    step["named"] = step["call_route"] = step["serve_route"] = "lookup"
    split("continue_with park sched_ready sched_unready sched_best list_remove list_append " \
          "list_insert_before list_init tls_read tls_write mmu_switch mmu_switch_leaving set_result " \
          "set_state release hand_over", a, " ")
    for (i in a) step[a[i]] = "switch"
}

FNR == NR && $1 == "K" {
    chain = $3
    for (i = 4; i <= NF; i++) chain = chain " " $i
    kernel[$2] = chain
    next
}
FNR == NR && $1 == "L" { label[$2] = $3; next }
FNR == NR { count[$1]++; start[$1, count[$1]] = hex($2); name[$1, count[$1]] = $3; next }

$1 !~ /^ffff/ { pending[++held] = $1; next }

{
    if (label[$1] == "call") {
        flush("C")
        if (rounds == 10) exit
        rounds++
    }
    else if (label[$1] == "recv" || label[$1] == "reply") flush("S")
    n = split(kernel[$1], part, " ")
    if (part[n] ~ /^(user_sync|user_fault|call|recv|reply|\?\?)$/) {
        if (part[n] == "user_sync") phase = "entry"
        add(phase, part[n])
    } else {
        phase = "exit"
        add(step_of(kernel[$1]), part[n])
    }
}

END {
    if (rounds != 10) {
        print "breakdown: error: " rounds + 0 " round trips in the trace instead of 10"
        exit 1
    }
    if (total % rounds != 0) {
        print "breakdown: error: the round trips differ: " total " instructions in " rounds
        exit 1
    }
    printf "%-18s %5d instructions, of which\n", "one round trip", total / rounds
    n = split("client;entry;lookup;copy;verify;decide;state of the call;switch;exit;server", row, ";")
    for (i = 1; i <= n; i++)
        printf "%-18s %5d\n", row[i], steps[row[i]] / rounds
    if (!detail) exit
    print "by function:"
    for (f in functions) {
        split(f, part, "\t")
        printf "%-18s %-28s %5d\n", part[1], part[2], functions[f] / rounds | "sort -k1,1 -k2,2"
    }
}
