/*
 * How a process takes part in a lab, and what keeps a lab together: both ends of the lab channel and the lab clock.
 *
 * 1. A program starts with `runProgram`: it reads its configuration, reports ready, and ends with its lifeline.
 * 2. It joins with `joinLab` and gets lab time, the doors to the other hosts, and commands; it reports events and when it
 *    is idle.
 * 3. The process that serves the hub (`mock-network`) uses `./hub`: a `HubServer`, and a `LabPacer`, which jumps over time
 *    in which everybody is idle (DESIGN 5).
 */

export { monotonicClockId } from './clock/clock-id.ts'
export * from './clock/monotonic.ts'
export * from './clock/pacing-clock.ts'
export * from './clock/standalone-clock.ts'
export type { Timer, TimeSource } from './clock/time-source.ts'
export * from './codec/lines.ts'
export type { CountedSocket } from './idle/passages.ts'
export * from './idle/quiet-turns.ts'
export * from './join-lab.ts'
export * from './lab-channel.ts'
export * from './lab-clock.ts'
export { EventCounts } from './metrics/event-counts.ts'
export { gauge, gaugeOf, type Measure, oneOf, type ReadMeasures } from './metrics/measure.ts'
export { metricsPath } from './metrics/metrics-door.ts'
export { loopback } from './places/loopback.ts'
export { type Place, PlaceName, placeOf } from './places/place.ts'
export { bundleOr } from './process/bundle-or.ts'
export * from './process/config-file.ts'
export * from './process/lossy-log.ts'
export * from './process/power-lost.ts'
export * from './process/run-program.ts'
export * from './process/start-failure.ts'
export * from './same-secret.ts'
