import type { ApiName } from '@understudy/shared'
import { Type } from 'typebox'
import { pairNames } from '../../schedule/lab-options.ts'
import { apiAccountInput } from '../api-accounts.ts'
import { closed, drawOn, drawOne, On } from '../arguments.ts'
import { virtualFaultKind } from '../fault-kind.ts'

/** Until its account, or that it is gone, is on both boxes, if the two are in touch. */
const syncMs = 500

const questions: Readonly<Record<'report' | 'session-key', readonly [ApiName, string]>> = {
  report: ['reporting', 'generate_report=SupportSession&end_time=0&duration=0'],
  'session-key': ['command', 'action=generate_session_key&type=support&queue_id=general'],
}
const asks = ['report', 'session-key'] as const

export const programAsks = virtualFaultKind('real processes are asked as operators ask', {
  family: 'operator',
  title:
    'a program asks either box for a report or a session key, as an account that is there, or was removed (FO-06, API-04)',
  productOnly: false,
  args: Type.Object(
    {
      on: On,
      ask: Type.Enum(asks),
      /** Its account is removed before it asks. */
      isRemoved: Type.Boolean(),
      /** Its account is made first. */
      afterMs: Type.Integer({ minimum: 1, maximum: 600_000 }),
    },
    closed,
  ),
  draw: (random) => ({
    on: drawOn(random),
    ask: drawOne(random, asks),
    isRemoved: random.next() < 0.3,
    afterMs: random.integer(3 * syncMs, 10_000),
  }),
  begin: (stage, { on, ask, isRemoved, afterMs }) => {
    const isAsked = pairNames
      .map((name) => stage.ask(name, 'add-api-account', apiAccountInput))
      .includes(true)
    const added = stage.asked.slice(-pairNames.length)
    const accountIn = (): string | undefined =>
      added.flatMap(({ operation, answer }) =>
        operation === 'add-api-account' && answer?.ok === true
          ? [(answer.value as { readonly clientId: string }).clientId]
          : [],
      )[0]
    const sync = (): void => {
      for (const name of pairNames) stage.ask(name, 'sync-now')
    }
    stage.after(syncMs, sync)
    stage.after(afterMs, () => {
      const clientId = accountIn()
      if (clientId === undefined) return
      const askNow = (): void => stage.askApi(on, ...questions[ask], clientId)
      if (!isRemoved) {
        askNow()
        return
      }
      for (const name of pairNames) stage.ask(name, 'remove-api-account', { clientId })
      stage.after(syncMs, sync)
      stage.after(2 * syncMs, askNow)
    })
    return isAsked
  },
})
