import type { RepActivity } from '@understudy/shared'
import { type ApiDocument, document, rootAttributes } from '../answer.ts'
import type { Era } from '../era.ts'
import { writeTime } from '../times.ts'
import type { Period } from './period.ts'

const hourMs = 3_600_000

interface Usage {
  readonly hour: number
  peak: number
  readonly names: Set<string>
}

/** How many consoles were logged in at most, by the hour; hours in which nobody was are left out. */
export function usageOf(
  activity: readonly RepActivity[],
  { fromMs, toMs }: Period,
  nowMs: number,
): readonly Usage[] {
  const usages: Usage[] = []
  const present = new Set<string>()
  const untilMs = Math.min(toMs, nowMs + 1)
  let atMs = activity[0]?.[0] ?? nowMs
  const note = (from: number, to: number): void => {
    if (present.size === 0) return
    const lastHour = Math.floor(Math.max(from, to - 1) / hourMs)
    for (let hour = Math.floor(from / hourMs); hour <= lastHour; hour++) {
      if ((hour + 1) * hourMs <= fromMs || hour * hourMs >= untilMs) continue
      const usage = usages.at(-1)?.hour === hour ? usages.at(-1) : undefined
      if (usage === undefined) usages.push({ hour, peak: present.size, names: new Set(present) })
      else {
        usage.peak = Math.max(usage.peak, present.size)
        for (const name of present) usage.names.add(name)
      }
    }
  }
  for (const [nextMs, what, name] of activity) {
    note(atMs, nextMs)
    atMs = nextMs
    if (what === 'in') present.add(name)
    else if (what === 'out') present.delete(name)
    else present.clear()
  }
  note(atMs, untilMs)
  return usages
}

/** `LicenseUsage` (API-02): only its name is documented, so the elements are ours. */
export const licenceUsage = (era: Era, usages: readonly Usage[]): ApiDocument =>
  document(function* (xml) {
    xml.begin('license_usage_list', rootAttributes(era, 'reporting'))
    for (const { hour, peak, names } of usages) {
      xml.begin('license_usage')
      writeTime(xml, 'start_time', hour * hourMs, 'timestamp')
      xml.leaf('peak_licenses', peak)
      xml.leaf('unique_representatives', names.size)
      xml.end()
      yield
    }
    xml.end()
  })
