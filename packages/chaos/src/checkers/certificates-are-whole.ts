import type { Store } from '@understudy/appliance-core'
import type { InputOf } from '@understudy/shared'
import type { Asked } from '../nemesis/stage.ts'
import { type PairName, pairNames } from '../schedule/lab-options.ts'
import { type Checker, isUnheard } from './checker.ts'

/**
 * Whoever connects is shown the certificate that is assigned to the address on the box's disk, whole and with its key, or the one that the
 * box came with: by a process that was killed, too; and what was acknowledged last is assigned (CRT-01).
 */
export const certificatesAreWhole: Checker = {
  law: 'certificates-are-whole',
  spec: 'CRT-01',
  onlyVirtual: true,
  watch: ({ stage, stores }, tell) => {
    const newSince = new Map<PairName, number>()
    const addressesOf = (name: PairName): readonly string[] => [
      stage.lab.network.sharedAddress,
      ...stage.lab.network.appliances.filter((one) => one.name === name).map((one) => one.address),
    ]
    const lookAt = (name: PairName, address: string): void => {
      const { kept, assigned } = keepingOn(stores[name])
      const id = assigned[address] ?? factory
      const last = lastAssigned(stage.asked.slice(newSince.get(name) ?? 0), name, address)
      if (last !== 'unknown' && last !== id)
        tell(`${name} has ${id} for ${address}, and acknowledged ${last}`)
      const { keyPem = '', facts } = kept.find((one) => one.id === id)?.material ?? {}
      if (id !== factory && keyPem === '')
        tell(`${name} has assigned ${id}, which is not there whole, to ${address}`)
      if (!stage.isAtWork(name)) return
      const shown = stage.certificateShownAt?.(name, address)
      if (shown !== undefined && shown !== (facts?.fingerprint ?? null))
        tell(`${name} shows ${shown ?? factory} at ${address}, and has assigned ${id}`)
    }
    return {
      onDestroyed: (name) => void newSince.set(name, stage.asked.length),
      onStep: () => {
        for (const name of pairNames) for (const address of addressesOf(name)) lookAt(name, address)
      },
    }
  },
}

const factory = 'factory'

/** What was acknowledged last for that address; unknown = another one was asked for, and nobody has heard what became of it. */
function lastAssigned(asked: readonly Asked[], name: PairName, address: string): string {
  let last = factory
  for (const { on, operation, input, answer } of asked) {
    if (on !== name || operation !== 'assign-certificate') continue
    const wanted = input as InputOf<'assign-certificate'>
    if (wanted.address !== address) continue
    if (isUnheard(answer)) last = 'unknown'
    else if (answer?.ok) last = wanted.certificate
  }
  return last
}

interface Keeping {
  readonly kept: readonly {
    readonly id: string
    readonly material: {
      readonly keyPem?: string
      readonly facts?: { readonly fingerprint: string }
    }
  }[]
  readonly assigned: Readonly<Record<string, string>>
}

const keepingOn = ({ values }: Store): Keeping =>
  JSON.parse(values.get('certificates') ?? '{"kept":[],"assigned":{}}') as Keeping
