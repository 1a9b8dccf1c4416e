/** A seeded source of random numbers. The only one that pure code may use. */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** An integer in [min, max], both included. */
  integer(min: number, max: number): number
  /** `count` lower-case hex digits. */
  hex(count: number): string
  /** An independent stream: the same seed and label always give the same one. */
  fork(label: string): Random
}

/** xoshiro128** seeded by splitmix32 over the seed's text; 128 bits of state, period 2^128 - 1. */
export function createRandom(seed: number | string): Random {
  const text = String(seed)
  let mixer = 0x9e3779b9
  for (let i = 0; i < text.length; i++) mixer = Math.imul(mixer ^ text.charCodeAt(i), 0x85ebca6b)
  const state = new Int32Array(4)
  for (let i = 0; i < 4; i++) {
    mixer = (mixer + 0x9e3779b9) | 0
    let z = mixer
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    state[i] = z ^ (z >>> 15)
  }
  return randomOf(text, state)
}

function randomOf(seedText: string, state: Int32Array): Random {
  const next32 = (): number => {
    const s1 = state[1] as number
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9)
    const t = s1 << 9
    state[2] = (state[2] as number) ^ (state[0] as number)
    state[3] = (state[3] as number) ^ s1
    state[1] = s1 ^ (state[2] as number)
    state[0] = (state[0] as number) ^ (state[3] as number)
    state[2] = (state[2] as number) ^ t
    state[3] = rotateLeft(state[3] as number, 11)
    return result >>> 0
  }
  const next = (): number => next32() / 0x1_0000_0000
  return {
    next,
    integer: (min, max) => min + Math.floor(next() * (max - min + 1)),
    hex: (count) => {
      let digits = ''
      while (digits.length < count) digits += next32().toString(16).padStart(8, '0')
      return digits.slice(0, count)
    },
    fork: (label) => createRandom(`${seedText}/${label}`),
  }
}

const rotateLeft = (x: number, by: number): number => (x << by) | (x >>> (32 - by))
