import type { PortalAnswer, Role } from '@understudy/shared'
import type { Context } from '../context.ts'
import { portalOf } from './serving.ts'

/** What a load balancer may ask. These names stay (LAB-04). */
export const healthQuestions = ['live', 'ready', 'primary', 'backup'] as const
export type HealthQuestion = (typeof healthQuestions)[number]

/**
 * Which questions are answered yes, by role and by whether service is interrupted (installation, swap, role in
 * doubt): `live`, the process works; `ready`, clients are served; `primary` and `backup`, its role, which it keeps
 * meanwhile. A standalone appliance serves and has neither role.
 */
const yes = {
  none: { undisturbed: ['live', 'ready'], interrupted: ['live'] },
  primary: { undisturbed: ['live', 'ready', 'primary'], interrupted: ['live', 'primary'] },
  backup: { undisturbed: ['live', 'backup'], interrupted: ['live', 'backup'] },
} as const satisfies Record<Role, Record<'undisturbed' | 'interrupted', readonly HealthQuestion[]>>

export interface Health {
  readonly role: Role
  /** As the portal says it. */
  readonly state: PortalAnswer['state']
  readonly yes: readonly HealthQuestion[]
}

export function healthOf(ctx: Context): Health {
  const { role } = ctx.state
  const { state } = portalOf(ctx)
  const isInterrupted = state !== 'serving' && state !== 'backup'
  return { role, state, yes: yes[role][isInterrupted ? 'interrupted' : 'undisturbed'] }
}
