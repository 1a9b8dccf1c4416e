import { Type } from 'typebox'
import { roles } from '../roles.ts'
import { Attributes } from '../sessions/attributes.ts'
import { SessionBegun } from '../sessions/begun.ts'
import { QueueName, repStatuses } from '../sessions/queue.ts'
import { SessionKeyTerms, sessionKeyTtlSMax } from '../sessions/session-key.ts'
import { SupportTeam } from '../sessions/team.ts'
import type { ApplianceOperation } from './appliance-operation.ts'
import { Empty } from './schemas.ts'

const closed = { additionalProperties: false } as const
const change = { kind: 'change', who: 'site-admin', duringMaintenance: false } as const
const teams = '/login > Configuration > Support Teams'
const sessions = { ...change, page: 'Rep Console', roles: ['none', 'primary'] } as const
const { lsid, representative } = SessionBegun.properties

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
    input: Type.Object({ lsid }, closed),
    output: Empty,
  },
  'generate-session-key': {
    ...sessions,
    title: 'Make a session key: whoever shows it is let into that queue, once',
    input: Type.Object(
      {
        ...SessionKeyTerms.properties,
        ttlS: Type.Optional(Type.Integer({ minimum: 1, maximum: sessionKeyTtlSMax })),
      },
      closed,
    ),
    output: Type.Object({
      shortKey: Type.String(),
      key: Type.String(),
      expiresAtMs: Type.Number(),
      /** Whether anybody who could take it is logged in. */
      available: Type.Boolean(),
    }),
  },
  'set-session-attributes': {
    ...sessions,
    title: 'Set custom attributes of a session in progress; others stay as they are',
    input: Type.Object({ lsid, attributes: Attributes }, closed),
    output: Empty,
  },
  'join-session': {
    ...sessions,
    title: 'A representative who is free joins a session in progress',
    input: Type.Object({ lsid, representative }, closed),
    output: Empty,
  },
  'leave-session': {
    ...sessions,
    title: 'A representative leaves a session in progress, which goes on with the others',
    input: Type.Object({ lsid, representative }, closed),
    output: Empty,
  },
  'transfer-session': {
    ...sessions,
    title: 'Hand a session in progress to a free representative of that queue',
    input: Type.Object({ lsid, queue: QueueName }, closed),
    output: Type.Object({ representative }),
  },
  'set-representative-status': {
    ...sessions,
    title: 'Say whether a representative who is logged in takes new sessions',
    input: Type.Object({ representative, status: Type.Enum(repStatuses) }, closed),
    output: Empty,
  },
  'log-out-representative': {
    ...sessions,
    title: 'Log a representative out; their session goes on with others, or is cut',
    input: Type.Object({ representative }, closed),
    output: Empty,
  },
} as const satisfies Record<string, ApplianceOperation>
