# shellcheck shell=bash
# A signal that ends a tool while it writes leaves no temporary file and no half of the outputs. The
# dependency file is a FIFO that nobody reads: the tool waits there, with the header written aside.
export PATH="$BUILD/bin:$PATH"
printf 'package Tank\ninterface { Open(); }\n' >Tank.idl
mkfifo deps
mkdir out

# ends NAME SIGNAL: the tool waits with its temporary file, gets the signal and ends by it.
ends() {
    local signal=$1 pid tries=0 rc=0
    env --default-signal="$signal" nk-gen-c -o out --depfile deps Tank.idl >said 2>&1 &
    pid=$!
    until ls out/*.tmp* >/dev/null 2>&1 || [ $((tries += 1)) -gt 1500 ]; do sleep 0.02; done
    kill -s "$signal" "$pid"
    wait "$pid" || rc=$?
    if [ $tries -le 1500 ] && [ $rc -eq $((128 + $(kill -l "$signal"))) ] && [ -z "$(ls out)" ]; then
        pass "SIG$signal while outputs are written"
    else
        fail "SIG$signal: status $rc, $tries tries, left: $(ls out)"
    fi
}

ends INT
ends TERM
ends HUP
ends QUIT

# A reader of standard output that has gone.
{ until [ -e gone ]; do sleep 0.02; done
  rc=0; env --default-signal=PIPE nk-gen-c --emit=json --depfile out/d Tank.idl || rc=$?; echo $rc >status
} | { exec <&-; touch gone; }
if [ "$(cat status)" -eq 141 ] && [ -z "$(ls out)" ]; then
    pass "SIGPIPE while outputs are written"
else
    fail "SIGPIPE: status $(cat status), left: $(ls out)"
fi

# What is ignored stays ignored: the tool goes on when somebody reads.
env --ignore-signal=HUP nk-gen-c -o out --depfile deps Tank.idl >said 2>&1 &
pid=$!
tries=0
until ls out/*.tmp* >/dev/null 2>&1 || [ $((tries += 1)) -gt 1500 ]; do sleep 0.02; done
kill -s HUP "$pid"
cat deps >rules
rc=0
wait "$pid" || rc=$?
if [ $rc -eq 0 ] && [ "$(ls out)" = Tank.idl.h ] && grep -q '^out/Tank.idl.h :' rules; then
    pass "SIGHUP that is ignored"
else
    fail "SIGHUP that is ignored: status $rc, in out: $(ls out)"
fi
