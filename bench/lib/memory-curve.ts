import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { printFigure } from './print.ts'

const everyMs = 1_000
const command = fileURLToPath(
  new URL('../../../packages/cluster-cli/bin/understudy.js', import.meta.url),
)

/** What an `understudy` command took. */
export interface Took {
  /** The most that its process ever had, as its operating system counts it, in MiB. */
  readonly peakMiB: number
  /** What it had, a figure for each tenth of its time, in MiB. */
  readonly curveMiB: readonly number[]
  readonly seconds: number
}

/** Runs it to its end, and looks at its memory each second. Throws where it does not end with that code. */
export async function memoryOf(args: readonly string[], codes: readonly number[]): Promise<Took> {
  const startedAtMs = performance.now()
  const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  let told = ''
  child.stderr.on('data', (text: Buffer) => {
    told = `${told}${text}`.slice(-2_000)
  })
  let peakMiB = 0
  const seen: number[] = []
  const look = setInterval(() => {
    const now = statusOf(child.pid)
    peakMiB = Math.max(peakMiB, now.peakMiB)
    seen.push(now.mib)
  }, everyMs)
  const code = await new Promise((resolve) => child.on('exit', resolve))
  clearInterval(look)
  if (typeof code !== 'number' || !codes.includes(code))
    throw new Error(`understudy ${args.join(' ')} ended with ${code}: ${told}`)
  const tenths = Array.from({ length: 10 }, (_, i) => seen[Math.floor((i * seen.length) / 10)] ?? 0)
  const seconds = (performance.now() - startedAtMs) / 1_000
  return { peakMiB, curveMiB: tenths.map(Math.round), seconds }
}

/** The most that it had beside that limit, and how it grew. */
export function printMemory(name: string, limitMiB: number, took: Took): void {
  printFigure({
    name: `${name}, the most memory`,
    value: took.peakMiB,
    unit: 'MiB',
    limit: `< ${limitMiB}`,
    met: took.peakMiB < limitMiB,
  })
  const curve = took.curveMiB.join(', ')
  console.log(`    ${took.seconds.toFixed(0)} s; MiB at each tenth of it: ${curve}`)
}

/** Of a process that has just ended: nothing. */
function statusOf(pid: number | undefined): { readonly mib: number; readonly peakMiB: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const field = (name: string) =>
      Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1_024
    return { mib: field('VmRSS'), peakMiB: field('VmHWM') }
  } catch {
    return { mib: 0, peakMiB: 0 }
  }
}
