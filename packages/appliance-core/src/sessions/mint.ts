import type { Context } from '../context.ts'

/**
 * A new LSID: before 10.6 the next integer of this appliance, from 10.6 a GUID of 32 hex digits
 * (API-01). The GUID begins with the time (as UUID version 7 does, RFC 9562 5.7), so that the
 * store's index grows at its end.
 */
export function mintLsid(ctx: Context): string {
  if (ctx.capabilities.lsid === 'integer') {
    ctx.state.integerLsid += 1
    ctx.durable.save()
    return String(ctx.state.integerLsid)
  }
  return timeOrderedGuid(ctx.nowMs, ctx.random.hex(19))
}

/** 48 bits of milliseconds, version 7, variant 8..b, and random bits. `hex19` = 19 hex digits. */
export function timeOrderedGuid(atMs: number, hex19: string): string {
  const time = Math.max(0, atMs).toString(16).padStart(12, '0').slice(-12)
  const variant = (8 + (Number.parseInt(hex19.slice(3, 4), 16) & 3)).toString(16)
  return `${time}7${hex19.slice(0, 3)}${variant}${hex19.slice(4)}`
}
