import type {
  AccountInterface,
  InputOf,
  OperationName,
  Outcome,
  OutputOf,
  Permission,
  PortalAnswer,
  Role,
} from '@understudy/shared'
import type { Entered } from '../forms/form-input.ts'
import type { Words } from '../languages/words.ts'

/** Who is logged in. */
export interface Viewer {
  readonly interface: AccountInterface
  readonly username: string
  readonly permissions: readonly Permission[]
}

/** What every page says of the appliance, known without asking it anything. */
export interface BoxFacts {
  readonly name: string
  readonly siteHostname: string
  readonly siteVersion: string
  readonly role: Role
  readonly state: PortalAnswer['state']
}

/** What was asked for by a form of this page, and what came of it. */
export interface Asked {
  readonly operation: OperationName
  readonly entered: Entered
  readonly outcome: Outcome<unknown>
}

/** All that a page is drawn from, besides what it has read. */
export interface View {
  readonly words: Words
  readonly box: BoxFacts
  readonly viewer: Viewer
  /** Shown with every form (SEC-02). */
  readonly csrf: string
  readonly path: string
  /** Lab time. */
  readonly nowMs: number
  readonly query: Entered
  /** Null: it was only looked at. */
  readonly asked: Asked | null
}

/** What a page reads first: operations of the table with their inputs. */
export type Reads = { readonly [K in OperationName]?: InputOf<K> }

/** What they answered. */
export type Answers<R extends Reads> = {
  readonly [K in keyof R as K extends OperationName ? K : never]: K extends OperationName
    ? OutputOf<K>
    : never
}

/** The answers of any page, as they are handed over. */
export type AnyAnswers = { readonly [K in OperationName]?: OutputOf<K> }

/** What an operation that this very request asked for has answered; null = it did not ask for that, or was refused. */
export function answered<K extends OperationName>({ asked }: View, name: K): OutputOf<K> | null {
  if (asked?.operation !== name || !asked.outcome.ok) return null
  // The core has answered by the table.
  return asked.outcome.value as OutputOf<K>
}

/** The single value of that name in the page's address. */
export function queried({ query }: Pick<View, 'query'>, name: string): string | undefined {
  const value = query[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}
