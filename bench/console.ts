// What the live console costs the lab's supervisor at 10,000 events a minute, with pages open, and whether it grows (LAB-03).
import { EventRing, emptyView, encodeMessage, takeEvent } from '@understudy/console'
import { type LabEvent, parseJson, readFromHub } from '@understudy/shared'
import { ownMs } from './lib/own-time.ts'
import { printFigure, printHead } from './lib/print.ts'

const [minutesText = '30', pagesText = '3'] = process.argv.slice(2)
const minutes = Number(minutesText)
const pages = Number(pagesText)
const eventsPerMinute = 10_000
/** As the feed tells them: four times a second. */
const together = Math.round(eventsPerMinute / 240)

const view = emptyView({
  name: 'bench',
  site: 'support.example.com',
  swing: 'shared-ip',
  appliances: ['a', 'b'],
  others: ['network', 'clients'],
})
const ring = new EventRing(20_000)
let sentBytes = 0

/** What a lab of 5,000 clients mostly tells; the rest is what lanes are made of. */
function eventAt(n: number): LabEvent {
  const atMs = n * 6
  const client = `rep-${n % 5_000}`
  const at = { source: 'clients', atMs } as const
  if (n % 100 === 0)
    return {
      ...{ name: 'requests-measured', fromMs: atMs - 600, toMs: atMs, count: 90, failed: 0 },
      ...{ p50Ms: 4, p99Ms: 4 + (n % 50), maxMs: 80, ...at },
    }
  if (n % 1_000 === 1)
    return {
      name: n % 2_000 === 1 ? 'link-down' : 'link-up',
      peer: 'b',
      reason: 'x',
      source: 'a',
      atMs,
    } as LabEvent
  const lsid = `lsid-${n}`
  const externalKey = `key-${n}`
  return n % 2 === 0
    ? { name: 'session-begun', client, lsid, externalKey, ...at }
    : { name: 'session-acknowledged', client, lsid, externalKey, appliance: 'a', ...at }
}

/** A line from the hub, to the pages. */
function play(fromMinute: number, toMinute: number): void {
  for (let n = fromMinute * eventsPerMinute; n < toMinute * eventsPerMinute; n += together) {
    const told = []
    for (let i = n; i < n + together; i++) {
      const line = JSON.stringify({ type: 'event', event: eventAt(i) })
      const read = readFromHub(parseJson(line))
      if (!read.ok || read.message.type !== 'event') throw new Error('no event')
      takeEvent(view, read.message.event)
      told.push(ring.add(read.message.event))
    }
    const text = encodeMessage({ kind: 'events', data: told }, `run-${ring.last}`)
    for (let page = 0; page < pages; page++) sentBytes += Buffer.from(text).length
  }
}

printHead('console', 'none')
const third = Math.max(1, Math.floor(minutes / 3))
play(0, third)
const startedMs = ownMs()
play(third, minutes)
const perMinuteMs = (ownMs() - startedMs) / Math.max(1, minutes - third)
printFigure({
  name: `a core, at ${eventsPerMinute} events a minute and ${pages} pages`,
  value: (perMinuteMs / 60_000) * 100,
  unit: '%',
  limit: '10 %',
  met: perMinuteMs < 6_000,
})
const viewKiB = JSON.stringify(view).length / 1024
printFigure({
  name: `the view after ${minutes} minutes`,
  value: viewKiB,
  unit: 'KiB',
  limit: '300 KiB, however long it goes on',
  met: viewKiB <= 300,
})
console.log(`  (${Math.round(sentBytes / 1024 / 1024)} MiB sent, ${ring.last} events)`)
