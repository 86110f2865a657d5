/* Model of Call, Recv and Reply between processes (ipc-and-kernel 6): rendezvous, time-out,
 * interruption and death. Checked with spin by kernel-stub/model/run (`make model`).
 *
 * The kernel is never preempted, so what it does between taking a thread in and blocking or leaving
 * is one atomic step here. Between steps everything may happen in any order: that is the scheduler.
 *
 *   here                    kernel-stub/core
 *   ----------------------  ---------------------------------------------------------------------
 *   RUNS                    THREAD_READY, THREAD_RUNNING; WAIT_*: THREAD_BLOCKED with t->wait;
 *                           GONE: THREAD_DEAD
 *   callers, receivers      listener.callers, listener.receivers; idle: listener.idle (a server
 *                           parked by fastpath.c, before those in receivers)
 *   holds, client           thread.held[] of one listener; server: thread.server
 *   open                    listener.obj.handles > 0
 *   thread_wake, block      thread.c: thread_wake, thread_block; thread_kill, die: the same names
 *   client_leaves           ipc.c: ipc_client_leaves; server_leaves: ipc_server_leaves
 *   held_end, hold          ipc.c: held_end, hold
 *   transfer_request        ipc.c: take_request (refusals: bad header, handles, sizes, the module)
 *                           and message_deliver (a fault in the receiver's buffers)
 *   ipc_call                ipc.c: ipc_call, send_now, send_later, first_receiver
 *   ipc_recv, receive_step  ipc.c: ipc_recv, may_receive, receive_from; paused: in thread_pause
 *   ipc_reply               ipc.c: ipc_reply, take_reply, transfer_reply
 *   listener_close          ipc.c: listener_close (also the end of a process: proc.c, tear_down)
 *   Timer                   timeout.c: timeout_expire; sync.c: sync_set, sync_clear; proc.c:
 *                           proc_exit, proc_terminate; thread.c: thread_kill; Handle.Close
 *
 * Fairness of two kinds is assumed for the liveness property: every thread that can run does so
 * some time, and a server receives again after its work (whether or not it has replied) or ends.
 *
 * One listener. A thread holds one request per listener, so several listeners of one thread
 * (HELD_MAX) are independent copies of this. The short way of fastpath.c is modelled where it leaves
 * a state of its own (idle); for the rest it does what these functions do. */

#ifndef CLIENTS
#define CLIENTS 2
#endif
#ifndef SERVERS
#define SERVERS 2 /* threads of one process that receive on the listener */
#endif
#ifndef CALLS
#define CALLS 2 /* of each client; 0: without end, numbered modulo 2 */
#endif
#ifndef EVENTS
#define EVENTS 3 /* time-outs, interruptions, kills */
#endif

#define THREADS (CLIENTS + SERVERS)
#define NONE    255

mtype = {RUNS, WAIT_RECV, WAIT_REPLY, WAIT_REQUEST, GONE};
mtype = {rcOk, rcTimeout, rcIpcInterrupt, rcNotConnected, rcSecurityDisallow, rcFail,
         rcTransferError, rcTargetFault, rcInvalidArgument, rcInvalidThreadState, rcAbort};
mtype = {PLAIN, TIMED, SYNC}; /* how a thread waits: without end, with time-out or sync object */

typedef thread {
    mtype wait = RUNS;
    mtype rc = rcOk; /* of its last system call */
    mtype how = PLAIN;
    bool killed;
    /* a client */
    byte server = NONE; /* holds its request */
    byte number;        /* of its call: what the message says */
    bool bad;           /* its request must be refused */
    bool given, answered; /* this call: reached a server; got its answer */
    /* a server */
    bool holds;
    bool paused;                        /* in the middle of Recv */
    byte client = NONE;                 /* as the kernel remembers it */
    byte got_client = NONE, got_number; /* as the message said */
};

thread t[THREADS];
chan callers = [CLIENTS] of {byte};
chan receivers = [SERVERS] of {byte};
byte idle = NONE;
bool open = true;
byte alive = SERVERS;
bool interrupt; /* the sync object is set */

/* Used inside one step only. */
byte peer, partner, next, i;
mtype to_sender, to_receiver;

#define in_callers(x)   (callers ?? [eval(x)] != 0) /* a poll tells the place, from 1 */
#define in_receivers(x) (receivers ?? [eval(x)] != 0)
#define blocked(x)      (t[x].wait == WAIT_RECV || t[x].wait == WAIT_REPLY || t[x].wait == WAIT_REQUEST)

