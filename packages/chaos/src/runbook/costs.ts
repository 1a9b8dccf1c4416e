import { type FigureName, figureText, figureWords, type Report, sampleOf } from '@understudy/report'

/** Something that a mistake costs, compared with the runbook without it. */
export interface Cost {
  readonly figure: FigureName | 'versions'
  /** "Site down 46 min instead of 7.5 s". */
  readonly text: string
}

/** How much greater a figure may be by chance: a step at another moment draws other people and other paces. */
interface Tolerance {
  readonly least: number
  /** A share of the figure without the mistake. */
  readonly share: number
}

const exact: Tolerance = { least: 0, share: 0 }
const minuteMs = 60_000

/** What counts as a cost. The length of windows does not: care costs time too. */
const tolerances: Partial<Readonly<Record<FigureName, Tolerance>>> = {
  downtimeMs: { least: minuteMs / 2, share: 0.1 },
  // Where some are lost anyway (SYN-04), the number depends on the moment.
  sessionsLost: { least: 0, share: 0.1 },
  sessionsCut: { least: 8, share: 0.5 },
  customersWithoutHelp: { least: 20, share: 0.2 },
  exposureMs: { least: 10 * minuteMs, share: 0.1 },
  recordsAtRisk: { least: 50, share: 0.25 },
  settingsLost: exact,
  clientsByHand: exact,
}

/** What the mistake costs; empty = nothing beyond chance. */
export function costsOf(base: Report, mutated: Report): readonly Cost[] {
  const [without, found] = [sampleOf(base).figures, sampleOf(mutated).figures]
  const figures = (Object.entries(tolerances) as [FigureName, Tolerance][]).flatMap(
    ([figure, { least, share }]) => {
      const beyond = found[figure] - without[figure] - Math.max(least, without[figure] * share)
      if (beyond <= 0) return []
      const text = `${figureWords[figure].title}: ${figureText(figure, found[figure])} instead of ${figureText(figure, without[figure])}`
      return [{ figure, text }]
    },
  )
  return [...figures, ...versionCosts(base, mutated)]
}

/** Appliances left at another version than the runbook leads to. */
const versionCosts = (base: Report, mutated: Report): readonly Cost[] =>
  Object.entries(base.versions).flatMap(([appliance, { after }]) => {
    const found = mutated.versions[appliance]?.after
    if (found === undefined || (found.base === after.base && found.site === after.site)) return []
    const text = `${appliance.toUpperCase()} left at ${found.base} and ${found.site} instead of ${after.base} and ${after.site}`
    return [{ figure: 'versions', text } as const]
  })
