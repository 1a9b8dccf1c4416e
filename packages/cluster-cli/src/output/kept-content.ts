/** What a step downloaded: a text, or the bytes of a file that an appliance gave. */
export type KeptContent = string | Uint8Array