/* ---- threads ---------------------------------------------------------------------------------- */

inline client_leaves(c)
{
    if
    :: t[t[c].server].holds && t[t[c].server].client == c ->
#ifndef MUTANT_LEAVER_REMEMBERED
        t[t[c].server].client = NONE
#endif
    :: else
    fi;
    t[c].server = NONE
}

inline thread_wake(x, code)
{
    if
    :: blocked(x) ->
        if
        :: t[x].server != NONE -> client_leaves(x)
        :: else
        fi;
        if
        :: idle == x -> idle = NONE
        :: else
        fi;
#ifndef MUTANT_STAYS_IN_QUEUE
        if
        :: in_callers(x) -> callers ?? eval(x)
        :: in_receivers(x) -> receivers ?? eval(x)
        :: !in_callers(x) && !in_receivers(x)
        fi;
#endif
        t[x].wait = RUNS;
        t[x].rc = code
    :: else
    fi
}

inline thread_kill(x)
{
    if
    :: !t[x].killed && t[x].wait != GONE ->
        t[x].killed = true;
#ifndef MUTANT_KILL_DOES_NOT_WAKE
        thread_wake(x, rcAbort)
#endif
    :: else
    fi
}

#ifdef LIVENESS
#define SYNC_OF_SERVER false /* a server that interrupts all its waits serves nobody */
#else
#define SYNC_OF_SERVER true
#endif

inline choose_wait(x)
{
    if
    :: t[x].how = PLAIN
    :: t[x].how = TIMED
    :: (x < CLIENTS || SYNC_OF_SERVER) -> t[x].how = SYNC
    fi
}

/* ---- requests a server holds ------------------------------------------------------------------ */

inline hold(s, c)
{
    assert(!t[s].holds && t[c].server == NONE);
    assert(!t[c].bad); /* a refused request never reaches the server */
    t[s].holds = true;
    t[s].client = c;
    t[s].got_client = c;
    t[s].got_number = t[c].number;
    t[c].server = s;
    t[c].given = true
}

inline held_end(s, code)
{
    peer = t[s].client;
    t[s].holds = false;
    t[s].client = NONE;
    if
    :: peer != NONE ->
        t[peer].server = NONE;
        thread_wake(peer, code)
    :: else
    fi
}

inline server_leaves(s)
{
    if
    :: t[s].holds ->
#ifdef MUTANT_SERVER_DIES_SILENTLY
        t[s].holds = false;
        t[s].client = NONE
#else
        held_end(s, rcNotConnected)
#endif
    :: else
    fi
}

inline transfer_request(c, s)
{
    to_receiver = rcOk;
    if
    :: t[c].bad ->
#ifdef MUTANT_DENIED_IS_DELIVERED
        hold(s, c);
#endif
        to_sender = rcSecurityDisallow
    :: !t[c].bad ->
        to_sender = rcTransferError;
        to_receiver = rcTargetFault
    :: !t[c].bad ->
        hold(s, c);
        to_sender = rcOk
    fi
}

/* ---- system calls ----------------------------------------------------------------------------- */

inline block(x, kind)
{
    if
    :: t[x].killed -> t[x].rc = rcAbort
    :: else -> t[x].wait = kind
    fi
}

inline first_receiver()
{
    partner = NONE;
    if
    :: idle != NONE -> partner = idle
    :: idle == NONE && nempty(receivers) -> receivers ? <partner>
    :: idle == NONE && empty(receivers)
    fi
}

inline ipc_call(c)
{
    first_receiver();
    if
    :: t[c].how == SYNC && interrupt -> t[c].rc = rcIpcInterrupt
#ifndef MUTANT_CALL_IGNORES_CLOSED
    :: !(t[c].how == SYNC && interrupt) && !open -> t[c].rc = rcNotConnected
#endif
    :: else ->
        if
        :: partner != NONE -> /* send_now */
            transfer_request(c, partner);
            if
            :: to_receiver != rcOk -> thread_wake(partner, to_receiver)
            :: else
            fi;
            if
            :: to_sender != rcOk -> t[c].rc = to_sender
            :: else ->
#ifndef MUTANT_SERVER_NOT_WOKEN
                thread_wake(partner, rcOk);
#endif
                block(c, WAIT_REPLY)
            fi
        :: else -> /* send_later */
            block(c, WAIT_RECV);
            if
            :: t[c].wait == WAIT_RECV -> callers ! c
            :: else
            fi
        fi
    fi
}

