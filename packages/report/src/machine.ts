import { durationText } from './format.ts'
import { type EventOf, ofName, type Rehearsal } from './rehearsal.ts'
import type { Report } from './schema.ts'

type Machine = NonNullable<Report['machine']>

/** From this share of the downtime upwards, the measurement's own error is worth mentioning. */
const worthShare = 0.1
/** From this share of processor time upwards, steal is. */
const worthSteal = 0.1
/** Beyond both of these, the measured downtime says more about the machine than about the site. */
const trust = { errorMsMax: 1_000, shareMax: 0.5 } as const

/**
 * Whether the measuring machine was too busy (REH-08). Null = it was quiet, or time was virtual. An outage's edge is
 * reported as late as the probes' process was running late at that moment: that is the measurement error.
 */
export function machineOf({ events }: Rehearsal, outages: Report['outages']): Machine | null {
  const busy = ofName(events, 'machine-busy').filter(({ toMs }) => toMs >= 0)
  if (busy.length === 0) return null
  const atEdges = busy.filter((stretch) =>
    outages.some((outage) => [outage.startedAtMs, outage.endedAtMs].some(liesIn(stretch))),
  )
  return {
    lateMsMax: Math.max(...busy.map(({ lateMs }) => lateMs)),
    stealShareMax: Math.max(...busy.map(({ stealShare }) => stealShare)),
    clockJumpMs: busy.reduce((sum, { clockJumpMs }) => sum + Math.abs(clockJumpMs), 0),
    errorMs: atEdges.reduce((sum, { lateMs }) => sum + lateMs, 0),
  }
}

const liesIn =
  ({ fromMs, toMs }: EventOf<'machine-busy'>) =>
  (atMs: number): boolean =>
    atMs >= fromMs && atMs <= toMs

type Measured = Pick<Report, 'machine' | 'downtimeMs'>

const isBeyondTrust = ({ machine, downtimeMs }: Measured): boolean =>
  machine !== null &&
  machine.errorMs > trust.errorMsMax &&
  machine.errorMs > downtimeMs * trust.shareMax

/** Makes a rehearsal inconclusive: a second and more, and most of the downtime, may come from the machine. */
export const machineTooBusy = (measured: Measured): readonly string[] =>
  isBeyondTrust(measured)
    ? [
        `This machine was too busy to measure: of ${durationText(measured.downtimeMs)} downtime ${durationText(measured.machine?.errorMs ?? 0)} may be its own.`,
      ]
    : []

/** Deserves attention: the true figure may be a little lower than the measured one. */
export function machineBusy({ machine, downtimeMs }: Measured): readonly string[] {
  if (machine === null) return []
  const { errorMs, lateMsMax, stealShareMax, clockJumpMs } = machine
  const error = `of ${durationText(downtimeMs)} downtime ${durationText(errorMs)} may be its own`
  const signs = [
    ...(errorMs > downtimeMs * worthShare
      ? [`it was up to ${durationText(lateMsMax)} late, and ${error}`]
      : []),
    ...(stealShareMax >= worthSteal
      ? [`others had up to ${Math.round(stealShareMax * 100)} % of its processors' time`]
      : []),
    ...(clockJumpMs > 0 ? [`its wall clock jumped by ${durationText(clockJumpMs)}`] : []),
  ]
  return signs.length === 0 ? [] : [`This machine was busy while it measured: ${signs.join('; ')}.`]
}
