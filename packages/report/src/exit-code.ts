import type { Verdict } from './schema.ts'

const exitCodes = {
  passed: 0,
  'passed-with-warnings': 0,
  failed: 1,
  inconclusive: 2,
} as const satisfies Record<Verdict, number>

/** The process exit code of a verdict (REH-05); 3 = wrong usage is the command's own. */
export const exitCodeOf = (verdict: Verdict): 0 | 1 | 2 => exitCodes[verdict]
