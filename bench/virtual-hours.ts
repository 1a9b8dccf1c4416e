import { readFileSync } from 'node:fs'
import { nodeSigning } from '@understudy/certificates/signing'
import { MemoryStore } from '@understudy/memory-store'
import { checkRunbook, type Runbook } from '@understudy/rehearsal'
import { type LabFile, resolveLab } from '@understudy/shared'
import { runVirtual, World } from '@understudy/simulator'
import { parse } from 'yaml'
import { ownMs } from './lib/own-time.ts'
import { must, pair } from './lib/pair.ts'
import { printFigure, printHead } from './lib/print.ts'

/*
 * Virtual hours a second of this thread's own time, as the command plays them: first the pair of labs/default.yaml in sync, with its
 * data and its clients at work and nobody rehearsing (the first hour, in which all log in and code gets warm, is not counted); then a
 * rehearsal of that lab with 24 hours between its windows and a probe each second.
 */
const seed = 'bench-virtual'
printHead('virtual-hours', seed)
const read = (path: string): unknown =>
  parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'))
const file = read('labs/default.yaml') as LabFile
const ports = { openStore: () => new MemoryStore(), signing: nodeSigning }
const hourMs = 3_600_000

const alone = workingHours(24)
printFigure({
  name: '24 virtual hours of labs/default.yaml without a rehearsal',
  value: alone,
  unit: 'virtual hours/s',
  limit: '30, aim 50',
  met: alone >= 30,
})
rehearsed()

function workingHours(hours: number): number {
  const lab = resolveLab(file)
  const world = new World({ lab, seed }, ports)
  pair(world, lab, lab.data.sessions, seed)
  must(world.commandAndRun('clients', { kind: 'start-clients', input: {} }))
  world.runFor(hourMs)
  const startedAtMs = ownMs()
  world.runFor(hours * hourMs)
  return (hours * 1_000) / (ownMs() - startedAtMs)
}

function rehearsed(): void {
  const lab = resolveLab({
    ...file,
    betweenWindowsMinutes: 24 * 60,
    clients: { ...file.clients, probeEveryMs: 1_000 },
  })
  const runbook = read('runbooks/asynchronous.yaml') as Runbook
  if (checkRunbook(runbook).length > 0) throw new Error('the runbook does not fit its schema')
  const preSharedKey = 'a key for the benchmarks 7391'
  const startedAtMs = ownMs()
  const { events } = runVirtual({ runbook, lab, world: 'virtual', seed, preSharedKey }, ports)
  const seconds = (ownMs() - startedAtMs) / 1_000
  const hours = ((events.at(-1)?.atMs ?? 0) - (events[0]?.atMs ?? 0)) / hourMs
  console.log(
    `    a rehearsal of ${hours.toFixed(1)} virtual hours, ${events.length} events, a probe each second: ${(hours / seconds).toFixed(1)} virtual hours/s`,
  )
}
