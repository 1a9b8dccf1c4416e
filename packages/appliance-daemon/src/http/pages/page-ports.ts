import type { Health } from '@understudy/appliance-core'
import type { BoxFacts, Pages } from '@understudy/appliance-pages'
import type { Caller, Outcome, OutputOf, PortalAnswer } from '@understudy/shared'

export interface PagePorts {
  readonly siteHostname: string
  readonly portal: () => PortalAnswer
  readonly health: () => Health
  readonly invoke: (operation: string, input: unknown, caller: Caller) => Promise<Outcome<unknown>>
}

export interface PageSite extends PagePorts {
  readonly pages: Pages
}

/** What every page says of the appliance. */
export function boxFacts({ portal, health, siteHostname }: PagePorts): BoxFacts {
  const { state, appliance, siteVersion } = portal()
  return { name: appliance, siteHostname, siteVersion, state, role: health().role }
}

export type Account = NonNullable<OutputOf<'who-am-i'>['account']>
