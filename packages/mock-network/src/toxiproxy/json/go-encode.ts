/** A string as Go's json.Marshal writes it: also `<`, `>`, `&` and two line separators are escaped. */
export function goString(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** The shortest digits that give back the same 32-bit float, as Go writes a float32. */
export function goFloat32(value: number): string {
  for (let digits = 1; digits <= 9; digits++) {
    const candidate = Number(value.toPrecision(digits))
    if (Object.is(Math.fround(candidate), value)) return goFloat64(candidate)
  }
  return goFloat64(value)
}

/** Go and JavaScript agree on the digits and on where the exponent begins; minus zero is Go's own. */
export const goFloat64 = (value: number): string => (Object.is(value, -0) ? '-0' : String(value))

/** Go writes maps with their keys in byte order. */
export function inByteOrder(names: readonly string[]): readonly string[] {
  return [...names].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
}
