import {
  type ApplianceReading,
  bytesOfAscii,
  isoTimeOf,
  parseJson,
  utf8Of,
  zipOf,
} from '@understudy/shared'
import type { ApiBytes } from '../answer.ts'
import { unixOf } from '../times.ts'

/** Characters of one line's fields; longer ones go on in further lines. */
const partChars = 900
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/**
 * `Syslog` (API-02, from 22.1): a ZIP of what the status history keeps, oldest first, as
 * `Mon DD HH:MM:SS host BG[pid]: NNNN:PP:TT:k=v;k=v`, part PP of TT (A).
 */
export function syslog({
  history,
  status,
}: Pick<ApplianceReading, 'history' | 'status'>): ApiBytes {
  const entries = [...history()].reverse()
  const lines = entries.flatMap(({ atMs, json }, at) =>
    linesOf(atMs, json, 1_000 + (at % 9_000), status.hostname, status.siteHostname),
  )
  const bytes = zipOf(bytesOfAscii('messages'), utf8Of(lines.map((line) => `${line}\n`).join('')))
  return { kind: 'bytes', bytes, type: 'application/zip', name: 'syslog.zip' }
}

function linesOf(
  atMs: number,
  json: string,
  number: number,
  hostname: string,
  site: string,
): readonly string[] {
  const { name = '', ...event } = (parseJson(json) ?? {}) as Readonly<Record<string, unknown>>
  const fields = { site, when: unixOf(atMs), who: 'system', who_ip: '', event: name, ...event }
  const text = Object.entries(fields)
    .map(
      ([key, value]) =>
        `${key}=${escaped(typeof value === 'string' ? value : JSON.stringify(value))}`,
    )
    .join(';')
  const parts: string[] = []
  for (let from = 0; from < text.length; from += partChars)
    parts.push(text.slice(from, from + partChars))
  const two = (value: number): string => String(value).padStart(2, '0')
  return parts.map(
    (part, at) =>
      `${stampOf(atMs)} ${oneLine(hostname)} BG[1]: ${number}:${two(at + 1)}:${two(parts.length)}:${part}`,
  )
}

const oneLine = (text: string): string => text.replace(/\s/g, '_')
const escaped = (text: string): string =>
  text.replace(/[\\;=]/g, (found) => `\\${found}`).replace(/[\r\n]/g, ' ')

/** "Nov 03 17:05:09", of UTC. */
function stampOf(atMs: number): string {
  const [, month, day, time] = /^\d+-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/.exec(isoTimeOf(atMs)) ?? []
  return `${months[Number(month) - 1]} ${day} ${time}`
}
