import { buildReport, type Sample, sampleOf } from '../../src/index.ts'
import { asynchronousStream, synchronousStream } from '../synthetic-streams.ts'

const streams = { asynchronous: asynchronousStream, synchronous: synchronousStream }
const templates = new Map<string, Sample>()

/** A rehearsal of the synthetic streams with that seed, changed. */
export function sample(
  runbook: keyof typeof streams,
  seed: number,
  { figures = {}, ...changes }: Changes = {},
): Sample {
  const template =
    templates.get(runbook) ?? sampleOf(buildReport(streams[runbook](), { wallTimeMs: 0 }))
  templates.set(runbook, template)
  return {
    ...template,
    seed: String(seed),
    verdict: 'passed',
    reasons: [],
    warnings: [],
    ...changes,
    figures: { ...template.figures, ...figures },
  }
}

interface Changes extends Partial<Omit<Sample, 'figures'>> {
  readonly figures?: Partial<Sample['figures']>
}
