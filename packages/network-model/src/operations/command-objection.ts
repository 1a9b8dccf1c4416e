import {
  commandObjection,
  describe,
  didYouMean,
  Fault,
  nearestWord,
  networkOperations,
} from '@understudy/shared'

const faultKinds: readonly string[] = Fault.anyOf.map((variant) => variant.properties.kind.const)

/** Why that is no command of the network's table, as a sentence, or undefined. */
export function networkObjection(kind: unknown, input: unknown): string | undefined {
  const faultKind = (input as { kind?: unknown } | null | undefined)?.kind
  if (kind === 'add-fault' && !faultKinds.some((known) => known === faultKind)) {
    const word = typeof faultKind === 'string' ? faultKind.slice(0, 100) : undefined
    const hint = word === undefined ? undefined : nearestWord(word, faultKinds)
    const meant = didYouMean('sentence', hint)
    return `Expected a kind of fault (${faultKinds.join(', ')}), found ${describe(faultKind)}.${meant}`
  }
  return commandObjection('network', networkOperations, kind, input)
}
