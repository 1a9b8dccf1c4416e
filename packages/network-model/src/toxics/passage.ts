/** What comes out of a chain, in order. The carrier keeps the bytes, the chain counts them. */
export type Passage =
  /** The next `count` bytes go on to the receiver, in one piece. */
  | { readonly kind: 'bytes'; readonly count: number }
  /** The next `count` bytes are dropped. */
  | { readonly kind: 'drop'; readonly count: number }
  /** The sender has ended. */
  | { readonly kind: 'end' }
  /** A toxic closes the connection. Nothing comes after it. */
  | { readonly kind: 'close' }
  /** A toxic resets the connection. Nothing comes after it. */
  | { readonly kind: 'reset' }

export type Ending = Extract<Passage, { kind: 'end' | 'close' | 'reset' }>

/** A passage inside a chain. */
export interface Parcel {
  readonly passage: Passage
  /** When it came to this stage. */
  readonly atMs: number
  /** From when a delay counts: when its bytes came into the chain, moved on by delays since. */
  readonly stampMs: number
}
