/** What stands for a package's content: the same bytes for the same name. */
export function payloadOf(name: string, sizeBytes: number): Uint8Array {
  const payload = new Uint8Array(sizeBytes)
  let state = 0x9e3779b9
  for (let i = 0; i < name.length; i++) state = Math.imul(state ^ name.charCodeAt(i), 0x85ebca6b)
  for (let i = 0; i < sizeBytes; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    payload[i] = state >>> 24
  }
  return payload
}
