import type { Verdict } from './schema.ts'

const exitCodes = {
  passed: 0,
  'passed-with-warnings': 0,
  failed: 1,
  inconclusive: 2,
} as const satisfies Record<Verdict, number>

/** For pipelines that let no warning pass. */
const strictCodes = { ...exitCodes, 'passed-with-warnings': 4 } as const

/**
 * The process exit code of a verdict (REH-05); 3 = wrong usage is the command's own. `strict`: warnings have their own
 * code.
 */
export const exitCodeOf = (verdict: Verdict, strict = false): 0 | 1 | 2 | 4 =>
  (strict ? strictCodes : exitCodes)[verdict]