/* From the checks of ipc_recv to a request, to waiting, or to a pause after one that is refused. */
inline receive_step(s)
{
    t[s].paused = false;
    next = NONE;
    if
#ifndef MUTANT_PAUSE_IGNORES_CLOSED
    :: !open -> t[s].rc = rcNotConnected
#endif
    :: open && t[s].how == SYNC && interrupt -> t[s].rc = rcIpcInterrupt
    :: else ->
        if
#ifndef MUTANT_RECV_IGNORES_CALLERS
        :: nempty(callers) ->
            callers ? <next>;
            transfer_request(next, s);
            if
            :: to_sender == rcOk ->
                callers ?? eval(next);
                t[next].wait = WAIT_REPLY
            :: else ->
#ifdef MUTANT_REFUSED_NOT_WOKEN
                callers ?? eval(next)
#else
                thread_wake(next, to_sender)
#endif
            fi;
            if
            :: to_sender == rcOk || to_receiver != rcOk -> t[s].rc = to_receiver
            :: else -> t[s].paused = true
            fi
        :: empty(callers) ->
#else
        :: true ->
#endif
            block(s, WAIT_REQUEST);
            if
            :: t[s].wait == WAIT_REQUEST && t[s].how == PLAIN && idle == NONE -> idle = s
            :: t[s].wait == WAIT_REQUEST -> receivers ! s
            :: t[s].wait != WAIT_REQUEST
            fi
        fi
    fi
}

inline ipc_recv(s)
{
    if
    :: t[s].holds ->
#ifdef MUTANT_UNANSWERED_FORGOTTEN
        t[s].holds = false;
        t[s].client = NONE
#else
        held_end(s, rcFail)
#endif
    :: else
    fi;
    receive_step(s)
}

inline ipc_reply(s)
{
    if
    :: !t[s].holds -> t[s].rc = rcInvalidThreadState
    :: t[s].holds && t[s].client == NONE ->
        held_end(s, rcOk);
        t[s].rc = rcNotConnected
    :: t[s].holds && t[s].client != NONE ->
        if
        :: t[s].rc = rcInvalidArgument /* take_reply: nothing has happened */
        :: held_end(s, rcSecurityDisallow); /* the module, or a buffer too small */
            t[s].rc = rcSecurityDisallow
        :: held_end(s, rcTargetFault);
            t[s].rc = rcTransferError
        :: /* The answer goes to who asked, who still waits for this call. */
            assert(t[s].client == t[s].got_client);
            assert(t[t[s].client].wait == WAIT_REPLY);
            assert(t[t[s].client].number == t[s].got_number);
            t[t[s].client].answered = true;
            held_end(s, rcOk);
            t[s].rc = rcOk
        fi
    fi
}

inline listener_close()
{
    open = false;
    do
#ifndef MUTANT_CLOSE_FORGETS_CALLERS
    :: nempty(callers) ->
        callers ? <next>;
        thread_wake(next, rcNotConnected)
    :: empty(callers) -> break
#else
    :: true -> break
#endif
    od;
    if
    :: idle != NONE ->
        next = idle;
        thread_wake(next, rcNotConnected)
    :: else
    fi;
    do
    :: nempty(receivers) ->
        receivers ? <next>;
        thread_wake(next, rcNotConnected)
    :: empty(receivers) -> break
    od;
    for (i : CLIENTS .. THREADS - 1) {
        if
        :: t[i].holds -> held_end(i, rcNotConnected)
        :: else
        fi
    }
}

/* ---- what must hold between steps ------------------------------------------------------------- */

#define nobody_missed (empty(callers) || (idle == NONE && empty(receivers)))

inline invariants()
{
    assert(nobody_missed); /* no lost wake-up: client and server never wait for each other */
    assert(open || (empty(callers) && empty(receivers) && idle == NONE));
    for (i : 0 .. THREADS - 1) {
        assert(!t[i].killed || !blocked(i)) /* who must end does not wait */
    }
    for (i : 0 .. CLIENTS - 1) {
        assert((t[i].wait == WAIT_REPLY) == (t[i].server != NONE));
        assert((t[i].wait == WAIT_RECV) == in_callers(i));
        assert(t[i].server == NONE || (t[t[i].server].holds && t[t[i].server].client == i))
    }
    for (i : CLIENTS .. THREADS - 1) {
        assert((t[i].wait == WAIT_REQUEST) == (in_receivers(i) || idle == i));
        assert(t[i].client == NONE || t[t[i].client].server == i);
        assert(t[i].wait != GONE || !t[i].holds)
    }
    i = 0;
    peer = NONE;
    partner = NONE;
    next = NONE;
    to_sender = rcOk;
    to_receiver = rcOk
}

