import type { ApplianceEvent } from '@understudy/shared'
import type { Context } from '../context.ts'
import { linkSlice } from './slice.ts'

/** What keeps the two appliances apart, or from syncing: it is found again at every dial. */
export type Trouble = Extract<ApplianceEvent, { name: 'alert' | 'link-refused' }>

/** Codes come from the peer; it must not fill the memory with them (SEC-03). */
const troublesMax = 16

/**
 * Tells a trouble when it begins or changes, not whenever it is found (FO-05): the history is for what
 * happens, and holds `limits.historyEventsMax` lines.
 */
export function tellTrouble(ctx: Context, trouble: Trouble): void {
  const { troubles } = linkSlice.of(ctx)
  const kind = kindOf(trouble)
  if (troubles.get(kind) === trouble.message) return
  troubles.delete(kind)
  const [oldest] = troubles.keys()
  if (oldest !== undefined && troubles.size >= troublesMax) troubles.delete(oldest)
  troubles.set(kind, trouble.message)
  ctx.record(trouble)
}

/** The link is up: all troubles are over but these, which are told if they are new. */
export function settleTroubles(ctx: Context, remaining: readonly Trouble[]): void {
  const { troubles } = linkSlice.of(ctx)
  const kinds = remaining.map(kindOf)
  for (const kind of troubles.keys()) if (!kinds.includes(kind)) troubles.delete(kind)
  for (const trouble of remaining) tellTrouble(ctx, trouble)
}

const kindOf = ({ name, code }: Trouble): string => `${name} ${code}`
