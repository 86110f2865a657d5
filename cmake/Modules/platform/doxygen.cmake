# `include (platform/doxygen)`: no documentation is made.

include_guard (GLOBAL)
include (platform)

function (add_project_documentation_main_target)
endfunction ()
