import { defineSlice } from '../slice.ts'

/** What a process knows of its mails beside those that wait (on disk). Only `mail/` imports it. */
export interface MailSlice {
  /** Conditions that were told and still last, by their names. */
  readonly told: Set<string>
  /** Since when the conditions are looked at; null = they are not. */
  watchedSinceMs: number | null
  /** When the daily notice was last sent, or would have been. */
  noticeAtMs: number
  /** Whether any test address answered at the last status check; null = none was asked. */
  testReached: boolean | 'asked' | null
  /** The mail that the carrier has now, and since when. */
  sending: { readonly id: string; readonly sinceMs: number } | null
  /** Attempts in a row that failed, and why the last one did. */
  failures: number
  trouble: string | null
}

export const mailSlice = defineSlice<MailSlice>('mail', () => ({
  told: new Set(),
  watchedSinceMs: null,
  noticeAtMs: 0,
  testReached: null,
  sending: null,
  failures: 0,
  trouble: null,
}))
