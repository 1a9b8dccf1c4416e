import { Outage } from './outage.ts'

/**
 * The probe's own connection has ended. Only requests can tell whether the site went with it: the connection may have
 * been an old one to an appliance the site no longer leads to (NET-04, NET-05), and that is no outage of the site.
 */
export class Suspicion {
  /** The outage it would be, if it is one. */
  readonly outage: Outage
  /** Set when requests show that the site answers: the first good answer, and when its request was sent. */
  good: { readonly sentAtMs: number; readonly atMs: number } | null = null

  constructor(sinceMs: number, reason: string) {
    this.outage = new Outage(sinceMs, reason)
  }

  /** An answer to an earlier request says nothing. */
  concerns(sentAtMs: number): boolean {
    return sentAtMs >= this.outage.startedAtMs
  }
}
