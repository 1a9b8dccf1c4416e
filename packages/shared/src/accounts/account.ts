import { type Static, Type } from 'typebox'
import type { Frozen } from '../operations/operation.ts'

/** The two interfaces of a box, whose accounts have nothing to do with each other (WEB-02). */
export const accountInterfaces = ['login', 'appliance'] as const
export type AccountInterface = (typeof accountInterfaces)[number]
export const InterfaceName = Type.Enum(accountInterfaces)

/** What an account may do. Those of /appliance administer the box, or do nothing. */
export const permissions = [
  'administer',
  'view-reports',
  'provide-support',
  'use-command-api',
  'use-reporting-api',
  'use-backup-api',
  /** Of the command API, only what reads. */
  'read-command-api',
  /** Of the reporting API, these; its own permission covers the sessions. */
  'use-licence-reports',
  'use-archive-reports',
] as const
export type Permission = (typeof permissions)[number]
export const Permissions = Type.Array(Type.Enum(permissions), {
  maxItems: permissions.length,
  uniqueItems: true,
})

export const Username = Type.String({ pattern: '^[A-Za-z0-9._@-]{1,64}$' })
/** As typed; what is weak is refused with a sentence. */
export const Password = Type.String({ minLength: 1, maxLength: 256 })

/** Account and password of a fresh box, on each interface; both have to be changed at the first login (WEB-02). */
export const initialUsername = 'admin'
export const initialPassword = 'password'
/** What is stored for {@link initialPassword}: it is known to everybody, so there is nothing to hash. */
export const initialCredential = 'initial'
/** For an account that does not exist: checked as long as any other, and never right. */
export const nobodysCredential = 'nobody'

/** An account as it is stored. The credential is made and checked by the carrier, for example by scrypt. */
export const AccountRecord = Type.Object({
  credential: Type.String({ maxLength: 512 }),
  mustChange: Type.Boolean(),
  permissions: Permissions,
})
export type AccountRecord = Frozen<Static<typeof AccountRecord>>

/** A client of the APIs: its secret is 256 random bits, so its SHA-256 is kept, and shown once. */
export const ApiAccountRecord = Type.Object({
  name: Type.String({ maxLength: 100 }),
  permissions: Permissions,
  secretDigest: Type.String({ maxLength: 128 }),
})
export type ApiAccountRecord = Frozen<Static<typeof ApiAccountRecord>>

/** Who asks for an operation. */
export type Caller = (
  | { readonly kind: 'owner' }
  /**
   * Whoever shows these sessions, as a browser does with its cookies; `csrf` says which of them is meant, and that the
   * page itself asks. Digests, not the tokens (SEC-01).
   */
  | { readonly kind: 'session'; readonly sessions: readonly string[]; readonly csrf: string | null }
  | { readonly kind: 'nobody' }
) & {
  /** Where the request came from, for the rate limit of logins. */
  readonly from?: string
}

/** The lab's owner, who may do everything: by the token, or as the world's own operator. */
export const labOwner: Caller = { kind: 'owner' }

/** A secret for somebody, and what is kept of it. */
export interface Secret {
  readonly text: string
  readonly digest: string
}
