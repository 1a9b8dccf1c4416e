import { Type } from 'typebox'

/** The code names of custom attributes. */
export const attributeNamePattern = '^[A-Za-z0-9_.-]{1,64}$'
/** Characters of one value, and of all values of a session together (P 3.11). */
export const attributeCharsMax = 1_024
export const attributesCharsMax = 10_240

/** A session's custom attributes, by code name (API-03); sorted, so that equal ones are equal texts. */
export const Attributes = Type.Record(
  Type.String({ pattern: attributeNamePattern }),
  Type.String({ maxLength: attributeCharsMax }),
  { maxProperties: 100 },
)
export type Attributes = Readonly<Record<string, string>>

/**
 * The attribute that stands for a session's external key: programs set it as `session.custom.external_key` (A), and reports then
 * show it instead of the key under which the customer came.
 */
export const externalKeyAttribute = 'external_key'

/** `more` over `known`, sorted by name. */
export const mergedAttributes = (known: Attributes | undefined, more: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries({ ...known, ...more }).sort(([one], [other]) => (one < other ? -1 : 1)),
  )

export const charsOf = (attributes: Attributes): number =>
  Object.values(attributes).reduce((sum, { length }) => sum + length, 0)
