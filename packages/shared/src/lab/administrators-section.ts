import { type Static, Type } from 'typebox'
import { Span } from '../network/fault.ts'
import { parseDuration } from '../time.ts'

/** A setting that somebody changes during the rehearsal. */
const SettingChange = Type.Object(
  {
    /** After the beginning of the first window: 90s, 12m, 1h. */
    at: Span,
    /** On which appliance: the one that the site leads to at that time (default), or a named one. */
    on: Type.Optional(Type.String({ minLength: 1, maxLength: 63 })),
    key: Type.String({ minLength: 1, maxLength: 200 }),
    value: Type.String({ maxLength: 65_536 }),
  },
  { additionalProperties: false },
)

/** The lab file's `administrators`: which of the site's settings people change meanwhile (SYN-02). */
export const AdministratorsSection = Type.Array(SettingChange, { maxItems: 1_000 })
export type AdministratorsSection = Static<typeof AdministratorsSection>

/** One change, with all defaults filled in. */
export interface PlannedSetting {
  /** After the beginning of the first window. */
  readonly atMs: number
  /** `site`, or the name of an appliance. */
  readonly on: string
  readonly key: string
  readonly value: string
}

export const resolveAdministrators = (section: AdministratorsSection): readonly PlannedSetting[] =>
  section.map(({ at, on = 'site', key, value }) => ({
    atMs: parseDuration(at) ?? 0,
    on,
    key,
    value,
  }))
