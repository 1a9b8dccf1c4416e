import { Type } from 'typebox'
import type { PairName } from '../schedule/lab-options.ts'
import { addressOf } from './lead-site.ts'
import type { Stage } from './stage.ts'

/** For which of a box's addresses a certificate is meant. */
export const certifiedAddresses = ['shared', 'own'] as const
export const CertifiedAddress = Type.Enum(certifiedAddresses)

export const certifiedAddressOf = (
  stage: Stage,
  on: PairName,
  which: (typeof certifiedAddresses)[number],
): string => (which === 'shared' ? stage.lab.network.sharedAddress : addressOf(stage, on))
