import type { AccountInterface } from '@understudy/shared'

/** An account by its interface and name, whether or not there is one. */
export interface AccountName {
  readonly interface: AccountInterface
  readonly username: string
}
