import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { joinLab, type LabChannel, monotonicMs } from '@understudy/lab-channel'
import type { ClockMode, Fault } from '@understudy/shared'
import { benchToken, type Child, startChild, startNetwork } from './lib/network.ts'
import { median, printFigure, printHead } from './lib/print.ts'

/*
 * What the mock network costs: a round trip and a stream through a path without faults, and with rules
 * that never match, beside a direct connection between the same processes. `node bench/dist/path.js`
 */
const seed = 'bench-path'
const rounds = Number(process.argv[2] ?? 10)
const trips = 2_000
const streamMiB = 192
printHead('path', seed)
const folder = mkdtempSync(join(tmpdir(), 'understudy-bench-'))
const children: Child[] = []
try {
  for (const clock of ['realtime', 'skip'] satisfies ClockMode[]) await measure(clock)
} finally {
  for (const { process } of children) process.kill()
  rmSync(folder, { recursive: true })
}

async function measure(clock: ClockMode): Promise<void> {
  const network = await startNetwork(folder, clock, seed)
  children.push(network)
  const hubPort = Number(network.said['hubPort'])
  const script = new URL('./lib/path-target.js', import.meta.url).pathname
  const target = await startChild(script, [String(hubPort), benchToken])
  children.push(target)
  const clients = await joinLab({ hubPort, token: benchToken, name: 'clients', kind: 'clients' })
  const direct = Number(target.said['port'])
  const path = clients.doorTo('a.example.com')
  if (path === undefined) throw new Error('no door to a.example.com')
  await printPath(clock, direct, path)
  await printRules(clock, clients, path)
  clients.close()
  for (const child of [target, network]) child.process.kill()
}

/** A path without faults beside a direct connection, in turn. */
async function printPath(clock: ClockMode, direct: number, path: number): Promise<void> {
  const [straight, through] = await inTurn([() => tripsTo(direct), () => tripsTo(path)])
  const addedUs = (median(through.flat()) - median(straight.flat())) * 1_000
  printFigure({
    name: `${clock}: a path adds to a round trip`,
    value: addedUs,
    unit: 'µs (p50)',
    limit: `50; direct ${(median(straight.flat()) * 1_000).toFixed(0)}`,
    met: addedUs < 50,
  })
  const [plain, carried] = await inTurn([() => streamFrom(direct), () => streamFrom(path)])
  const share = median(carried) / median(plain)
  printFigure({
    name: `${clock}: a path carries ${median(carried).toFixed(0)} MiB/s`,
    value: share * 100,
    unit: '% of a direct connection',
    limit: `50; direct ${median(plain).toFixed(0)} MiB/s`,
    met: share >= 0.5,
  })
}

interface Run {
  readonly trips: readonly number[]
  readonly stream: number
}

/** A path with rules that never match beside one without, in turn. */
async function printRules(clock: ClockMode, clients: LabChannel, path: number): Promise<void> {
  const [free, ruled] = await inTurn([
    async () => ({ trips: await tripsTo(path), stream: await streamFrom(path) }),
    () =>
      withRules(clients, async () => ({
        trips: await tripsTo(path),
        stream: await streamFrom(path),
      })),
  ])
  // Neighbours in time are compared: between the rounds the machine's speed changes more than by this.
  const slower = (ratioOf: (free: Run, ruled: Run) => number): number =>
    median(free.map((run, round) => ratioOf(run, ruled[round] ?? run))) - 1
  for (const [name, share] of [
    ['round trips', slower((one, other) => median(other.trips) / median(one.trips))],
    ['a stream', slower((one, other) => one.stream / other.stream)],
  ] as const)
    printFigure({
      name: `${clock}: rules that never match slow ${name}`,
      value: share * 100,
      unit: '%',
      limit: '5',
      met: share < 0.05,
    })
}

/** Rules for another path, and one for this path that hits no connection. */
async function withRules<T>(clients: LabChannel, run: () => Promise<T>): Promise<T> {
  const rules: Fault[] = [
    { kind: 'latency', name: 'elsewhere', from: 'b', to: 'a', latencyMs: 1_000 },
    { kind: 'latency', name: 'nobody', from: 'clients', to: 'a', latencyMs: 1_000, share: 0 },
  ]
  for (const input of rules) await order(clients, { kind: 'add-fault', input })
  const result = await run()
  for (const { name = '' } of rules) await order(clients, { kind: 'remove-fault', input: { name } })
  return result
}

async function order(
  clients: LabChannel,
  command: Parameters<LabChannel['command']>[1],
): Promise<void> {
  const result = await clients.command('network', command)
  if (!result.ok) throw new Error(result.refusal.message)
}

/** Runs both in turn, many times, each as often first: what else the machine does hits them alike. */
async function inTurn<T>(runs: readonly [() => Promise<T>, () => Promise<T>]): Promise<[T[], T[]]> {
  const results: [T[], T[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    for (const which of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const))
      results[which].push(await runs[which]())
  }
  return results
}

/** Round trips of 64 bytes, in milliseconds. */
async function tripsTo(port: number): Promise<number[]> {
  const socket = await dial(port, 'e')
  const ball = Buffer.alloc(64, 7)
  const times: number[] = []
  let gotBytes = 0
  let sentAtMs = 0
  await new Promise<void>((resolve) => {
    const send = (): void => {
      sentAtMs = monotonicMs()
      socket.write(ball)
    }
    socket.on('data', (bytes: Buffer) => {
      gotBytes += bytes.length
      if (gotBytes < ball.length) return
      gotBytes = 0
      times.push(monotonicMs() - sentAtMs)
      if (times.length === trips) resolve()
      else send()
    })
    send()
  })
  socket.destroy()
  return times
}

/** MiB a second from there to here. */
async function streamFrom(port: number): Promise<number> {
  const socket = await dial(port, 's')
  let gotBytes = 0
  let beganMs = 0
  await new Promise<void>((resolve) => {
    socket.on('data', (bytes: Buffer) => {
      if (gotBytes === 0) beganMs = monotonicMs()
      gotBytes += bytes.length
      if (gotBytes >= streamMiB * 1024 * 1024) resolve()
    })
  })
  const seconds = (monotonicMs() - beganMs) / 1_000
  socket.destroy()
  return gotBytes / 1024 / 1024 / seconds
}

async function dial(port: number, first: 'e' | 's'): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await new Promise((resolve) => socket.once('connect', resolve))
  socket.write(first)
  return socket
}
