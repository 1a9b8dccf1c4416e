import { type ApplianceName, type LabConfig, rosterOf } from '@understudy/shared'
import { type Placeholders, samplesWith } from './placeholders.ts'
import { expectedOneOf, type RunbookError } from './runbook-error.ts'
import type { Runbook } from './schema.ts'

/** The appliances in a runbook, and what stands in for their values while there is no lab. */
export interface Cast {
  readonly appliances: readonly ApplianceName[]
  readonly samples: Placeholders
}

export function castOf(runbook: Runbook): Cast {
  const appliances = [...new Set(partsOf(runbook).map(({ name }) => name))]
  return { appliances, samples: samplesWith(appliances) }
}

/** Appliances the runbook names but the lab lacks (REH-03). */
export function missingAppliances(runbook: Runbook, lab: LabConfig): readonly RunbookError[] {
  const roster = rosterOf(lab)
  return partsOf(runbook)
    .filter(({ name }) => !roster.includes(name))
    .map(({ name, path }) => ({
      path,
      expected: expectedOneOf(
        `an appliance of the lab ${lab.name} (${roster.join(', ')})`,
        name,
        roster,
      ),
      found: JSON.stringify(name),
    }))
}

interface Part {
  readonly name: ApplianceName
  readonly path: string
}

/** Every place that names an appliance. */
function partsOf({ preflight = [], windows, backOut = [] }: Runbook): readonly Part[] {
  const lists = [
    ...windows.map(({ steps }, w) => ({ steps, at: `/windows/${w}` })),
    ...backOut.map(({ steps = [] }, b) => ({ steps, at: `/backOut/${b}` })),
  ]
  const parts = lists.flatMap(({ steps, at }) =>
    steps.flatMap((step, s) => {
      const path = `${at}/steps/${s}`
      const checks = (['until', 'check'] as const).flatMap((list) =>
        (step[list] ?? []).map(({ of }, i) => ({ name: of, path: `${path}/${list}/${i}/of` })),
      )
      const keys = (step.sameKey ?? []).map((name, i) => ({ name, path: `${path}/sameKey/${i}` }))
      return [{ name: step.on ?? 'network', path: `${path}/on` }, ...keys, ...checks]
    }),
  )
  const first = preflight.map(({ of }, i) => ({ name: of, path: `/preflight/${i}/of` }))
  return [...first, ...parts].filter(({ name }) => name !== 'network' && name !== 'clients')
}
