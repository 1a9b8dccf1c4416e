import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { BenchLab } from './lib/lab.ts'
import { printFigure, printHead } from './lib/print.ts'

/*
 * What a lab of 5,000 clients with some 10,000 events a minute costs its supervisor, which serves the live console, with pages open, and
 * whether it grows (LAB-03). Real processes and real time; `console.js` counts the same work without a lab.
 */
const [minutesText = '30', pagesText = '3', clientsText = '5000', everyMsText = '18'] =
  process.argv.slice(2)
const minutes = Number(minutesText)
const limitPercent = 10
const settleMinutes = 3

const lab = BenchLab.up(`name: bench
siteHostname: support.example.com
clock: realtime
appliances:
  a: { hostname: a.example.com, address: 192.0.2.1, base: 3.2.4, site: 11.1.0 }
  b: { hostname: b.example.com, address: 192.0.2.2, base: 3.2.4, site: 11.1.0 }
target: { base: 3.3.2, site: 12.2.0 }
data: { sessions: 100, recordings: 0, recordingBytes: 1 }
clients: { representatives: ${clientsText}, sessionEveryMs: ${everyMsText}, sessionLengthMs: 30000 }
`)
printHead('live-console', '1')
const looking = new AbortController()
try {
  const { pid, port } = supervisorIn(lab.folder)
  const token = readFileSync(join(lab.folder, 'console-token'), 'utf8').trim()
  for (let page = 0; page < Number(pagesText); page++) void look(port, token)
  await minute(settleMinutes)
  const first = { cpuMs: cpuMsOf(pid), events: await eventsAt(port), atMs: performance.now() }
  let greatestPercent = 0
  let last = first
  const residentMiB = [residentMiBOf(pid)]
  for (let n = settleMinutes; n < minutes; n++) {
    await minute(1)
    const now = { cpuMs: cpuMsOf(pid), events: await eventsAt(port), atMs: performance.now() }
    const percent = ((now.cpuMs - last.cpuMs) / (now.atMs - last.atMs)) * 100
    greatestPercent = Math.max(greatestPercent, percent)
    residentMiB.push(residentMiBOf(pid))
    console.log(
      `  minute ${n + 1}: ${now.events - last.events} events, ${percent.toFixed(1)} % of a core, ${residentMiB.at(-1)?.toFixed(0)} MiB`,
    )
    last = now
  }
  const tookMinutes = (last.atMs - first.atMs) / 60_000
  const third = Math.max(1, Math.floor(residentMiB.length / 3))
  const mean = (part: readonly number[]): number =>
    part.reduce((sum, one) => sum + one, 0) / part.length
  const grownMiB = mean(residentMiB.slice(-third)) - mean(residentMiB.slice(third, 2 * third))
  const perMinute = Math.round((last.events - first.events) / tookMinutes)
  const percent = ((last.cpuMs - first.cpuMs) / (last.atMs - first.atMs)) * 100
  printFigure({
    name: `a core, at ${perMinute} events a minute of ${clientsText} clients and ${pagesText} pages (worst minute ${greatestPercent.toFixed(1)} %)`,
    ...{ value: percent, unit: '%', limit: `${limitPercent} %`, met: percent < limitPercent },
  })
  printFigure({
    name: `more memory in the last third than in the second of ${minutes} minutes`,
    ...{ value: grownMiB, unit: 'MiB', limit: '10 MiB', met: grownMiB < 10 },
  })
} finally {
  looking.abort()
  lab.down()
}

async function minute(count: number): Promise<void> {
  await setTimeout(count * 60_000)
}

/** As a page does: reads the stream as it comes. */
async function look(port: number, token: string): Promise<void> {
  const stream = await fetch(`http://127.0.0.1:${port}/api/stream`, {
    headers: { authorization: `Bearer ${token}` },
    signal: looking.signal,
  })
  const reader = stream.body?.getReader()
  try {
    while ((await reader?.read())?.done === false);
  } catch {
    // The lab is taken down.
  }
}

async function eventsAt(port: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return [...text.matchAll(/^understudy_lab_events_total\{.*\} (\d+)$/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  )
}

function supervisorIn(folder: string): { readonly pid: number; readonly port: number } {
  const record = JSON.parse(readFileSync(join(folder, 'lab.json'), 'utf8')) as {
    readonly pid: number
    readonly consolePort: number
  }
  return { pid: record.pid, port: record.consolePort }
}

/** In steps of 10 ms (Linux). */
function cpuMsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')
  return (Number(fields?.[11]) + Number(fields?.[12])) * 10
}

function residentMiBOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
}
