# Prints the Config file of the package NAME in missing.list or, without NAME, all names. Only
# find_package (NAME REQUIRED) stops the configuration.
/^#/ || !NF { next }
/^[^ ]/ { colon = index($0, ": "); what = substr($0, 1, colon - 1); advice = substr($0, colon + 2); next }
NAME == "" { $1 = $1; print; next }
{
    for (i = 1; i <= NF; i++)
        if ($i == NAME) {
            print "set (" NAME "_FOUND FALSE)"
            print "unset (" NAME "_DIR CACHE) # look for it again in the next configuration"
            print "set (" NAME "_NOT_FOUND_MESSAGE \"the SDK does not have " NAME ", " what ": " advice \
                  ". See docs/migration.md.\")"
        }
}
