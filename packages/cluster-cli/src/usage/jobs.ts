import { availableParallelism } from 'node:os'
import { integerOf } from './values.ts'

/** The option of commands that play many rehearsals. */
export const jobsOption = {
  value: 'N',
  help: 'how many are played at the same time (default: as many as there are processors)',
} as const

export const jobsOf = (text: string | undefined): number =>
  text === undefined ? availableParallelism() : integerOf('--jobs', text, { min: 1, max: 256 })
