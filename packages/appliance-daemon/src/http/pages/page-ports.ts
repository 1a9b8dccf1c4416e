import type { Health } from '@understudy/appliance-core'
import type { BoxFacts, Pages } from '@understudy/appliance-pages'
import type { Work } from '@understudy/lab-channel'
import type { Caller, Outcome, OutputOf, PortalAnswer, Refusal } from '@understudy/shared'
import type { PortalDesk } from '../../clients/portal-desk.ts'
import type { FileArea } from '../../files/file-area.ts'
import type { UpdateFiles } from '../../updates/update-files.ts'

export interface PagePorts {
  readonly siteHostname: string
  readonly portal: () => PortalAnswer
  readonly health: () => Health
  readonly appliance: string
  readonly portalDesk: PortalDesk
  readonly nowMs: () => number
  readonly files: FileArea
  readonly updateFiles: UpdateFiles
  readonly work: Work
  readonly refusalToAsk: (operation: string, caller: Caller) => Refusal | null
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
