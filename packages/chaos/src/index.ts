/*
 * Labs in virtual time that are broken on purpose. Pure: used by `cluster-cli`, which gives it stores, threads and files.
 *
 * 1. A seed draws a `Schedule`: the lab's options, and which fault comes when. It is plain data (CHA-01).
 * 2. The campaign plays it on a world of the simulator: faults, healing, quiet; checkers look after every step.
 * 3. What a checker finds is a `Finding`: the law, the records, the moment, the last lines of the trace.
 * 4. A failing schedule is shrunk and becomes a scenario file.
 */

export * from './runbook/index.ts'
