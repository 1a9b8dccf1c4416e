import t from 'tap'
import { PairedAppliance } from '../support/paired-appliance.ts'

const forgotten = {
  type: 'hello-refused',
  code: 'no-relationship',
  message: 'b: failover is currently not configured.',
} as const

// A dies while it establishes and comes back: B refuses its hello, then reads what A had said before, and dials A itself.
t.test(
  'FO-09: a peer that forgot the relationship is believed, but not where it has said hello since',
  async (t) => {
    const paired = PairedAppliance.primary()
    const { one, link } = paired
    paired.say(forgotten, paired.accept())
    t.match(one.status(), { role: 'primary', relationship: { link: 'up' } })

    one.give({ kind: 'link-down', link, reason: 'the process died' })
    paired.say(forgotten, paired.accept())
    t.match(one.status(), { role: 'none', relationship: null })
  },
)
