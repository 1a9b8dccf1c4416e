/** A request to one of the site's APIs; whoever sends it adds who asks. */
export interface Question {
  readonly api: 'command' | 'reporting'
  readonly parameters: Readonly<Record<string, string>>
}

export const askHealth: Question = { api: 'command', parameters: { action: 'check_health' } }

/** Closed sessions that ended at or after that second, until now (P 4.3). */
export const askSessions = (fromS: number): Question => ({
  api: 'reporting',
  parameters: { generate_report: 'SupportSession', end_time: String(fromS), duration: '0' },
})

export const askRecording = (lsid: string): Question => ({
  api: 'reporting',
  parameters: { generate_report: 'SupportSessionRecording', lsid },
})

/** The question as a URL's path and query; the parameters in the order of the table. */
export function pathOf(
  { api, parameters }: Question,
  credentials: Readonly<Record<string, string>> = {},
): string {
  const pairs = Object.entries({ ...credentials, ...parameters })
  const query = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  return `/api/${api}?${query}`
}
