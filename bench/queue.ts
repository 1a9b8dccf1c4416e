import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { RealServer, until } from '@understudy/share-queue/real-server'
import { programOf } from './lib/builds.ts'
import { median, printFigure, printHead } from './lib/print.ts'

/*
 * What the queue of `chaos run --queue` costs, with a real Redis whose every write waits for its file: four workers beside two local
 * jobs of the same campaign, in turn, and what a result takes of the server's memory. Besides the time that passed, of which a busy
 * machine gives more to four processes than to two, the processor's time for a seed is compared: all that dispatcher, workers and
 * server have used against all that the local jobs have.
 * `node bench/dist/queue.js [seeds] [rounds]`
 */
const seeds = Number(process.argv[2] ?? 2_000)
const rounds = Number(process.argv[3] ?? 3)
const workerCount = 4
const seedsPerShare = 16
const folder = mkdtempSync(join(tmpdir(), 'understudy-bench-'))
const server = await RealServer.start()
const at = ['--queue', server.url, '--queue-password-file', server.passwordFile]
const started: ChildProcess[] = []

/** On Linux, from /proc: what a process and its ended children have used of processors, in milliseconds, in steps of 10. */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * 10, 0)
}

function start(...words: readonly string[]): ChildProcess {
  const program = programOf('bundles', 'understudy')
  const child = spawn(process.execPath, [program, ...words], { cwd: folder, stdio: 'ignore' })
  started.push(child)
  return child
}

const campaign = (...words: readonly string[]): readonly string[] => [
  ...['chaos', 'run', '--seeds', `${seeds}`, '--out'],
  ...words,
]

interface Played {
  readonly seedsASecond: number
  /** Of all processors, for a seed. */
  readonly cpuMs: number
}

/** The shell tells what its children have used: they are gone when one could ask. */
async function play(out: string, ...words: readonly string[]): Promise<Played> {
  const program = programOf('bundles', 'understudy')
  const line = ['-c', '"$@" >/dev/null 2>&1; times', 'sh', process.execPath, program]
  const shell = spawn('sh', [...line, ...campaign(out, ...words)], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.push(shell)
  let said = ''
  shell.stdout.on('data', (text) => {
    said += String(text)
  })
  await once(shell, 'close')
  const own = said.trim().split('\n').at(-1)?.split(' ') ?? []
  const ownMs = own.reduce((sum, time) => {
    const [, minutes, rest] = /^(\d+)m([\d.]+)s$/.exec(time) ?? []
    return sum + (Number(minutes) * 60 + Number(rest)) * 1_000
  }, 0)
  const report = JSON.parse(readFileSync(join(folder, out, 'campaign.json'), 'utf8'))
  return { seedsASecond: report.seedsPerSecond, cpuMs: ownMs / seeds }
}

const workersMs = (workers: readonly ChildProcess[]): number =>
  workers
    .flatMap(({ pid = 0 }) => [pid, ...childrenOf(pid)])
    .reduce((sum, pid) => sum + cpuMs(pid), 0)

/** What its one thread has used of a processor, in milliseconds. */
async function serverMs(): Promise<number> {
  const info = String(await server.ask('info', 'cpu'))
  const used = [...info.matchAll(/^used_cpu_(?:sys|user):([\d.]+)/gm)].map(([, seconds]) => seconds)
  return used.reduce((sum, seconds) => sum + Number(seconds) * 1_000, 0)
}

const childrenOf = (pid: number): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter((one) => one !== '')
    .map(Number)

async function throughput(workers: readonly ChildProcess[]): Promise<void> {
  await play('warm', ...at)
  const local: Played[] = []
  const queued: Played[] = []
  for (let round = 0; round < rounds; round++) {
    local.push(await play(`local-${round}`, '--jobs', '2'))
    const [beforeMs, serverBeforeMs] = [workersMs(workers), await serverMs()]
    const { seedsASecond, cpuMs: dispatcherMs } = await play(`queued-${round}`, ...at)
    const playedMs = (workersMs(workers) - beforeMs) / seeds
    const carriedMs = ((await serverMs()) - serverBeforeMs) / seeds
    console.log(
      `  of a processor, a queued seed took ${playedMs.toFixed(1)} ms of the workers, ${dispatcherMs.toFixed(2)} of the dispatcher, ${carriedMs.toFixed(3)} of Redis`,
    )
    queued.push({ seedsASecond, cpuMs: playedMs + dispatcherMs + carriedMs })
  }
  const of = (played: readonly Played[], key: keyof Played): number =>
    median(played.map((one) => one[key]))
  for (const [name, played] of Object.entries({ 'two local jobs': local, 'four workers': queued }))
    console.log(
      `  ${name}: ${of(played, 'seedsASecond').toFixed(1)} seeds/s, ${of(played, 'cpuMs').toFixed(1)} ms of a processor a seed`,
    )
  const ratioOf = (key: keyof Played): number =>
    median(local.map((one, round) => (queued[round]?.[key] ?? Number.NaN) / one[key]))
  const ratio = ratioOf('seedsASecond')
  const less = 1 / ratioOf('cpuMs')
  const limit = { limit: '0.9', unit: 'of two local jobs' }
  printFigure({ name: 'seeds a second', value: ratio, ...limit, met: ratio >= 0.9 })
  printFigure({ name: 'seeds for a processor time', value: less, ...limit, met: less >= 0.9 })
}

const usedBytes = async (): Promise<number> =>
  Number(/^used_memory:(\d+)/m.exec(String(await server.ask('info', 'memory')))?.[1])

/** All answers of a run, which its dispatcher is kept from taking, and all that came to the server with them. */
async function memory(): Promise<void> {
  const emptyBytes = await usedBytes()
  const dispatcher = start(...campaign('kept', ...at))
  const answers = async (): Promise<string | undefined> =>
    ((await server.ask('keys', '*:answers')) as string[])[0]
  await until(async () => (await answers()) !== undefined)
  dispatcher.kill('SIGSTOP')
  const key = (await answers()) ?? ''
  const left = async (): Promise<number> =>
    ((await server.ask('keys', `*${key.split(':')[2]}-*`)) as string[]).length
  await until(async () => (await left()) === 0)
  const results = Number(await server.ask('hlen', key)) * seedsPerShare
  const answerBytes = Number(await server.ask('memory', 'usage', key, 'samples', '0')) / results
  const allBytes = ((await usedBytes()) - emptyBytes) / results
  dispatcher.kill('SIGCONT')
  await once(dispatcher, 'exit')
  const stays = ((await usedBytes()) - emptyBytes) / 1_024
  console.log(
    `  of ${results} results at the server, each answer takes ${answerBytes.toFixed(0)} bytes; after the run ${stays.toFixed(0)} KiB are left`,
  )
  printFigure({
    name: 'what a result costs Redis, all in all',
    value: allBytes,
    unit: 'bytes',
    limit: '1024',
    met: allBytes < 1_024,
  })
}

try {
  const redis = /redis_version:(\S+)/.exec(String(await server.ask('info', 'server')))?.[1]
  printHead('queue', `1 to ${seeds}, mode safe, Redis ${redis}`)
  console.log(`  load of the machine: ${loadavg()[0]?.toFixed(1)}`)
  const workers = Array.from({ length: workerCount }, () => start('worker', '--jobs', '1', ...at))
  await until(async () => Number(await server.ask('hlen', 'understudy:workers')) === workerCount)
  await throughput(workers)
  await memory()
  console.log(`  load of the machine: ${loadavg()[0]?.toFixed(1)}`)
} finally {
  for (const child of started) child.kill('SIGKILL')
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
