import type {
  DownloadKeyClaims,
  OpenedPackage,
  Outcome,
  UpdateOffer,
  UpdateQuestion,
} from '@understudy/shared'

/** What updates need of the machine and of the network (UPD-01 to UPD-05). Each but `tidy` and `drop` is answered exactly once. */
export type UpdateWork =
  /** Ask the update server, sealed with what the vendor wrote into this box; keep the file that comes under that name. */
  | {
      readonly kind: 'ask'
      readonly request: string
      readonly question: UpdateQuestion
      readonly keepAs: string | null
    }
  /** Look into an uploaded file: whose signature it carries, and whether it is whole. */
  | { readonly kind: 'open'; readonly request: string; readonly file: string }
  | { readonly kind: 'seal-key'; readonly request: string; readonly claims: DownloadKeyClaims }
  /** Lay the file's content out beside what runs. */
  | { readonly kind: 'unpack'; readonly file: string }
  /** Remove that file: another one has taken its place. */
  | { readonly kind: 'drop'; readonly file: string }
  /** Remove all files of updates, and what was unpacked, but these. */
  | { readonly kind: 'tidy'; readonly keep: readonly string[] }

/** What became of it. */
export type UpdateWorkDone =
  | {
      readonly kind: 'asked'
      readonly request: string
      readonly outcome: Outcome<{
        readonly offers: readonly UpdateOffer[]
        /** Of a download: what was found in it; its bytes are durable. */
        readonly opened: OpenedPackage | null
      }>
    }
  | { readonly kind: 'opened'; readonly request: string; readonly opened: OpenedPackage }
  | { readonly kind: 'sealed'; readonly request: string; readonly key: string }
  /** `trouble`: why it could not be unpacked, such as a full disk; null = it is durable. */
  | { readonly kind: 'unpacked'; readonly trouble: string | null }
