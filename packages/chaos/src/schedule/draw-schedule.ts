import { createRandom, type Random } from '@understudy/shared'
import { drawFault, type ScheduledFault } from '../nemesis/scheduled-fault.ts'
import { type FaultName, faultKinds, faultNames } from '../nemesis/table.ts'
import { onlyVirtualFaults, realLabOf, withKillAndRoleChange } from './for-real-processes.ts'
import type { LabOptions } from './lab-options.ts'
import type { Mode, Schedule } from './schedule.ts'
import type { WorldName } from './world-name.ts'

export interface DrawOptions {
  readonly mode: Mode
  /** For real processes only faults are drawn that these can be put through. Default: virtual. */
  readonly world?: WorldName
  /** Draws only these faults; default: all that the mode allows. */
  readonly faults?: readonly FaultName[]
}

const faultsMax = 10

/**
 * The schedule of a seed. Each draws its own lab and a few kinds of faults (swarm testing): if everything happens at
 * once, a run hides what two faults do to each other.
 */
export function drawSchedule(
  seed: string,
  { mode, world = 'virtual', faults = faultNames }: DrawOptions,
): Schedule {
  const random = createRandom(seed).fork('schedule')
  const lab = drawLab(random.fork('lab'), mode)
  const possible = faults.filter((name) => world === 'virtual' || !onlyVirtualFaults.has(name))
  const kinds = drawKinds(random.fork('kinds'), mode, possible)
  const drawn = drawFaults(random.fork('faults'), kinds, lab.safetyMs)
  if (world === 'virtual') return { seed, mode, lab, faults: drawn }
  const certain = withKillAndRoleChange(drawn, lab.safetyMs, random.fork('certain'))
  return { seed, mode, lab: realLabOf(lab), faults: certain }
}

/** An Integration Client reads the last ten minutes again each time: with more stored, that would be most of what a run costs. */
const storedToPullMax = 20

function drawLab(random: Random, mode: Mode): LabOptions {
  const lab = drawAnyLab(random, mode)
  if (lab.integrations === undefined) return lab
  return { ...lab, storedSessions: Math.min(lab.storedSessions, storedToPullMax) }
}

function drawAnyLab(random: Random, mode: Mode): LabOptions {
  return {
    site: random.next() < 0.25 ? '10.5.2' : '11.1.0',
    fencing: mode === 'safe',
    latencyMs: pick(random, [1, 1, 5, 20, 100]),
    representatives: random.integer(1, 3),
    sessionEveryMs: random.integer(1_000, 8_000),
    sessionLengthMs: random.integer(1_000, 5_000),
    recordedShare: pick(random, [0, 0, 0.3]),
    jumpClients: pick(random, [0, 0, 0, 4]),
    storedSessions: pick(random, [0, 0, 20, 200]),
    lostAnnouncementShare: pick(random, [0, 0, 0.3, 1]),
    promotion: drawPromotion(random),
    primaryTimeoutMs: pick(random, [500, 2_000, 2_000, 10_000, 10_000, 30_000]),
    syncIntervalMs: pick(random, [1_000, 10_000, 60_000, 300_000]),
    safetyMs: pick(random, [20_000, 30_000, 30_000, 30_000, 40_000, 40_000, 60_000, 120_000]),
    ...(random.next() < 0.15 ? { kilobytesPerSecond: random.integer(10, 20) } : {}),
    ...drawSwing(random),
    ...(random.next() < 0.15 ? { byAddress: random.integer(1, 3) } : {}),
    ...(random.next() < 0.2 ? { integrations: random.integer(1, 2) } : {}),
  }
}

function drawSwing(random: Random): Pick<LabOptions, 'swing'> {
  const drawn = random.next()
  if (drawn < 0.15) return { swing: 'dns' }
  return drawn < 0.3 ? { swing: 'nat' } : {}
}

function drawPromotion(random: Random): LabOptions['promotion'] {
  const drawn = random.next()
  if (drawn < 0.4) return 'test-addresses'
  return drawn < 0.65 ? 'witness' : 'by-hand'
}

/** Each kind with one chance in two; all of them if that draws fewer than two. */
function drawKinds(
  random: Random,
  mode: Mode,
  admitted: readonly FaultName[],
): readonly FaultName[] {
  const all = admitted.filter((name) => mode === 'product' || !faultKinds[name].productOnly)
  const drawn = all.filter(() => random.next() < 0.5)
  return drawn.length >= Math.min(2, all.length) ? drawn : all
}

function drawFaults(
  random: Random,
  kinds: readonly FaultName[],
  safetyMs: number,
): readonly ScheduledFault[] {
  const count = kinds.length === 0 ? 0 : random.integer(1, faultsMax)
  return Array.from({ length: count }, () => {
    const atMs = random.integer(0, safetyMs - 1)
    return drawFault(pick(random, kinds), atMs, random)
  }).sort((x, y) => x.atMs - y.atMs)
}

/** One of them, all equally likely; an empty list is the caller's mistake. */
function pick<T>(random: Random, values: readonly T[]): T {
  return values[random.integer(0, values.length - 1)] as T
}
