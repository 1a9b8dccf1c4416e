/** Why a pull came to nothing or stopped, by code, and what a person reads. What was stored before stays. */
export const pullFailures = {
  unreachable: 'The site could not be reached.',
  'answered-otherwise': 'The site answered with something else than a document of its API.',
  refused: 'The site refused the question.',
  'not-xml': 'What the site sent is no well-formed XML.',
  incomplete: 'The document ended before its end.',
  'no-session-list':
    'The document has no session list in the namespace that this client reads: its parser does not fit the site’s version.',
  'lsid-not-integer':
    'The site’s LSIDs are no numbers any more: this client was made for versions before 10.6. Reinstall it; nothing is lost meanwhile.',
  'session-too-large': 'A session is longer than this client takes.',
  database: 'The database did not take the sessions.',
} as const

export type PullFailureCode = keyof typeof pullFailures

export interface PullFailure {
  readonly code: PullFailureCode
  /** What the site, the network or the database said; '' = nothing. */
  readonly detail: string
}

export const failureText = ({ code, detail }: PullFailure): string =>
  detail === '' ? pullFailures[code] : `${pullFailures[code]} (${detail})`
