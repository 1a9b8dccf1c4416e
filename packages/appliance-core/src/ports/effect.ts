import type {
  BlobRef,
  Epoch,
  HostEvent,
  LinkMessage,
  Mail,
  Outcome,
  ServerMessage,
} from '@understudy/shared'
import type { BackupPlan } from './backup-file.ts'
import type { CertificateWork, ServedCertificate } from './certificate-work.ts'
import type { ApplianceTimer } from './timer.ts'
import type { UpdateWork } from './update-work.ts'

/** What the appliance wants done, in order, after its transaction has committed. */
export type ApplianceEffect =
  /** Exactly one per operation, at once or later; a `prove-pre-shared-key` stands for one. */
  | { readonly kind: 'answer'; readonly request: string; readonly outcome: Outcome<unknown> }
  | { readonly kind: 'set-timer'; readonly timer: ApplianceTimer; readonly atMs: number }
  | { readonly kind: 'clear-timer'; readonly timer: ApplianceTimer }
  | { readonly kind: 'record'; readonly event: HostEvent }
  /** Dial the peer at that host of the lab; answered by link-up or dial-failed within timeouts.dialMs. */
  | { readonly kind: 'dial'; readonly link: string; readonly host: string; readonly port: number }
  | { readonly kind: 'send'; readonly link: string; readonly message: LinkMessage }
  | { readonly kind: 'close-link'; readonly link: string; readonly reason: string }
  /** From now on links are authenticated with this key. Never logged. */
  | { readonly kind: 'use-pre-shared-key'; readonly key: string }
  /** Answers the request with a proof of the key in use that reveals nothing else of it. */
  | { readonly kind: 'prove-pre-shared-key'; readonly request: string; readonly nonce: string }
  /** Check a password against what is stored of it; answered by password-verified. Never logged. */
  | {
      readonly kind: 'verify-password'
      readonly job: string
      readonly password: string
      readonly credential: string
    }
  /** Make what is stored of a password; answered by password-hashed. Never logged. */
  | { readonly kind: 'hash-password'; readonly job: string; readonly password: string }
  /** Make that many secrets that nobody can guess; answered by secrets-made. */
  | { readonly kind: 'make-secrets'; readonly job: string; readonly count: number }
  /** Fetch these over that link; answered by blobs-fetched (as they become durable) or blobs-failed. */
  | {
      readonly kind: 'fetch-blobs'
      readonly link: string
      /** How fast they may come (SYN-05); null = as they can. */
      readonly bytesPerSecond: number | null
      readonly blobs: readonly BlobRef[]
    }
  /**
   * Check that these recordings are there: their sizes, or their bytes too. Damaged ones are put away, so that nobody
   * gets them. Answered by blobs-checked.
   */
  | {
      readonly kind: 'check-blobs'
      readonly depth: 'size' | 'content'
      readonly blobs: readonly { name: string; sizeBytes: number }[]
    }
  /** Remove every recording; answered by recordings-discarded. */
  | { readonly kind: 'discard-recordings' }
  /** End this process once what was answered is sent; start it again, or let it be off until the power comes back. */
  | { readonly kind: 'end-process'; readonly how: 'reboot' | 'shut-down' }
  | {
      readonly kind: 'make-sample-blobs'
      readonly request: string
      readonly count: number
      readonly sizeBytes: number
      readonly seed: string
    }
  /** Answered by update-work-done. */
  | { readonly kind: 'update-work'; readonly work: UpdateWork }
  /** Write that backup into a file of this appliance; answered by backup-written. The passphrase is never logged. */
  | {
      readonly kind: 'write-backup'
      readonly request: string
      readonly plan: BackupPlan
      readonly passphrase: string | null
    }
  /** Read that file and check it whole; answered by backup-read. The passphrase is never logged. */
  | {
      readonly kind: 'read-backup'
      readonly request: string
      readonly file: string
      readonly passphrase: string | null
    }
  /** Answered by certificate-work-done. Never logged: it may hold keys and passphrases. */
  | { readonly kind: 'certificate-work'; readonly request: string; readonly work: CertificateWork }
  /** Show these to new connections to those addresses, and the appliance's own one to all others. Never logged. */
  | { readonly kind: 'serve-certificates'; readonly assigned: readonly ServedCertificate[] }
  /** Ask which of these answer; answered by addresses-answered, or not in time. */
  | ({ readonly kind: 'ping-addresses'; readonly addresses: readonly string[] } & PingPurpose)
  /** Hand it to that SMTP relay, under that id; answered by mail-done, or not in time. */
  | {
      readonly kind: 'send-mail'
      readonly id: string
      readonly relay: string
      readonly port: number
      readonly mail: Mail
    }
  /** Hand that form to a recipient by HTTP POST, under that id; answered by event-posted, or not in time. */
  | {
      readonly kind: 'post-event'
      readonly id: string
      readonly url: string
      readonly body: string
    }
  | { readonly kind: 'claim-address'; readonly address: string; readonly epoch: Epoch }
  | { readonly kind: 'release-address'; readonly address: string }
  | { readonly kind: 'send-client'; readonly connection: string; readonly message: ServerMessage }
  | { readonly kind: 'close-client'; readonly connection: string; readonly reason: string }

/** What test addresses are asked for, besides a failover (FO-12): its answer brings it back. */
export interface PingPurpose {
  readonly purpose?: 'status-check'
}
