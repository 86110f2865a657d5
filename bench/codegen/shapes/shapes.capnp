@0xd4b1c8a5f00d2e17;
struct A { id @0 :UInt32; time @1 :UInt64; level @2 :Int32; }
struct B { name @0 :Text; values @1 :List(UInt32); }
struct Item { id @0 :UInt32; label @1 :Text; }
struct C { id @0 :UInt32; items @1 :List(Item); data @2 :Data; }
