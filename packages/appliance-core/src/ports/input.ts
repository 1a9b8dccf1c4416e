import type {
  BackupHead,
  BlobRef,
  Caller,
  ClientMessage,
  LinkMessage,
  Refusal,
  Secret,
} from '@understudy/shared'
import type { BackupContents } from '../backup/contents.ts'
import type { CertificateWorkDone } from './certificate-work.ts'
import type { PingPurpose } from './effect.ts'
import type { ApplianceTimer } from './timer.ts'
import type { UpdateWorkDone } from './update-work.ts'

/** Everything that an appliance can be told. The time comes with it; the core has no clock. */
export type ApplianceInput =
  /** Once, after construction over a store (fresh or of an earlier run). */
  | { readonly kind: 'started' }
  /** The process is about to end cleanly. */
  | { readonly kind: 'stopping' }
  | { readonly kind: 'timer'; readonly timer: ApplianceTimer }
  | {
      readonly kind: 'operation'
      readonly request: string
      readonly operation: string
      readonly input: unknown
      /** Left out: the lab's owner. */
      readonly caller?: Caller
    }
  | LinkInput
  | ClientChannelInput
  | PasswordInput
  /** All these recordings are durable here now. */
  | { readonly kind: 'blobs-fetched'; readonly names: readonly string[]; readonly bytes: number }
  | { readonly kind: 'blobs-failed'; readonly reason: string }
  /** The recordings of `check-blobs` were checked: which are absent, and which do not match their name. */
  | ({ readonly kind: 'blobs-checked' } & LostBlobs)
  /** No recording of before the factory reset is left. */
  | { readonly kind: 'recordings-discarded' }
  /** The peer has asked for recordings that turned out to be lost. */
  | ({ readonly kind: 'blobs-lost' } & LostBlobs)
  /** Sample recordings asked for by `make-sample-blobs` are durable; the names in order. */
  | {
      readonly kind: 'sample-blobs-made'
      readonly request: string
      readonly blobs: readonly BlobRef[]
    }
  | { readonly kind: 'update-work-done'; readonly done: UpdateWorkDone }
  | ({ readonly kind: 'backup-written'; readonly request: string } & (
      | { readonly file: string; readonly sizeBytes: number }
      | { readonly refusal: Refusal }
    ))
  | ({ readonly kind: 'backup-read'; readonly request: string } & (
      | { readonly backup: BackupRead }
      | { readonly refusal: Refusal }
    ))
  | {
      readonly kind: 'certificate-work-done'
      readonly request: string
      readonly done: CertificateWorkDone
    }
  /** From the network: who else claims this address now; none = the conflict is over (NET-02). */
  | {
      readonly kind: 'address-conflict'
      readonly address: string
      readonly others: readonly string[]
    }
  /** Those of the pinged addresses that have answered. */
  | ({ readonly kind: 'addresses-answered'; readonly reached: readonly string[] } & PingPurpose)
  | { readonly kind: 'mail-done'; readonly id: string; readonly outcome: MailOutcome }
  | { readonly kind: 'event-posted'; readonly id: string; readonly outcome: PostOutcome }
  | { readonly kind: 'claim-refused'; readonly address: string; readonly highest: number }
  /** From the network: whether the site's name leads to this appliance now (NET-01, NET-04, NET-05). */
  | { readonly kind: 'site-route'; readonly leadsHere: boolean }

/** `isFinal`: the relay will not take this one, however often it is asked (RFC 5321 4.2.1). */
export type MailOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: string; readonly isFinal: boolean }

/** Whether the recipient of an outbound event has it: it answered HTTP 200 (P 4.12). */
export type PostOutcome = { readonly ok: true } | { readonly ok: false; readonly reason: string }

/** A backup's file that was read once and found whole. */
export interface BackupRead {
  readonly head: BackupHead
  readonly contents: BackupContents
  /** Reads it again from its beginning, synchronously like the store; throws if it has changed since. */
  readonly pieces: () => Iterable<string>
}

/** Names of recordings that are not there, or were damaged and have been put away. */
export interface LostBlobs {
  readonly absent: readonly string[]
  readonly damaged: readonly string[]
}

export type LinkInput =
  /** `dialed`: the core named it; `accepted`: the carrier did. Authenticated by the key in both cases. */
  | { readonly kind: 'link-up'; readonly link: string; readonly side: 'dialed' | 'accepted' }
  | { readonly kind: 'link-down'; readonly link: string; readonly reason: string }
  | {
      readonly kind: 'dial-failed'
      readonly link: string
      readonly reason: 'unreachable' | 'wrong-key' | 'not-an-appliance'
      readonly detail: string
    }
  | { readonly kind: 'link-message'; readonly link: string; readonly message: LinkMessage }

export type ClientChannelInput =
  | {
      readonly kind: 'client-message'
      readonly connection: string
      readonly message: ClientMessage
    }
  | { readonly kind: 'client-closed'; readonly connection: string }

/** What the carrier has made of `verify-password`, `hash-password` and `make-secrets`. */
export type PasswordInput =
  | { readonly kind: 'password-verified'; readonly job: string; readonly isRight: boolean }
  | { readonly kind: 'password-hashed'; readonly job: string; readonly credential: string }
  | { readonly kind: 'secrets-made'; readonly job: string; readonly secrets: readonly Secret[] }
