import {
  encodeSessionBegun,
  mergedAttributes,
  type SessionBegun,
  skillsOf,
} from '@understudy/shared'
import { type ClientConnection, deskOf, takeLseq, type WaitingCustomer } from '../clients/desk.ts'
import type { Context } from '../context.ts'
import { tellSessionBegan } from '../outbound/session-events.ts'
import { useUpSessionKey } from './keys.ts'
import { mintLsid } from './mint.ts'
import { type Queue, queueOf, serves } from './queues.ts'

/** A customer who shows no key waits as those do whose key says nothing of it. */
const usualPriority = 2

/**
 * Gives waiting customers to free consoles of the site's own version: those of a higher priority first, then first come first
 * served; each to somebody of their queue who has the skills that are asked for, as far as anybody has.
 */
export function assignSessions(ctx: Context): void {
  const desk = deskOf(ctx)
  if (desk.waiting.size === 0 || desk.free.size === 0) return
  const waiting = [...desk.waiting.values()].sort(
    (one, other) => priorityOf(one) - priorityOf(other),
  )
  for (const customer of waiting) {
    if (desk.free.size === 0) return
    const queue = queueFor(ctx, customer)
    const console = queue === null ? undefined : bestOf(ctx, queue, customer)
    if (queue !== null && console !== undefined) beginSession(ctx, customer, queue, console)
  }
}

const priorityOf = ({ terms }: WaitingCustomer): number => terms?.priority ?? usualPriority

/** Null = the queue is gone: its team was removed while the customer waited. */
function queueFor(ctx: Context, { terms }: WaitingCustomer): Queue | null {
  if (terms === undefined) return { kind: 'general' }
  const queue = queueOf(ctx, terms.queue)
  return 'code' in queue ? null : queue
}

/** Of those who have been free as long, whoever was free first. */
function bestOf(
  ctx: Context,
  queue: Queue,
  { terms }: WaitingCustomer,
): ClientConnection | undefined {
  const { skills = [] } = terms ?? {}
  const free = [...deskOf(ctx).free.values()].filter(({ name }) => serves(queue, name))
  if (queue.kind !== 'team' || skills.length === 0) return free[0]
  const matchOf = ({ name }: ClientConnection): number =>
    skillsOf(queue.team, name).filter((skill) => skills.includes(skill)).length
  return free.sort((one, other) => matchOf(other) - matchOf(one))[0]
}

function beginSession(
  ctx: Context,
  waiting: WaitingCustomer,
  queue: Queue,
  console: ClientConnection,
): void {
  const desk = deskOf(ctx)
  const customer = desk.connections.get(waiting.connection)
  desk.waiting.delete(waiting.connection)
  if (customer === undefined) return
  const lsid = mintLsid(ctx)
  const lseq = takeLseq(ctx)
  const { externalKey } = waiting
  console.lsid = lsid
  customer.lsid = lsid
  desk.free.delete(console.id)
  const { shortKey, terms } = waiting
  if (shortKey !== undefined) useUpSessionKey(ctx, shortKey)
  const begun: SessionBegun = {
    lsid,
    lseq,
    externalKey,
    customer: waiting.customer,
    representative: console.name,
    issue: waiting.issue,
    startedAtMs: ctx.nowMs,
    ...(queue.kind === 'team' ? { team: { id: queue.team.id, name: queue.team.name } } : {}),
    ...(terms?.attributes === undefined
      ? {}
      : { attributes: mergedAttributes({}, terms.attributes) }),
  }
  desk.active.set(lsid, {
    ...begun,
    console: console.id,
    customerConnection: customer.id,
    events: [],
    eventBytes: 0,
    recording: null,
  })
  tellSessionBegan(ctx, begun)
  // On disk, so that after a crash the session is reported as cut and not forgotten (CLI-07).
  ctx.store.activeSessions.put(lsid, encodeSessionBegun(begun))
  for (const connection of [console.id, customer.id])
    ctx.emit({
      kind: 'send-client',
      connection,
      message: { type: 'session-joined', lsid, externalKey, customer: waiting.customer },
    })
}
