/*
 * Labs in virtual time that are broken on purpose. Pure: used by `cluster-cli`, which gives it stores, threads and files.
 *
 * 1. `drawSchedule(seed)`: the lab's options, and which fault comes when. It is plain data (CHA-01).
 * 2. `playSchedule(schedule, ports)` plays it on a world of the simulator: faults, healing, quiet; checkers look after every
 *    step. The same schedule gives the same trace hash (CHA-07).
 * 3. What a checker finds is a `Finding`: the law, the records, the moment, the last lines of the trace (CHA-03).
 * 4. `shrink(schedule, fails)` reduces a failing schedule to the smallest that still fails (CHA-04).
 * 5. A `Tally` adds up the seeds of a campaign; `output/` shows it.
 *
 * Besides campaigns, `new Search(options, ports).run()` explores everything that can happen in a small scope (`explore/`):
 * not at random but one state after the other, with the core alone, without the simulator.
 *
 * A new kind of fault is a file in `nemesis/kinds/` and a line in `nemesis/table.ts`; a new law is a file in `checkers/` and
 * a line in `checkers/all.ts`.
 */

export * from './campaign/campaign-report.ts'
export type { Course, Request } from './campaign/course.ts'
export * from './campaign/coverage.ts'
export * from './campaign/phases.ts'
export * from './campaign/play-schedule.ts'
export { PreparedLabs } from './campaign/prepared-labs.ts'
export { replayCommandOf } from './campaign/replay-command.ts'
export { withSameTrace } from './campaign/same-trace.ts'
export * from './campaign/seed-record.ts'
export { beginWork, setUpPair } from './campaign/set-up.ts'
export * from './campaign/tally.ts'
export type { TallyState } from './campaign/tally-state.ts'
export { type ChaosVerdict, verdictOf } from './campaign/verdict.ts'
export { Watchers } from './campaign/watchers.ts'
export { allCheckers } from './checkers/all.ts'
export * from './checkers/checker.ts'
export * from './explore/index.ts'
export * from './nemesis/scheduled-fault.ts'
export type { Asked, Stage } from './nemesis/stage.ts'
export * from './nemesis/table.ts'
export { renderCampaignHtml } from './output/html.ts'
export { renderCampaignJUnit } from './output/junit.ts'
export * from './runbook/index.ts'
export * from './schedule/draw-schedule.ts'
export * from './schedule/for-real-processes.ts'
export * from './schedule/lab-options.ts'
export * from './schedule/schedule.ts'
export { checkSchedule } from './schedule/schedule-schema.ts'
export * from './schedule/world-name.ts'
export * from './shrink/shrink.ts'
