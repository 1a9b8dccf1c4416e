import { isoTimeOf, limits } from '@understudy/shared'
import { starterMax } from '../clients/check-in.ts'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { boxTimeMs } from './clock.ts'
import { boxSlice } from './slice.ts'

/** `show-basics`: what support asks for, and what a wrong clock shows in (WEB-04). */
export function showBasics(ctx: Context, request: PendingRequest<'show-basics'>): void {
  const { config, state, site, nowMs } = ctx
  const { starter, licences } = site
  const timeMs = boxTimeMs(ctx)
  ctx.accept(request, {
    serialNumber: serialNumberOf(ctx.bornGuid),
    guid: config.guid,
    base: state.software.base,
    site: state.software.site,
    time: isoTimeOf(timeMs),
    timeMs,
    ntp: state.clockOffMs === undefined,
    uptimeMs: nowMs - (boxSlice.of(ctx).startedAtMs ?? nowMs),
    licences: {
      representatives: licences,
      starter,
      jumpClientsMax: starter ? starterMax : limits.jumpClientsMax,
      recording: !starter,
      commandShell: !starter,
    },
  })
}

/** The process runs from now on. */
export function noteStarted(ctx: Context): void {
  boxSlice.of(ctx).startedAtMs = ctx.nowMs
}

/** That of the hardware: ten digits, whatever is installed or reset. */
const serialNumberOf = (guid: string): string =>
  String(Number.parseInt(guid.slice(0, 12), 16) % 10_000_000_000).padStart(10, '0')
