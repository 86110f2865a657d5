#!/bin/sh
# check.sh FILE COMMAND...: does the command report for FILE one diagnostic for each `fault: ID` in
# its comments, on that line and with that identifier, and nothing else?
file=$1
shift
grep -n 'fault: ' "$file" | sed 's/^\([0-9]*\):.*fault: \([a-z0-9-]*\).*/\1 \2/' | sort -n >want
"$@" 2>&1 | sed -n 's/^\([^ :]*:\)\{0,1\}\([0-9]*\):[0-9]*: \(error\|warning\): .*\[\([a-z0-9-]*\)\]$/\2 \4/p' |
    sort -n >got
diff want got && echo "$(wc -l <want) faults, one diagnostic each"
rm -f want got
