import { readFileSync } from 'node:fs'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { type BusyStretch, type MachineSenses, MachineWatch } from './machine-watch.ts'

/** Real time between two checks. */
const everyMs = 1_000
/** The interval of Node.js's delay monitor; delay counts from there on. */
const resolutionMs = 10

/**
 * Watches the machine from the probes' own process: if this is late, their measurements are wrong by as much. `onLook`
 * is told every second what was unusual since, or null. Returns the function that stops it.
 */
export function watchMachine(onLook: (stretch: BusyStretch | null) => void): () => void {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs })
  delay.enable()
  const senses: MachineSenses = {
    lateMs: () => {
      const lateMs = delay.max / 1e6 - resolutionMs
      delay.reset()
      return Math.max(0, lateMs)
    },
    procStat,
    wallMs: () => Date.now(),
    monotonicMs: () => performance.now(),
  }
  const watch = new MachineWatch(senses)
  const timer = setInterval(() => onLook(watch.look()), everyMs)
  timer.unref()
  return () => {
    clearInterval(timer)
    delay.disable()
  }
}

function procStat(): string | null {
  try {
    return readFileSync('/proc/stat', 'utf8')
  } catch {
    // The file exists only on Linux.
    return null
  }
}
