false | cat
pass "after"
