import type { X509Certificate } from 'node:crypto'

const dayMs = 86_400_000

/** From when until when a certificate is valid, both included (RFC 5280 4.1.2.5). */
export interface Validity {
  readonly from: Date
  readonly until: Date
}

/** What whole platforms refuse a server's certificate beyond (CA/Browser Forum, Baseline Requirements 6.3.2: 398). */
const serverDaysMax = 397
const authorityYears = 10
/** So much is left of a certificate that is kept, so that a lab that runs for long does not run into its end. */
const serverDaysLeftMin = 60

/** Of a server's certificate (CRT-01). */
export const serverValidity = (now: Date): Validity => ({
  from: now,
  // Both ends count: a second less is the whole of these days.
  until: new Date(now.getTime() + serverDaysMax * dayMs - 1_000),
})

/** Of an authority's, whom people trust by hand. */
export function authorityValidity(now: Date): Validity {
  const until = new Date(now)
  until.setUTCFullYear(now.getUTCFullYear() + authorityYears)
  return { from: now, until }
}

/** Whether a server's certificate may be served from now on; if not, another one is to be made. */
export function mayServe({ validFrom, validTo }: X509Certificate, now: Date): boolean {
  const [fromMs, untilMs] = [validFrom, validTo].map((text) => new Date(text).getTime())
  if (fromMs === undefined || untilMs === undefined) return false
  const isShort = untilMs - fromMs < serverDaysMax * dayMs
  return isShort && fromMs <= now.getTime() && daysUntil(untilMs, now) >= serverDaysLeftMin
}

/** Whether an authority outlives what it would issue now; if not, there is to be another one. */
export const mayIssue = ({ validTo }: X509Certificate, now: Date): boolean =>
  daysUntil(new Date(validTo).getTime(), now) >= serverDaysMax

const daysUntil = (timeMs: number, now: Date): number => (timeMs - now.getTime()) / dayMs
