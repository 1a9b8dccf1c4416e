import type { Context } from '../context.ts'
import { networkSlice } from './slice.ts'

/** The network says whether the site's name leads to this appliance now. */
export function onSiteRoute(ctx: Context, leadsHere: boolean): void {
  networkSlice.of(ctx).siteLeadsHere = leadsHere
}

/** Whether the network leads the site's name to this appliance. */
export const siteLeadsHere = (ctx: Context): boolean => networkSlice.of(ctx).siteLeadsHere
