import { type Static, Type } from 'typebox'

const Name = Type.String({ minLength: 1, maxLength: 253 })

/** The lab's hosts, names and virtual addresses (DESIGN 8). */
export const NetworkMap = Type.Object({
  /** The site's shared host name and the shared address behind it. */
  siteHostname: Name,
  sharedAddress: Name,
  appliances: Type.Immutable(
    Type.Array(
      Type.Object({
        /** The lab's short name: "a", "b". */
        name: Name,
        hostname: Name,
        address: Name,
      }),
    ),
  ),
  /** The port of every appliance's website and link, on the lab's addresses. */
  tlsPort: Type.Integer({ minimum: 1, maximum: 65_535 }),
})
export type NetworkMap = Readonly<Static<typeof NetworkMap>>
