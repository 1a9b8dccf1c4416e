import { warningText } from '@understudy/shared'
import type { Context } from '../context.ts'
import { factory, keepingOf } from './kept.ts'
import { servable, warningsHere } from './list.ts'

/**
 * What clients that check may object to at this appliance's addresses: "192.0.2.100: has expired"; '' = nothing (CRT-02).
 * One that expires soon is still taken. Clients go by the true time, whatever the box's clock says.
 */
export function certificateTrouble(ctx: Context): string {
  const keeping = keepingOf(ctx)
  return ctx.state.addresses
    .flatMap(({ address }) => {
      const { facts } = servable(ctx, keeping, keeping.assigned[address] ?? factory)
      if (facts === undefined) return []
      const warnings = warningsHere(ctx, facts, ctx.nowMs).filter(
        (warning) => warning !== 'expires-soon',
      )
      if (warnings.length === 0) return []
      return [`${address}: ${warningText(warnings, ctx.config.siteHostname)}`]
    })
    .join('; ')
}
