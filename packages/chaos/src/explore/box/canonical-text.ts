import { relative } from './ages.ts'

/** Kept only to tell people, or not to tell them twice: nothing else depends on it. */
const onlyTold: ReadonlySet<string> = new Set([
  'lastSync',
  'reason',
  'troubles',
  'toldMissing',
  'refusedEpoch',
  'toldAtMs',
  'recordsReceived',
  'recordsSent',
  'recordsTaken',
  'bytesReceived',
  'blobsReceived',
])

/**
 * Plain data as one text, equal for two that a core cannot tell apart. Moments are relative to `nowMs`; fields are
 * sorted, while maps and lists keep their order, because it matters; an object reached twice is named by its place,
 * because changing it in one place changes it in the other.
 */
export function canonicalText(value: unknown, nowMs: number): string {
  const places = new Map<object, number>()
  const parts: string[] = []
  const write = (one: unknown, name: string): void => {
    if (typeof one === 'number') {
      parts.push(String(relative(name, one, nowMs)))
      return
    }
    if (typeof one !== 'object' || one === null) {
      parts.push(typeof one === 'string' ? JSON.stringify(one) : String(one))
      return
    }
    const place = places.get(one)
    if (place !== undefined) {
      parts.push(`#${place}`)
      return
    }
    places.set(one, places.size)
    if (Array.isArray(one)) writeAll('[', one, name)
    else if (one instanceof Set) writeAll('<', [...one], name)
    else if (one instanceof Map) writeEntries('(', [...one])
    else {
      const fields = Object.entries(one)
      writeEntries(
        '{',
        fields.sort(([a], [b]) => (a < b ? -1 : 1)),
      )
    }
  }
  const writeAll = (open: string, items: readonly unknown[], name: string): void => {
    parts.push(open)
    for (const item of items) {
      write(item, name)
      parts.push(',')
    }
  }
  const writeEntries = (open: string, entries: readonly (readonly [unknown, unknown])[]): void => {
    parts.push(open)
    for (const [key, item] of entries) {
      const name = String(key)
      if (onlyTold.has(name)) continue
      parts.push(name, ':')
      write(item, name)
      parts.push(',')
    }
  }
  write(value, '')
  return parts.join('')
}
