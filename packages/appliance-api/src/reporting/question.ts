import type { SessionQuestion } from '@understudy/shared'
import { errorTexts } from '../answer.ts'
import type { Parameters } from '../parameters.ts'
import { dayMsOf } from '../times.ts'

/** Where a working connector sends two of them at once, the more precise one counts, as it does there (P 4.3). */
const periods = [
  { name: 'start_time', by: 'start', unitMs: 1_000, begins: unixMsOf },
  { name: 'end_time', by: 'end', unitMs: 1_000, begins: unixMsOf },
  { name: 'start_date', by: 'start', unitMs: 86_400_000, begins: dayMsOf },
  { name: 'end_date', by: 'end', unitMs: 86_400_000, begins: dayMsOf },
] as const

/** More than a question of a hundred sessions is one of a period. */
const lsidsMax = 100

/** Which sessions a report is asked for, or the text of the error. Whoever names nothing means all of them (A). */
export function sessionQuestionOf(
  parameters: Parameters,
  nowMs: number,
): SessionQuestion | { readonly error: string } {
  const lsids = parameters.get('lsids') ?? parameters.get('lsid')
  const given = periods.filter(({ name }) => parameters.has(name))
  if (lsids !== undefined)
    return given.length === 0 ? byLsids(lsids) : { error: errorTexts.parameters }
  const [period] = given
  if (period === undefined)
    return parameters.has('duration')
      ? { error: errorTexts.parameters }
      : { by: 'end', fromMs: 0, toMs: Number.MAX_SAFE_INTEGER }
  if (given.some(({ by }) => by !== period.by)) return { error: errorTexts.parameters }
  const fromMs = period.begins(parameters.get(period.name) ?? '')
  if (fromMs === undefined) return { error: `${period.name} is no valid time.` }
  const duration = parameters.get('duration') ?? ''
  if (!/^\d{1,10}$/.test(duration)) return { error: 'duration has to be a whole number.' }
  const lengthMs = Number(duration) * period.unitMs
  // 0 means until now; a session that ends as the question is asked belongs to it.
  return { by: period.by, fromMs, toMs: lengthMs === 0 ? nowMs + 1 : fromMs + lengthMs }
}

function byLsids(text: string): SessionQuestion | { readonly error: string } {
  const lsids = text.split(',').map((lsid) => lsid.trim())
  const valid = lsids.every((lsid) => /^([0-9]{1,15}|[0-9a-fA-F]{32})$/.test(lsid))
  if (!valid || lsids.length > lsidsMax) return { error: errorTexts.lsid }
  return { by: 'lsid', lsids: lsids.map((lsid) => lsid.toLowerCase()) }
}

function unixMsOf(text: string): number | undefined {
  return /^\d{1,12}$/.test(text) ? Number(text) * 1_000 : undefined
}
