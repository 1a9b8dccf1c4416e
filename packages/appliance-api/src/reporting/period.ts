import type { Parameters } from '../parameters.ts'
import { sessionQuestionOf } from './question.ts'

/** The time that a report is about, in milliseconds, `toMs` exclusive. */
export interface Period {
  readonly fromMs: number
  readonly toMs: number
}

/** The period that is named as those of sessions are, or the text of an error; nothing named means all of it. */
export function periodOf(
  parameters: Parameters,
  nowMs: number,
): Period | { readonly error: string } {
  const others = new Map([...parameters].filter(([name]) => name !== 'lsid' && name !== 'lsids'))
  const question = sessionQuestionOf(others, nowMs)
  if ('error' in question) return question
  return question.by === 'lsid' ? { fromMs: 0, toMs: nowMs + 1 } : question
}
