import { Type } from 'typebox'
import { pairNames } from '../../schedule/lab-options.ts'
import { apiAccountInput, apiAccountsIn, offersAllCommands } from '../api-accounts.ts'
import { closed, drawOn, drawOne, On } from '../arguments.ts'
import { virtualFaultKind } from '../fault-kind.ts'

const roles = ['primary', 'backup'] as const
/** Until its account is on both boxes, if the two are in touch. */
const syncAfterMs = 500

export const roleByApi = virtualFaultKind('real processes are asked as operators ask', {
  family: 'operator',
  title:
    'a program asks set_failover_role of either box: with or without force and sync, once or twice (FO-10)',
  productOnly: false,
  args: Type.Object(
    {
      on: On,
      role: Type.Enum(roles),
      force: Type.Boolean(),
      syncFirst: Type.Boolean(),
      /** Its account is made first. */
      afterMs: Type.Integer({ minimum: 1, maximum: 600_000 }),
      /** Asked again after this long; 0 = asked once. */
      againMs: Type.Integer({ minimum: 0, maximum: 600_000 }),
    },
    closed,
  ),
  draw: (random) => ({
    on: drawOn(random),
    role: drawOne(random, roles),
    force: random.next() < 0.4,
    syncFirst: random.next() < 0.5,
    afterMs: random.integer(syncAfterMs + 500, 5_000),
    againMs: random.next() < 0.3 ? random.integer(1, 10_000) : 0,
  }),
  begin: (stage, { on, role, force, syncFirst, afterMs, againMs }) => {
    const flag = (value: boolean): number => (value ? 1 : 0)
    const query = `action=set_failover_role&role=${role}&force=${flag(force)}&data_sync_first=${flag(syncFirst)}`
    const ask = (): void => {
      const clientId = apiAccountsIn(stage).at(-1)
      if (clientId !== undefined) stage.askApi(on, 'command', query, clientId)
    }
    // The versions of a campaign are older than the command: a setting offers it (API-03).
    for (const name of pairNames) stage.ask(name, 'set-setting', offersAllCommands)
    const isAdded = pairNames
      .map((name) => stage.ask(name, 'add-api-account', apiAccountInput))
      .includes(true)
    for (const name of pairNames) stage.after(syncAfterMs, () => stage.ask(name, 'sync-now'))
    stage.after(afterMs, ask)
    if (againMs > 0) stage.after(afterMs + againMs, ask)
    return isAdded
  },
})
