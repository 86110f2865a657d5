# Prints one schema in the language LANG, the same content in each: UNITS records of five fields,
# and for each a method that takes one and returns a number. One unit is ten lines of IDL, which has
# ten lines around them. Languages without methods get the request and the response as messages,
# those without records get the fields as parameters.
#
#   awk -v lang=idl|proto|fbs|capnp|widl|wayland -v units=N -f schema.awk

function idl(    i) {
    print "/* Records and what is done with them.\n *\n * Each method takes one and says what became of it. */"
    print "package Bench\n"
    for (i = 1; i <= units; i++) {
        printf "const UInt32 Limit%d = %d;\n", i, i
        printf "struct Rec%d {\n    UInt32 id;\n    UInt64 time;\n    SInt32 level;\n", i
        printf "    string<32> name;\n    sequence<UInt32, 16> values;\n}\n\n"
    }
    print "interface {"
    for (i = 1; i <= units; i++)
        printf "    Put%d(in Rec%d rec, in UInt32 id, out UInt32 result);\n", i, i
    print "}\n\n/* end */"
}

function proto(    i) {
    print "syntax = \"proto3\";\npackage bench;"
    for (i = 1; i <= units; i++) {
        printf "enum Limit%d { NONE%d = 0; LIMIT%d = %d; }\n", i, i, i, i
        printf "message Rec%d {\n  uint32 id = 1;\n  uint64 time = 2;\n  sint32 level = 3;\n", i
        printf "  string name = 4;\n  repeated fixed32 values = 5;\n}\n"
        printf "message Put%dReq { Rec%d rec = 1; uint32 id = 2; }\n", i, i
        printf "message Put%dRes { uint32 result = 1; }\n", i
    }
    print "service Bench {"
    for (i = 1; i <= units; i++)
        printf "  rpc Put%d(Put%dReq) returns (Put%dRes);\n", i, i, i
    print "}"
}

function fbs(    i) {
    for (i = 1; i <= units; i++) {
        printf "enum Limit%d : uint { value = %d }\n", i, i
        printf "table Rec%d {\n  id:uint;\n  time:ulong;\n  level:int;\n", i
        printf "  name:string;\n  values:[uint];\n}\n"
        printf "table Put%dReq { rec:Rec%d; id:uint; }\n", i, i
        printf "table Put%dRes { result:uint; }\n", i
    }
}

function capnp(    i) {
    print "@0xd4b1c8a5f00d2e18;"
    for (i = 1; i <= units; i++) {
        printf "const limit%d :UInt32 = %d;\n", i, i
        printf "struct Rec%d {\n  id @0 :UInt32;\n  time @1 :UInt64;\n  level @2 :Int32;\n", i
        printf "  name @3 :Text;\n  values @4 :List(UInt32);\n}\n"
    }
    print "interface Bench {"
    for (i = 1; i <= units; i++)
        printf "  put%d @%d (rec :Rec%d, id :UInt32) -> (result :UInt32);\n", i, i - 1, i
    print "}"
}

function widl(    i) {
    for (i = 1; i <= units; i++) {
        printf "const unsigned int LIMIT%d = %d;\n", i, i
        printf "typedef struct {\n  unsigned int id;\n  hyper time;\n  int level;\n"
        printf "  [string] char *name;\n  unsigned int values[16];\n} Rec%d;\n", i
    }
    print "[uuid(12345678-1234-1234-1234-123456789abc), version(1.0)]\ninterface bench {"
    for (i = 1; i <= units; i++)
        printf "  int put%d([in] Rec%d *rec, [in] unsigned int id, [out] unsigned int *result);\n",
            i, i
    print "}"
}

function wayland(    i) {
    print "<?xml version=\"1.0\"?>\n<protocol name=\"bench\">\n<interface name=\"bench\" version=\"1\">"
    for (i = 1; i <= units; i++) {
        printf "<request name=\"put%d\">\n<arg name=\"rec_id\" type=\"uint\"/>\n", i
        print "<arg name=\"time_high\" type=\"uint\"/>\n<arg name=\"time_low\" type=\"uint\"/>"
        print "<arg name=\"level\" type=\"int\"/>\n<arg name=\"name\" type=\"string\"/>"
        print "<arg name=\"values\" type=\"array\"/>\n<arg name=\"id\" type=\"uint\"/>\n</request>"
        printf "<event name=\"done%d\">\n<arg name=\"result\" type=\"uint\"/>\n</event>\n", i
    }
    for (i = 1; i <= units; i++)
        printf "<enum name=\"limit%d\"><entry name=\"value\" value=\"%d\"/></enum>\n", i, i
    print "</interface>\n</protocol>"
}

BEGIN {
    if (lang == "idl") idl()
    else if (lang == "proto") proto()
    else if (lang == "fbs") fbs()
    else if (lang == "capnp") capnp()
    else if (lang == "widl") widl()
    else if (lang == "wayland") wayland()
    else { print "schema.awk: no such language: " lang > "/dev/stderr"; exit 1 }
}
