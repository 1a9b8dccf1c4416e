import type { X509Certificate } from 'node:crypto'

const dayMs = 86_400_000

/** When a certificate becomes valid and until when, both included (RFC 5280 4.1.2.5). */
export interface Validity {
  readonly from: Date
  readonly until: Date
}

/** Whole platforms refuse longer server certificates (CA/Browser Forum, Baseline Requirements 6.3.2: 398). */
const serverDaysMax = 397
const authorityYears = 10
/** A kept certificate must have this much left, so that a long-running lab does not reach its end. */
const serverDaysLeftMin = 60

/** A server's certificate's validity (CRT-01). */
export const serverValidity = (now: Date): Validity => ({
  from: now,
  // Both ends count, so one second less makes exactly these days.
  until: new Date(now.getTime() + serverDaysMax * dayMs - 1_000),
})

/** An authority's validity; people trust it by hand. */
export function authorityValidity(now: Date): Validity {
  const until = new Date(now)
  until.setUTCFullYear(now.getUTCFullYear() + authorityYears)
  return { from: now, until }
}

/** Whether a server's certificate may still be served; if not, another one must be made. */
export function mayServe({ validFrom, validTo }: X509Certificate, now: Date): boolean {
  const [fromMs, untilMs] = [validFrom, validTo].map((text) => new Date(text).getTime())
  if (fromMs === undefined || untilMs === undefined) return false
  const isShort = untilMs - fromMs < serverDaysMax * dayMs
  return isShort && fromMs <= now.getTime() && daysUntil(untilMs, now) >= serverDaysLeftMin
}

/** Whether an authority outlives what it would issue now; if not, another one is needed. */
export const mayIssue = ({ validTo }: X509Certificate, now: Date): boolean =>
  daysUntil(new Date(validTo).getTime(), now) >= serverDaysMax

const daysUntil = (timeMs: number, now: Date): number => (timeMs - now.getTime()) / dayMs
