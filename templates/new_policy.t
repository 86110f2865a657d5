/* Who may say what to whom. What no rule grants is refused. */

execute: kl.core.Execute

use nk.base._
use nk.basic._

use EDL kl.core.Core
use EDL Einit
use EDL {{name}}.Client
use EDL {{name}}.Server

/* The kernel starts itself and Einit; Einit starts the processes of init.yaml. */
execute src=kl.core.Core { match dst=kl.core.Core { grant () }
                           match dst=Einit        { grant () } }
execute src=Einit        { grant () }

/* Everybody may use the kernel: print, sleep, allocate, exit. */
request  dst=kl.core.Core { grant () }
response src=kl.core.Core { grant () }

/* The client may add, but not too much at a time. */
request src={{name}}.Client dst={{name}}.Server endpoint=counter {
    match method=Add { assert (message.amount <= 100) }
}
response src={{name}}.Server dst={{name}}.Client { grant () }
error    src={{name}}.Server dst={{name}}.Client { grant () }
