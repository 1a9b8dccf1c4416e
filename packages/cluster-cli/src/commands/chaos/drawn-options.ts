/** What a seed's schedule depends on besides the seed. */
export const drawnOptions = {
  world: { value: 'virtual|real', help: 'virtual time, or real processes (default: virtual)' },
  mode: { value: 'safe|product', help: 'what the lab is held to (default: safe)' },
  faults: { value: 'A,B', help: 'only these kinds of faults (default: all)' },
  again: {
    value: 'memory|sqlite',
    help: 'play everything once more on that store: another trace is a finding',
  },
  store: { value: 'memory|sqlite', help: 'what the appliances store in (default: memory)' },
} as const

export const realNote =
  'World real: faults that only virtual boxes have are left out, and each seed has a kill and a change of roles.'

export const modesNote =
  'Modes: safe = the shared address is fenced; product = the product’s rules on a plain network.'
