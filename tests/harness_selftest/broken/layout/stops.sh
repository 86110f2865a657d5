pass "before"
false
pass "after"
