# expect.awk -v status=N EXPECT CONSOLE: checks a console transcript.
# EXPECT holds, one a line: an extended regular expression (each must match a line of its own, in
# this order), `!` and an expression that no line may match, `status N` (needed), `#` a comment.
# Prints the first thing that is wrong and ends with 1.
function fail(why) { print why; failed = 1; exit 1 }

NR == FNR && (/^#/ || /^[ \t]*$/) { next }
NR == FNR && /^status [0-9]+$/ { want_status = $2; checks++; next }
NR == FNR && /^!/ { banned[++nbanned] = substr($0, 2); checks++; next }
NR == FNR { wanted[++nwanted] = $0; checks++; next }

{
    sub(/\r$/, "")
    for (i = 1; i <= nbanned; i++)
        if ($0 ~ banned[i]) fail("line " FNR " must not appear: " $0)
    if (next_wanted < nwanted && $0 ~ wanted[next_wanted + 1]) next_wanted++
}

END {
    if (failed) exit 1
    if (checks == 0) fail("expect is empty")
    if (next_wanted < nwanted) fail("not found, in this order: " wanted[next_wanted + 1])
    if (want_status == "") fail("expect says no status")
    if (status != want_status) fail("status " status ", expected " want_status)
}
