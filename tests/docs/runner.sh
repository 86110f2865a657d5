# shellcheck shell=bash
# The runner of documents itself: what is wrong in a document is found, what is right is not.
. "$NK_TEST_LIB/document.sh"

# found NAME TEXT: a document (standard input) has a fault, and the runner says TEXT of it.
found() {
    mkdir -p case/home
    cat >case/page.md
    (
        cd case
        pass() { echo "pass $*" >>outcome; }
        fail() { echo "fail $*" >>outcome; }
        : >outcome
        document_run "$PWD/page.md" "$PWD/home"
    ) >said 2>&1 || echo "fail: the runner ended" >>case/outcome
    if [ -n "$2" ] && grep -q "^fail.*$2" case/outcome; then
        pass "$1"
    elif [ -z "$2" ] && grep -q '^pass' case/outcome && ! grep -q '^fail' case/outcome; then
        pass "$1"
    else
        cat said case/outcome
        fail "$1"
    fi
    rm -rf case
}

found "all is right" "" <<'END'
```console
$ mkdir a; cd a
$ printf 'one\ntwo\nthree\n'
one
...
three
$ pwd
/home/you/a
```
<!-- status 3 -->
```console
$ echo ends >&2; exit 3
ends
```
<!-- not run -->
```console
$ no-such-program
```
```console
$ printf '1\n2\n' >f
```
```diff
--- f
+++ f
@@ -1,2 +1,2 @@
-1
+0
 2
```
```console
$ cat f
0
2
```
END
found "another line" "prints something else" <<'END'
```console
$ echo one
two
```
END
found "a line more than shown" "prints something else" <<'END'
```console
$ printf 'one\ntwo\n'
one
```
END
found "a line less than shown" "prints something else" <<'END'
```console
$ printf 'one\n'
...
one
two
```
END
found "another status" "ended with 1, not 0" <<'END'
```console
$ false
```
END
found "success where a failure is shown" "ended with 0, not 1" <<'END'
<!-- status 1 -->
```console
$ true
```
END
found "a change that does not fit" "does not apply" <<'END'
```diff
--- f
+++ f
@@ -1 +1 @@
-1
+0
```
END
found "no command at all" "has no step" <<'END'
Words.
END
found "a block without an end" "a block does not end" <<'END'
```console
$ true
END
