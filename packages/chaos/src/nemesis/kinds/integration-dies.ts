import { Type } from 'typebox'
import { closed, drawForMs, drawOne, ForMs } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'

const moments = ['now', 'before-store', 'after-store'] as const

export const integrationDies = faultKind({
  family: 'client',
  title:
    'Integration Clients are killed (SIGKILL), now or in their next report, and start again later (IC-01)',
  productOnly: false,
  args: Type.Object({ when: Type.Enum(moments), downMs: ForMs }, closed),
  draw: (random) => ({ when: drawOne(random, moments), downMs: drawForMs(random, 30_000) }),
  begin: (stage, { when, downMs }) => {
    if ((stage.lab.clients.integrations ?? []).length === 0) return false
    const inReport = when === 'now' ? {} : { inReport: when }
    stage.tellClients({ kind: 'kill-integrations', input: { ...inReport, downMs } })
    return true
  },
})
