import { type Static, Type } from 'typebox'

/** When a representative logged in or out of the console; `restart`: everybody was out, without having logged out. */
export const RepActivity = Type.Tuple([
  Type.Number(), // atMs
  Type.Enum(['in', 'out', 'restart']),
  Type.String({ maxLength: 200 }), // name, '' = everybody
])
export type RepActivity = Readonly<Static<typeof RepActivity>>
