import { type Static, Type } from 'typebox'

/** A recording as records and cores know it: its name, which is the SHA-256 of its bytes, and its size. */
export const BlobRef = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 64 }),
    sizeBytes: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
)
export type BlobRef = Readonly<Static<typeof BlobRef>>
