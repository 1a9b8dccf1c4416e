/** How the rows of many sessions are held in less room: the caller's, since plain data knows no compression. */
export interface Packing {
  readonly pack: (text: string) => Uint8Array
  /** Gives back what was packed. */
  readonly unpack: (bytes: Uint8Array) => string
  /** A log holds so many of its newest rows as they are, the older ones in packed pages of a thousand. Default 20,000. */
  readonly plainRowsMax?: number
}
