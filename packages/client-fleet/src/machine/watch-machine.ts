import { readFileSync } from 'node:fs'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { type BusyStretch, type MachineSenses, MachineWatch } from './machine-watch.ts'

/** Real time between two looks. */
const everyMs = 1_000
/** Node.js's timer of the measure; what it is late by counts from there on. */
const resolutionMs = 10

/**
 * Watches the machine beside the probes, in their process: how late this is, their measure is wrong. `onLook` is told every
 * second what was out of the ordinary since, or null. Answers how to stop.
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
    // No such file but on Linux.
    return null
  }
}
