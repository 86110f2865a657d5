#!/bin/sh
# Writes the files that a document shows into the current folder.
#
#   doc-files.sh DOCUMENT.md
#
# A fenced block whose opening line names a file after the language, "```idl port/ITank.idl", is that file. With
# `+` before the name, "```psl +security.psl", the block is appended to it. Prints the names of the new files.
set -eu

awk '
    /^```[a-z]+ \+?[^ ]+$/ {
        name = $2
        if (sub(/^\+/, "", name) == 0) {
            folder = name
            if (sub(/\/[^\/]*$/, "", folder)) system("mkdir -p \"" folder "\"")
            printf "" > name
            print name
        }
        inside = 1
        next
    }
    /^```/ { inside = 0 }
    inside { print >> name }
' "$1"
