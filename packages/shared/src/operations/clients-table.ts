import { Type } from 'typebox'
import { clientGroups, PopulationCount } from '../clients/population.ts'
import {
  AcknowledgedSessions,
  CalledJumpClient,
  CheckedInByHand,
  CustomerWithKey,
  IntegrationsKilled,
  LoggedInAgain,
  Redeployed,
  SessionsPulled,
  WoundDown,
} from './clients-outputs.ts'
import type { CommandOf, Operation } from './operation.ts'
import { Empty } from './schemas.ts'

/**
 * Everything that can be asked of the population: what people at the clients' machines do by hand, and what
 * became of the clients. The lab channel's commands, the CLI's verbs (`do clients …`) and the runbook's
 * steps (`on: clients`) come from this table; nothing is described twice (WEB-06).
 */
export const clientsOperations = {
  'count-population': {
    title:
      'Count who is upgraded, late, stranded or waits for a hand; untried installers are tried',
    kind: 'change',
    input: Empty,
    output: PopulationCount,
  },
  redeploy: {
    title:
      "Install the clients of a group by hand again, in the site's version, where they need it",
    kind: 'change',
    input: Type.Object({ clients: Type.Enum(clientGroups) }, { additionalProperties: false }),
    output: Redeployed,
  },
  'remove-clients': {
    title:
      'Remove all client software on hosts that are on: consoles, Jump Clients, Jumpoints, Buttons, agents',
    kind: 'change',
    input: Empty,
    output: Redeployed,
  },
  'reinstall-clients': {
    title: "Install by hand, in the site's version, all client software that was removed",
    kind: 'change',
    input: Empty,
    output: Redeployed,
  },
  'log-in-again': {
    title:
      "Representatives log out and in again by the site's name, those with a session afterwards",
    kind: 'change',
    input: Empty,
    output: LoggedInAgain,
  },
  'check-in': {
    title: 'Passive Jump Clients whose hosts are on are made to check in by hand, within seconds',
    kind: 'change',
    input: Empty,
    output: CheckedInByHand,
  },
  'call-jump-client': {
    title:
      'A representative calls an installed Jump Client, a passive one if there is one: a short session',
    kind: 'change',
    input: Empty,
    output: CalledJumpClient,
  },
  'pull-sessions': {
    title:
      'Integrations pull session data now, those set by an address from that appliance’s if one is named',
    kind: 'change',
    input: Type.Object(
      {
        /** Those that are set by an address are set to that appliance's, and have to get something there. */
        setTo: Type.Optional(Type.String({ minLength: 1, maxLength: 31 })),
      },
      { additionalProperties: false },
    ),
    output: SessionsPulled,
  },
  'kill-integrations': {
    title:
      'Kill the integrations now or in their next report; they start again and go on from their databases',
    kind: 'change',
    input: Type.Object(
      {
        /** Before or after a batch of their next report is stored. Default: now, whatever they do. */
        inReport: Type.Optional(Type.Enum(['before-store', 'after-store'])),
        /** They start again after so long. Default: 5,000. */
        downMs: Type.Optional(Type.Integer({ minimum: 1, maximum: 3_600_000 })),
      },
      { additionalProperties: false },
    ),
    output: IntegrationsKilled,
  },
  'use-session-key': {
    title: 'A customer who was given a session key comes with it',
    kind: 'change',
    input: Type.Object(
      {
        /** Seven digits, or the 32 hexadecimal ones of the key's address. */
        key: Type.String({ pattern: '^([0-9]{7}|[0-9a-f]{32})$' }),
      },
      { additionalProperties: false },
    ),
    output: CustomerWithKey,
  },
  'probe-now': {
    title: 'Let the probes ask at once, and densely again where the site does not answer them',
    kind: 'change',
    input: Empty,
    output: Type.Null(),
  },
  'list-acknowledged': {
    title: 'List the sessions that were acknowledged to a client',
    kind: 'read',
    input: Empty,
    output: AcknowledgedSessions,
  },
  'start-clients': {
    title: 'Begin the working day; after a wind-down customers come again',
    kind: 'change',
    input: Empty,
    output: Type.Null(),
  },
  'wind-down-clients': {
    title: 'Let no more customers in, and wait until the sessions under way have ended',
    kind: 'change',
    input: Empty,
    output: WoundDown,
  },
} as const satisfies Record<string, Operation>

export type ClientsOperationName = keyof typeof clientsOperations

export const clientsOperationNames = Object.keys(
  clientsOperations,
) as readonly ClientsOperationName[]

export const isClientsOperation = (name: string): name is ClientsOperationName =>
  Object.hasOwn(clientsOperations, name)

export type ClientsCommand = CommandOf<typeof clientsOperations>
