import { sameHost } from '@understudy/shared'
import type { Context } from '../context.ts'

/** Whether that host, in whatever spelling, is the site: its name, a shared address, the public one (FO-04). */
export function isOfTheSite(ctx: Context, host: string): boolean {
  const { siteHostname, publicAddress } = ctx.config
  const shared = ctx.state.addresses.filter((a) => a.shared).map((a) => a.address)
  return isOneOf(
    [siteHostname, ...shared, ...(publicAddress === undefined ? [] : [publicAddress])],
    host,
  )
}

/** Whether that host, in whatever spelling, is this appliance: its name or an address of its own. */
export function isOwn(ctx: Context, host: string): boolean {
  return isOneOf([ctx.config.hostname, ...ctx.state.addresses.map((a) => a.address)], host)
}

const isOneOf = (hosts: readonly string[], host: string): boolean =>
  hosts.some((one) => sameHost(one, host))
