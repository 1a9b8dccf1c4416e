import { Type } from 'typebox'
import { roles } from '../roles.ts'
import { SessionBegun } from '../sessions/begun.ts'
import { SupportTeam } from '../sessions/team.ts'
import type { ApplianceOperation } from './appliance-operation.ts'
import { Empty } from './schemas.ts'

const closed = { additionalProperties: false } as const
const change = { kind: 'change', who: 'site-admin', duringMaintenance: false } as const
const teams = '/login > Configuration > Support Teams'

/** Support teams and sessions in progress, for the command API (API-03) and the pages alike. */
export const supportOperations = {
  'list-support-teams': {
    kind: 'read',
    who: 'site-admin',
    duringMaintenance: true,
    roles,
    title: 'List the support teams of the site',
    page: teams,
    input: Empty,
    output: Type.Object({ teams: Type.Array(SupportTeam) }),
  },
  'set-support-team': {
    ...change,
    title: 'Add a support team, or change one',
    page: teams,
    roles: ['none', 'primary'],
    input: SupportTeam,
    output: Empty,
  },
  'remove-support-team': {
    ...change,
    title: 'Remove a support team',
    page: teams,
    roles: ['none', 'primary'],
    input: Type.Object({ id: SupportTeam.properties.id }, closed),
    output: Empty,
  },
  'terminate-session': {
    ...change,
    title: 'End a session in progress; it is recorded as cut',
    page: 'Rep Console',
    roles: ['none', 'primary'],
    input: Type.Object({ lsid: SessionBegun.properties.lsid }, closed),
    output: Empty,
  },
} as const satisfies Record<string, ApplianceOperation>
