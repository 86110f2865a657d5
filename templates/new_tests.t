/* What the policy is to decide. `nk test` asks the security module alone: nothing is booted. */

use security._

assert "counter" {
    setup {
        core   <- execute dst=kl.core.Core
        init   <- execute src=core dst=Einit
        server <- execute src=init dst={{name}}.Server
        client <- execute src=init dst={{name}}.Client
    }
    sequence "adds up to 100" {
        grant "nothing" client ~> server : counter.Add { amount : 0 }
        grant "the most" client ~> server : counter.Add { amount : 100 }
        grant "its answer" client <~ server : counter.Add { total : 100 }
    }
    sequence "no more than 100" {
        deny "too much" client ~> server : counter.Add { amount : 101 }
    }
    sequence "the client starts nothing" {
        deny execute src=client dst={{name}}.Server
    }
}