/* ---- processes -------------------------------------------------------------------------------- */

inline result_is_true(c)
{
    assert((t[c].rc == rcOk) == t[c].answered || t[c].rc == rcAbort);
    assert(t[c].rc != rcIpcInterrupt || !t[c].given); /* a delivered request takes its course */
    assert(t[c].rc != rcFail || t[c].given);
    assert(!t[c].bad || !t[c].given);
    /* What no longer matters, so that equal states are equal. */
    t[c].rc = rcOk;
    t[c].how = PLAIN;
    t[c].bad = false;
    t[c].given = false;
    t[c].answered = false
}

inline server_done(s)
{
    t[s].rc = rcOk;
    t[s].how = PLAIN;
    t[s].got_client = NONE;
    t[s].got_number = 0
}

active [CLIENTS] proctype Client()
{
    byte calls;

    do
    :: atomic { !t[_pid].killed && (CALLS == 0 || calls < CALLS) ->
        t[_pid].number = (t[_pid].number + 1) % (CALLS == 0 -> 2 : 8);
        t[_pid].answered = false;
        t[_pid].given = false;
        if
        :: t[_pid].bad = true
        :: t[_pid].bad = false
        fi;
        choose_wait(_pid);
        ipc_call(_pid);
        invariants() }
        atomic { t[_pid].wait == RUNS ->
            result_is_true(_pid);
            calls = (CALLS == 0 -> 0 : calls + 1) }
    :: atomic { t[_pid].killed || (CALLS != 0 && calls == CALLS) -> break }
    od;
    t[_pid].wait = GONE
}

active [SERVERS] proctype Server()
{
    do
    :: atomic { !t[_pid].killed && open ->
        choose_wait(_pid);
        ipc_recv(_pid);
        invariants() }
        do
        :: atomic { t[_pid].paused && !t[_pid].killed -> receive_step(_pid); invariants() }
        :: atomic { t[_pid].paused && t[_pid].killed ->
            t[_pid].paused = false;
            t[_pid].rc = rcAbort }
        :: atomic { !t[_pid].paused -> break }
        od;
end:    atomic { t[_pid].wait == RUNS }
        if
        :: atomic { t[_pid].rc == rcOk && !t[_pid].killed -> ipc_reply(_pid); server_done(_pid); invariants() }
        :: atomic { true -> server_done(_pid) } /* nothing received; or it does not answer */
        fi
    :: atomic { t[_pid].killed || !open -> break }
    od;
    atomic { /* thread.c: die; with the last thread proc.c: tear_down */
        server_leaves(_pid);
        t[_pid].wait = GONE;
        alive--;
        if
        :: alive == 0 && open -> listener_close()
        :: else
        fi;
        invariants() }
}

#define SPEND atomic { events < EVENTS -> events = (EVENTS == 255 -> 0 : events + 1)

active proctype Timer()
{
    byte events, x;

end:
    do
    :: SPEND;
        select(x : 0 .. THREADS - 1);
        if
        :: blocked(x) && t[x].how == TIMED -> thread_wake(x, rcTimeout)
        :: true -> thread_kill(x)
        fi;
        x = 0;
        invariants() }
    :: SPEND; /* sync_set; cleared by the next one */
        interrupt = !interrupt;
        if
        :: interrupt ->
            for (x : 0 .. THREADS - 1) {
                if
#ifdef MUTANT_INTERRUPTS_DELIVERED
                :: blocked(x) && t[x].how == SYNC -> thread_wake(x, rcIpcInterrupt)
#else
                :: blocked(x) && t[x].wait != WAIT_REPLY && t[x].how == SYNC ->
                    thread_wake(x, rcIpcInterrupt)
#endif
                :: else
                fi
            }
        :: else
        fi;
        x = 0;
        invariants() }
    :: SPEND; /* the process of the server exits: begin_end */
        for (x : CLIENTS .. THREADS - 1) {
            thread_kill(x)
        }
        x = 0;
        invariants() }
    :: SPEND; /* the last handle of the listener is closed */
        if
        :: open -> listener_close()
        :: else
        fi;
        invariants() }
    od
}

#ifdef LIVENESS
/* A client is always released: what a server, a timer or a death must do happens some time. */
#define waits (t[0].wait == WAIT_RECV || t[0].wait == WAIT_REPLY)
ltl released { [] (waits -> <> !waits) }
#endif
