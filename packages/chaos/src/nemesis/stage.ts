import type {
  ApiName,
  ApplianceStatus,
  ClientsCommand,
  LabConfig,
  NetworkCommand,
  OperationName,
  Outcome,
} from '@understudy/shared'
import type { PairName } from '../schedule/lab-options.ts'

/** What an appliance was asked, and its answer. */
export interface Asked {
  readonly on: PairName
  readonly operation: OperationName
  readonly input: unknown
  readonly atMs: number
  answer: Outcome<unknown> | null
}

/** What a program asked of one of an appliance's APIs, and what it was answered. */
export interface ToldByApi {
  readonly on: PairName
  readonly api: ApiName
  readonly query: string
  readonly text: string
  /** The appliance's role on its disk in the moment of the answer. */
  readonly role: string
  /** Its account was on that disk when it asked, or is when it is answered. */
  readonly isKnown: boolean
}

/**
 * A lab as faults act on it and as laws look at it, in virtual time or on real processes (CHA-06). What faults begin ends
 * at its time, or when everything is healed. What cannot be done at once is under way when these return.
 */
export interface Stage {
  readonly lab: LabConfig
  /** Whether disks can be read while processes run; else each is read when its process has died. */
  readonly readsDisksAtOnce: boolean
  /** Everything that operators have asked so far. */
  readonly asked: readonly Asked[]
  /** What programs were answered so far; only in virtual time. */
  readonly toldByApi?: readonly ToldByApi[]
  /** Lab time. */
  readonly nowMs: number
  isRunning(name: PairName): boolean
  /** It runs, is not stopped, and nothing waits behind other work. */
  isAtWork(name: PairName): boolean
  /** It is stopped (SIGSTOP). */
  isStopped(name: PairName): boolean
  /** Since when; null = it is not. Only in virtual time. */
  stoppedSinceMs?(name: PairName): number | null
  /** Its links to the witness that have lost their other end; only in virtual time. */
  deadWitnessLinksOf?(name: PairName): readonly string[]
  /** Its clock goes slower than the lab's, or was set back while it was kept from its work, so that it noticed no absence. */
  isClockSlow(name: PairName): boolean
  /** Its clock was set back at least once. Only in virtual time. */
  wasClockSetBack?(name: PairName): boolean
  /** When its clock was last set to another time; null = never. Only in virtual time. */
  clockSetAtMs?(name: PairName): number | null
  /** The fingerprint that is shown at that address; null = that of the certificate that the box came with. Only in virtual time. */
  certificateShownAt?(name: PairName, address: string): string | null
  /** What of an update lies unpacked on its disk; null = nothing. Only in virtual time. */
  unpackedOn?(name: PairName): string | null
  /** The backups that were uploaded there so far, the last one last. Only in virtual time. */
  backupsUploadedTo?(name: PairName): readonly Uint8Array[]
  /** What it says about itself, when all is over. */
  statusOf(name: PairName): ApplianceStatus
  /** Does it after that long, or at the healing if that comes first. Once. */
  after(ms: number, action: () => void): void
  /** Kills its process (SIGKILL): only what was committed is left. */
  crash(name: PairName): void
  /** Starts its process again if it is not running and has power. */
  startAgain(name: PairName): void
  /** Stops its process for that long (SIGSTOP, SIGCONT): it neither reads nor writes, but its connections stay. */
  pause(name: PairName, forMs: number): void
  /** Cuts the power for that long; false = it was already off. */
  losePower(name: PairName, forMs: number): boolean
  /** Puts a fault on a path for that long; false = there is no such path. */
  faultFor(forMs: number, fault: Extract<NetworkCommand, { kind: 'add-fault' }>['input']): boolean
  /** An operator asks; nobody waits for the answer, but it is noted. False = it does not run. */
  ask(on: PairName, operation: OperationName, input?: unknown): boolean
  /** Whether that address would answer a ping of that box now; only in virtual time. */
  answersPing?(from: PairName, address: string): boolean
  /** Asks the network, whose answer is there at once; only in virtual time. */
  network?(command: NetworkCommand): Outcome<unknown>
  /** Somebody edits the network: its records, its rules. */
  tellNetwork(command: NetworkCommand): void
  /** Somebody asks it of the population. */
  tellClients(command: ClientsCommand): void
}
