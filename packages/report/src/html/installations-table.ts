import { durationText } from '../format.ts'
import { type Markup, nothing } from '../markup.ts'
import type { Report } from '../schema.ts'
import { section, table } from './table.ts'

/** A row for each package, a column for each appliance: both should take equally long (UPD-06). */
export function installationsTable({ installations }: Report): Markup {
  if (installations.length === 0) return nothing
  const appliances = [...new Set(installations.map(({ appliance }) => appliance))]
  const packages = [...new Set(installations.map((one) => one.package))]
  const tookText = (name: string, appliance: string): string =>
    installations
      .filter((one) => one.package === name && one.appliance === appliance)
      .map(({ startedAtMs, endedAtMs, finished }) => {
        const took = durationText(endedAtMs - startedAtMs)
        return finished ? took : `interrupted after ${took}`
      })
      .join(', ') || 'not installed'
  const body = table('Installation times', packages, [
    { title: 'Package', cell: (name) => name },
    ...appliances.map((appliance) => ({
      title: appliance.toUpperCase(),
      look: 'number' as const,
      cell: (name: string) => tookText(name, appliance),
    })),
  ])
  return section('Installation times', body)
}
