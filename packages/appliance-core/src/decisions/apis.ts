import type { Permission, Role } from '@understudy/shared'

/** What the APIs tell programs, and whom. */
export const apiDecisions = {
  /** Reports, session keys and what else only a primary answers: programs are told them where clients are served (FO-06). */
  isTold: (isServing: boolean): boolean => isServing,

  /** What a token's account may do; one that was removed may nothing, however long its token is good (API-04). */
  rightsOf: (
    account: { readonly permissions: readonly Permission[] } | undefined,
  ): { readonly permissions: readonly Permission[] } | undefined => account,

  /** Whoever is answered while roles are exchanged is told the role that the disk has, not the one to come (API-03). */
  roleToTell: (stored: Role): Role => stored,
}
