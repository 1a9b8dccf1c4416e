import type { ApplianceEffect } from '@understudy/appliance-core'
import type { Law } from './law.ts'

/** Nothing leaves an appliance before what it depends on is stored (DESIGN 1): no epoch, no acknowledgement. */
export const toldIsStored: Law = {
  law: 'what is told is stored',
  spec: 'SYN-06',
  against: ({ side, pair, effects }) => {
    if (side === null) return null
    const { facts } = pair[side]
    for (const effect of effects) {
      const epoch = epochIn(effect)
      if (epoch > facts.epoch)
        return `${side} tells epoch ${epoch} (${effect.kind}) and has stored ${facts.epoch}`
      const lsid = acknowledgedIn(effect)
      if (lsid !== null && !facts.lsids.includes(lsid))
        return `${side} acknowledges session ${lsid} and has not stored it`
    }
    return null
  },
}

function epochIn(effect: ApplianceEffect): number {
  if (effect.kind === 'send') return effect.message.epoch
  if (effect.kind === 'claim-address') return effect.epoch
  return 0
}

const acknowledgedIn = (effect: ApplianceEffect): string | null =>
  effect.kind === 'send-client' && effect.message.type === 'session-recorded'
    ? effect.message.lsid
    : null
