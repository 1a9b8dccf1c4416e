import type {
  ApplianceName,
  clientsOperations,
  InputOf,
  LabConfig,
  LabEvent,
  networkOperations,
  OperationName,
  OutputOf,
  Refusal,
  RefusalCode,
} from '@understudy/shared'

/** An input that may be left out if all its fields may. */
type Given<Input> = object extends Input ? [input?: Input] : [input: Input]

export type NetworkOperationName = keyof typeof networkOperations
export type ClientsOperationName = keyof typeof clientsOperations

/** Appliances, network and clients for a test, on real processes ({@link startLab}) or in virtual time ({@link startWorld}). */
export interface Lab {
  /** As its file says, with all defaults filled in. */
  readonly config: LabConfig
  /** Everything the lab has reported so far, in order. */
  readonly events: readonly LabEvent[]
  /** Lab time, in milliseconds since the Unix epoch. */
  readonly nowMs: number
  /** Asks an operation of an appliance (`understudy operations` lists them). Rejects with {@link OperationRefused}. */
  do<K extends OperationName>(
    appliance: ApplianceName,
    operation: K,
    ...input: Given<InputOf<K>>
  ): Promise<OutputOf<K>>
  /** Asks an operation of the network: `lab.network('cut-path', { from: 'a', to: 'b' })`. */
  network<K extends NetworkOperationName>(
    operation: K,
    ...input: Given<InputOf<K>>
  ): Promise<OutputOf<K>>
  /** Asks an operation of the population: `lab.clients('redeploy', …)`. */
  clients<K extends ClientsOperationName>(
    operation: K,
    ...input: Given<InputOf<K>>
  ): Promise<OutputOf<K>>
  /**
   * Waits for the first event that satisfies it, among those since the last operation was asked. Rejects if none has
   * come within that much lab time (default: an hour).
   */
  until(holds: (event: LabEvent) => boolean, withinMs?: number): Promise<LabEvent>
  /** Lets this much lab time pass. */
  pass(ms: number): Promise<void>
  /** Ends the lab and removes everything it has kept. Idempotent. */
  down(): Promise<void>
}

/** An appliance, the network or the clients refused: the message says what was expected and found. */
export class OperationRefused extends Error {
  override readonly name = 'OperationRefused'
  readonly code: RefusalCode
  readonly refusal: Refusal

  constructor(who: string, operation: string, refusal: Refusal) {
    super(`${operation} of ${who} was refused (${refusal.code}): ${refusal.message}`)
    this.code = refusal.code
    this.refusal = refusal
  }
}

/** How long {@link Lab.until} waits, in lab time. */
export const untilWithinMs = 3_600_000
