import type { Context } from '../context.ts'
import type { CertificateMaterial, RequestMaterial } from '../ports/certificate-work.ts'

/** A certificate, or a request that waits for one. */
export type Kept = { readonly id: string } & (
  | { readonly kind: 'certificate'; readonly material: CertificateMaterial }
  | {
      readonly kind: 'request'
      readonly names: readonly string[]
      readonly material: RequestMaterial
    }
)

/** What the box keeps of certificates besides the one it came with. */
export interface Keeping {
  /** How many there have ever been: numbers are given once. */
  readonly count: number
  readonly kept: readonly Kept[]
  /** By address; others are served the one that the appliance came with. */
  readonly assigned: Readonly<Record<string, string>>
}

/** Part of the box: in no sync and no backup (SYN-01, BAK-01). Like the pre-shared key it is readable on its disk. */
const key = 'certificates'
const nothing: Keeping = { count: 0, kept: [], assigned: {} }

/** The name of the certificate that the appliance came with. */
export const factory = 'factory'

export function keepingOf({ store }: Pick<Context, 'store'>): Keeping {
  const text = store.values.get(key)
  return text === undefined ? nothing : (JSON.parse(text) as Keeping)
}

export const keep = ({ store }: Pick<Context, 'store'>, keeping: Keeping): void =>
  store.values.put(key, JSON.stringify(keeping))

export const findKept = (keeping: Keeping, id: string): Kept | undefined =>
  keeping.kept.find((one) => one.id === id)

/** Keeps one more, and says what it is called. */
export function keepNew(
  ctx: Context,
  keeping: Keeping,
  one: { readonly [K in Kept['kind']]: Omit<Extract<Kept, { kind: K }>, 'id'> }[Kept['kind']],
): string {
  const count = keeping.count + 1
  const id = `certificate-${count}`
  keep(ctx, { ...keeping, count, kept: [...keeping.kept, { ...one, id }] })
  return id
}
