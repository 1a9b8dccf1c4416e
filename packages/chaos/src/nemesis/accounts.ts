import { initialPassword, initialUsername, type Outcome } from '@understudy/shared'
import { Type } from 'typebox'
import type { PairName } from '../schedule/lab-options.ts'
import type { Asked, Stage } from './stage.ts'

export const interfaces = ['login', 'appliance'] as const
export const Interface = Type.Enum(interfaces)

/** Whom administrators add, change and remove. */
export const helper = 'helper'
const helperPasswords = ['Rehearsal-one', 'Rehearsal-two', 'Rehearsal-three'] as const

/** The password by that number, counted on and on. */
export const helperPassword = (number: number): string =>
  helperPasswords[number % helperPasswords.length] as string

/** The account that each interface of a new box has, which nobody changes here. */
export const initialLogin = { username: initialUsername, password: initialPassword } as const

/** What was asked about an account. */
export interface AskedOfAccount {
  readonly on: PairName
  readonly operation: Asked['operation']
  readonly interface: (typeof interfaces)[number]
  readonly username: string
  readonly password: string | undefined
  readonly atMs: number
  readonly answer: Outcome<unknown> | null
}

/** Everything that was asked so far and names an account; `from`: without what came before that one. */
export const askedOfAccounts = ({ asked }: Stage, from = 0): readonly AskedOfAccount[] =>
  asked.slice(from).flatMap(({ on, operation, input, atMs, answer }) => {
    const { interface: which, username, password } = input as Partial<AskedOfAccount>
    if (which === undefined || username === undefined) return []
    return [{ on, operation, interface: which, username, password, atMs, answer }]
  })

/** The passwords that accounts of the site were given, each once. */
export const sitePasswordsIn = (stage: Stage): readonly string[] => [
  ...new Set(
    askedOfAccounts(stage).flatMap(({ operation, interface: which, password }) =>
      operation !== 'log-in' && which === 'login' && password !== undefined ? [password] : [],
    ),
  ),
]
