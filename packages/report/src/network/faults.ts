import type { Rehearsal } from '../rehearsal.ts'
import type { Report } from '../schema.ts'

type Fault = Report['faults'][number]

/** Every fault with its beginning and end and what it hit (NET-09). One that never ended lasts until the end. */
export function faultsOf({ events, endedAtMs }: Rehearsal): Fault[] {
  const faults: Fault[] = []
  const open = new Map<string, Fault>()
  for (const event of events) {
    if (event.name === 'fault-began') {
      const { fault: name, kind, from, to, detail, atMs } = event
      const fault = { name, kind, from, to, detail, startedAtMs: Math.max(0, atMs), endedAtMs }
      open.set(name, { ...fault, ended: false, connectionsHit: 0 })
    }
    if (event.name !== 'fault-ended') continue
    const began = open.get(event.fault)
    if (began === undefined) continue
    const { connectionsHit } = event
    faults.push({ ...began, endedAtMs: Math.max(0, event.atMs), ended: true, connectionsHit })
    open.delete(event.fault)
  }
  return [...faults, ...open.values()].sort((one, other) => one.startedAtMs - other.startedAtMs)
}

/** Cables pulled and put back by hand or by a runbook: faults without a name. */
export function cutsOf({ events, endedAtMs }: Rehearsal): Fault[] {
  const cuts: Fault[] = []
  const open = new Map<string, Fault>()
  for (const event of events) {
    if (event.name !== 'path-cut' && event.name !== 'path-healed') continue
    const { from, to, direction, atMs } = event
    const key = `${from} ${to} ${direction ?? ''}`
    const began = open.get(key)
    if (event.name === 'path-cut' && began === undefined) {
      const arrow = direction === 'one-way' ? 'only what it sends' : 'both ways'
      const startedAtMs = Math.max(0, atMs)
      const what = { name: 'cable', kind: 'partition', from, to, detail: arrow }
      open.set(key, { ...what, startedAtMs, endedAtMs, ended: false, connectionsHit: 0 })
    }
    if (event.name !== 'path-healed' || began === undefined) continue
    cuts.push({ ...began, endedAtMs: Math.max(0, atMs), ended: true })
    open.delete(key)
  }
  return [...cuts, ...open.values()]
}
