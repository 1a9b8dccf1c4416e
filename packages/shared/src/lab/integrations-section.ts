import { type Static, Type } from 'typebox'
import { capabilitiesOf } from '../versions/capabilities.ts'
import { compareVersions } from '../versions/version.ts'

/** What a program's parser does about namespaces (G1: it has to set or ignore them). */
export const namespaceHabits = ['ignores', 'expects-none', 'expects-10.6'] as const
export type NamespaceHabit = (typeof namespaceHabits)[number]

/** A program that pulls session data by the reporting API (IC-01; G1's supplement on integrations). */
export const IntegrationSection = Type.Object(
  {
    /** The vendor's Integration Client, or a program of the customer's own. */
    kind: Type.Enum(['integration-client', 'own-program']),
    /** The site's name, or the address of the appliance that serves at first. Default: name. */
    setBy: Type.Optional(Type.Enum(['name', 'address'])),
    /** What its database keeps LSIDs in. Default: as the site's version at first asks for. */
    lsids: Type.Optional(Type.Enum(['integer', 'text'])),
    /** Default: ignores. */
    namespaces: Type.Optional(Type.Enum(namespaceHabits)),
    /** How often it pulls. Default: ten minutes. */
    pullEveryMs: Type.Optional(Type.Integer({ minimum: 1_000, maximum: 86_400_000 })),
    /** Over how many seconds each pull asks again for the ends of sessions that the last one has seen. Default: 600. */
    overlapSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400 })),
  },
  { additionalProperties: false },
)
export type IntegrationSection = Static<typeof IntegrationSection>

export interface IntegrationConfig {
  readonly name: string
  readonly kind: 'integration-client' | 'own-program'
  readonly setBy: 'name' | 'address'
  /** null = as the site's version at first asks for. */
  readonly lsids: 'integer' | 'text' | null
  readonly namespaces: NamespaceHabit
  readonly pullEveryMs: number
  readonly overlapSeconds: number
}

/** In the order of the lab file: integration-1, integration-2. */
export const resolveIntegrations = (
  sections: readonly IntegrationSection[],
): readonly IntegrationConfig[] =>
  sections.map(({ kind, setBy, lsids, namespaces, pullEveryMs, overlapSeconds }, i) => ({
    name: `integration-${i + 1}`,
    kind,
    setBy: setBy ?? 'name',
    lsids: lsids ?? null,
    namespaces: namespaces ?? 'ignores',
    pullEveryMs: pullEveryMs ?? 600_000,
    overlapSeconds: overlapSeconds ?? 600,
  }))

/** What a program that was set up for that version keeps LSIDs in. */
export const columnFor = (siteVersion: string): 'integer' | 'text' =>
  capabilitiesOf(siteVersion).lsid === 'integer' ? 'integer' : 'text'

/**
 * Why an integration that works with the one version does not with the other, a sentence each (G1): its column for LSIDs, and
 * its parser. Empty = it does.
 */
export function breaksOf(
  { lsids, namespaces }: Pick<IntegrationConfig, 'lsids' | 'namespaces'>,
  from: string,
  to: string,
): readonly string[] {
  const column = lsids ?? columnFor(from)
  const [before, after] = [namespaceEraOf(from), namespaceEraOf(to)]
  return [
    ...(column === 'integer' && columnFor(from) === 'integer' && columnFor(to) === 'text'
      ? [`its column for LSIDs is an integer, and Bomgar-${to} has 32 hexadecimal digits`]
      : []),
    ...(namespaces !== 'ignores' && before !== after && namespaces !== after
      ? [`its parser ${expectation[namespaces]}, and the reports of Bomgar-${to} have another one`]
      : []),
  ]
}

const expectation = {
  'expects-none': 'expects no namespace',
  'expects-10.6': 'expects the namespace of 10.6',
} as const

/** The habit that fits that version's reports; null = a later namespace, which no habit but to ignore it fits (P 3.14). */
function namespaceEraOf(siteVersion: string): NamespaceHabit | null {
  if (compareVersions(siteVersion, '10.6') < 0) return 'expects-none'
  return compareVersions(siteVersion, '15.1') < 0 ? 'expects-10.6' : null
}
