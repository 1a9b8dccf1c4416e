import { durationText, plural } from './format.ts'
import type { Report } from './schema.ts'

/** "4 s for all 10 offices", or ''. */
export function forAllText({ downtimeMs, downtimeForAllMs, offices }: Report): string {
  if (offices.length < 2 || downtimeMs === 0 || downtimeForAllMs === downtimeMs) return ''
  const all = downtimeForAllMs === 0 ? 'never' : durationText(downtimeForAllMs)
  return `${all} for all ${plural(offices.length, 'office')}`
}
