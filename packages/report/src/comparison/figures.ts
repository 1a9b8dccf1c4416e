import { countText, durationText } from '../format.ts'
import type { Report } from '../schema.ts'
import type { FigureName, Figures, Sample } from './schema.ts'

interface FigureWords {
  readonly title: string
  readonly unit: 'ms' | 'count'
}

/** What is compared, in order of importance for whoever has to choose. */
export const figureWords: Readonly<Record<FigureName, FigureWords>> = {
  downtimeMs: { title: 'Site down', unit: 'ms' },
  longestGapMs: { title: 'Longest gap', unit: 'ms' },
  sessionsLost: { title: 'Sessions lost', unit: 'count' },
  sessionsCut: { title: 'Sessions cut', unit: 'count' },
  customersWithoutHelp: { title: 'Customers unhelped', unit: 'count' },
  exposureMs: { title: 'Without redundancy', unit: 'ms' },
  recordsAtRisk: { title: 'Records at risk', unit: 'count' },
  settingsLost: { title: 'Settings lost', unit: 'count' },
  windowsMs: { title: 'Windows', unit: 'ms' },
  byHandMs: { title: 'Of these by hand', unit: 'ms' },
  labTimeMs: { title: 'First to last step', unit: 'ms' },
  clientsByHand: { title: 'Clients by hand', unit: 'count' },
}

export const figureNames = Object.keys(figureWords) as readonly FigureName[]

/** "7.54 s", "1,204". */
export const figureText = (figure: FigureName, value: number): string =>
  figureWords[figure].unit === 'ms' ? durationText(value) : countText(value)

/** Everything a comparison keeps of a rehearsal's report. */
export function sampleOf(report: Report): Sample {
  return {
    seed: report.seed,
    verdict: report.verdict,
    reasons: report.reasons,
    warnings: [...new Set(report.warnings.map(({ code }) => code))],
    figures: figuresOf(report),
    traceHash: report.traceHash ?? '',
  }
}

function figuresOf(report: Report): Figures {
  const { sessions, windows, population } = report
  return {
    downtimeMs: report.downtimeMs,
    longestGapMs: report.longestGapMs,
    sessionsCut: sessions.cut,
    customersWithoutHelp: sessions.abandoned + sessions.turnedAway,
    sessionsLost: sessions.lost.length,
    recordsAtRisk: report.atRisk?.records ?? 0,
    settingsLost: report.settings.lost.length,
    exposureMs: report.exposureMs,
    windowsMs: windows.reduce(
      (sum, { startedAtMs, endedAtMs }) => sum + endedAtMs - startedAtMs,
      0,
    ),
    byHandMs: windows.reduce((sum, { byHandMs }) => sum + byHandMs, 0),
    labTimeMs: report.labTimeMs,
    // Stranded clients, too, can only be installed by hand.
    clientsByHand: (population?.stranded ?? 0) + (population?.redeployByHand ?? 0),
  }
}
