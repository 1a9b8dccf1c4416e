import type { Outcome } from '@understudy/shared'

/** Whether this is an outcome as the admin API answers it: a value, or a refusal with code and sentence. */
export function isOutcome(said: unknown): said is Outcome<unknown> {
  if (typeof said !== 'object' || said === null || !('ok' in said)) return false
  if (said.ok === true) return true
  if (said.ok !== false || !('refusal' in said)) return false
  const refusal = said.refusal as { code?: unknown; message?: unknown } | null
  return typeof refusal?.code === 'string' && typeof refusal.message === 'string'
}
