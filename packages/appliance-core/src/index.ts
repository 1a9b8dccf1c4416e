/**
 * The appliance: one box of a failover pair, as a state machine with no I/O, clock or randomness of its own. Inputs
 * ({@link ApplianceInput}) tell it what happens, effects ({@link ApplianceEffect}) say what it wants done, and what
 * must survive its process is in a store ({@link Store}). The same code runs in `appliance-daemon` (sockets, SQLite,
 * the lab clock) and in `simulator` (virtual time).
 *
 * Whoever drives it
 *
 * 1. opens a store, fresh or of an earlier run, makes an {@link Appliance} over it and a
 *    {@link Driver} with a function that performs effects, and hands in `{ kind: 'started' }`
 *    before anything else. The memory of an earlier process is gone; the appliance asks anew
 *    for its addresses, its key and its link.
 * 2. collects what happens, timers that are due, requests of operators, messages of the peer and of
 *    clients, in the order in which it happened, and gives each batch to `Driver.handle` with the lab
 *    time. The driver begins a transaction, steps each input, and commits: a batch is on disk whole or
 *    not at all.
 * 3. performs the effects, in their order; the driver hands them out only after the commit, so that
 *    nothing is sent before what it rests on is stored. Performing must not call the driver back: what
 *    comes of an effect (a link that is up, recordings that were fetched) is an input of a later batch.
 *    Every operation is answered exactly once, at once or later; a timer fires under the name it was
 *    set with ({@link ApplianceTimer}), and setting it again moves it.
 * 4. ends the process when `handle` throws: the batch was rolled back and none of its effects was
 *    handed out, but what is in memory no longer fits the store. The next process starts at 1, as after
 *    a crash. A clean end hands in `{ kind: 'stopping' }` last.
 *
 * Between batches `Appliance.portal`, `Appliance.health`, `Appliance.reading` and `Appliance.refusalToServe` may be asked;
 * they only read.
 *
 * Inside, each folder holds one concern and keeps what it has in memory in a slice of its own
 * (`slice.ts`), which only its own files reach:
 *
 * | folder          | its slice                                                                   |
 * |-----------------|-----------------------------------------------------------------------------|
 * | `link/`         | the links that are up, which one is the peer's, when the peer was last heard |
 * | `relationship/` | the attempt to establish, the break, the swap that is under way              |
 * | `failover/`     | what was heard of the primary, the right to serve, the link to the witness   |
 * | `replication/`  | the sync that is led or served here, or waits for the link                   |
 * | `accounts/`     | who is logged in, what the carrier checks, wrong passwords, sources of logins |
 * | `box/`          | since when the process runs                                                  |
 * | `mail/`         | what was mailed and still lasts, the mail that is being sent                  |
 * | `outbound/`     | what is being sent to recipients of outbound events, and who does not answer  |
 * | `network/`      | who else claims our addresses, whether the site's name leads here            |
 * | `clients/`      | the desk, the registry, throttles, places in the queues for upgrades         |
 * | `sessions/`     | requests for sample data that wait for their recordings, or are being stored |
 * | `updates/`      | requests that wait for the update server, or for a look into a file          |
 * | `backup/`       | backups that are being written, and the one that is being restored           |
 * | `certificates/` | certificates that are being made, read or written                            |
 *
 * `appliance.ts` hands an input to its folder, `link/messages.ts` a message of the peer,
 * `operations/dispatch.ts` an operation, `timers.ts` a timer; folders tell each other what has
 * happened by signals (`signals.ts`) at the end of a step.
 */
export * from './appliance.ts'
export * from './backup/file/backup-file.ts'
export { backupBytes } from './backup/file/layout.ts'
export { HistoryDiscarded } from './backup/pieces.ts'
export { recordsIn } from './backup/records.ts'
export * from './clients/health.ts'
export { type Decisions, soundDecisions } from './decisions/decisions.ts'
export * from './driver.ts'
export { rowOf } from './log/vector.ts'
export * from './ports/backup-file.ts'
export * from './ports/certificate-work.ts'
export * from './ports/config.ts'
export * from './ports/effect.ts'
export * from './ports/input.ts'
export * from './ports/store.ts'
export * from './ports/timer.ts'
export type * from './ports/update-work.ts'
export * from './witness/witness.ts'
