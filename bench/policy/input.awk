# Writes the input of the policy measurement into the folder OUT: INTERFACES interfaces of METHODS
# methods each, served by SERVERS classes and called by CLIENTS classes, and a policy of at least
# RULES rule calls over them. The first client, the first server and the first interface are the same
# whatever the sizes, so that the cost of one decision can be compared.
#   awk -v OUT=dir -v INTERFACES=200 -v METHODS=10 -v SERVERS=20 -v CLIENTS=20 -v RULES=10000 -f input.awk

function write_interface(i,    m, file) {
    file = sprintf("%s/load/I%03d.idl", OUT, i)
    printf "package load.I%03d\n\ninterface {\n", i >file
    for (m = 0; m < METHODS; m++)
        printf "    M%02d(in UInt64 a, in UInt32 b, in UInt16 c, out UInt64 ra, out UInt32 rb);\n", m >file
    print "}" >file
    close(file)
}

function write_server(s,    i, file) {
    file = sprintf("%s/load/S%02d.edl", OUT, s)
    printf "task class load.S%02d\n\nendpoints {\n", s >file
    for (i = s; i < INTERFACES; i += SERVERS)
        printf "    e%03d : load.I%03d\n", i, i >file
    print "}" >file
    close(file)
}

function write_client(c,    file) {
    file = sprintf("%s/load/C%02d.edl", OUT, c)
    printf "task class load.C%02d\n", c >file
    close(file)
}

# A block of one client, server and endpoint: method 0 is granted, the others are asserted, each
# with a limit of its own.
function write_block(c, i,    m, s) {
    s = i % SERVERS
    printf "request src=load.C%02d dst=load.S%02d endpoint=e%03d {\n", c, s, i >policy
    printf "    match method=M00 { grant () }\n" >policy
    rules++
    for (m = 1; m < METHODS && rules < RULES; m++)
        printf "    match method=M%02d { assert (message.b <= %d) }\n", m, ++rules + 1000 >policy
    print "}" >policy
}

BEGIN {
    policy = OUT "/security.psl"
    for (i = 0; i < INTERFACES; i++) write_interface(i)
    for (s = 0; s < SERVERS; s++) write_server(s)
    for (c = 0; c < CLIENTS; c++) write_client(c)
    print "execute: kl.core.Execute\nuse nk.base._\nuse nk.basic._\nuse EDL kl.core.Core\nuse EDL Einit" >policy
    for (c = 0; c < CLIENTS; c++) printf "use EDL load.C%02d\n", c >policy
    for (s = 0; s < SERVERS; s++) printf "use EDL load.S%02d\n", s >policy
    print "execute { grant () }" >policy
    print "request  dst=kl.core.Core { grant () }" >policy
    print "response src=kl.core.Core { grant () }" >policy
    print "response { grant () }" >policy
    rules = 4
    for (c = 0; c < CLIENTS && rules < RULES; c++)
        for (i = 0; i < INTERFACES && rules < RULES; i++)
            write_block(c, i)
    close(policy)
}
