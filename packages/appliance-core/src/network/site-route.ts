import type { Context } from '../context.ts'
import { networkSlice } from './slice.ts'

/** The network says whether the site's name leads to this appliance now. */
export function onSiteRoute(ctx: Context, leadsHere: boolean): void {
  networkSlice.of(ctx).siteLeadsHere = leadsHere
}

/**
 * Traffic is this appliance's own: it has a shared address enabled, or the network leads the site's
 * name to it, as after a swing by DNS or NAT.
 */
export function isInProduction(ctx: Context): boolean {
  return (
    networkSlice.of(ctx).siteLeadsHere || ctx.state.addresses.some((a) => a.shared && a.enabled)
  )
}
