import type { Role } from '../roles.ts'
import type { Operation } from './operation.ts'

/**
 * Who may ask, besides the lab's owner: administrators of one interface, of either, or of the one that the input names;
 * whoever reads reports; any account; anyone at all. `lab` = the lab's owner alone.
 */
export type Authority =
  | 'site-admin'
  | 'box-admin'
  | 'any-admin'
  | 'its-admin'
  | 'site-reports'
  | 'account'
  | 'anyone'
  | 'lab'

/** What can be asked of an appliance, with its page, the roles that allow it and who may ask. */
export interface ApplianceOperation extends Operation {
  /** The page that it belongs to, by the guides' English names. `lab` = not part of the product. */
  readonly page: string
  /** Whose account grants it (WEB-02, SEC-02). */
  readonly who: Authority
  /** Roles that allow it. */
  readonly roles: readonly Role[]
  /** Whether it is answered while a package is being installed. */
  readonly duringMaintenance: boolean
}
