import type { ApplianceName, InstalledSoftware, LabConfig } from '@understudy/shared'

/** What `${...}` stands for in `with` and `is`, by name. */
export type Placeholders = Readonly<Record<string, string | number>>

/** A sample of every placeholder, of the type it will have: a runbook is checked before there is a lab. */
export const samplePlaceholders = {
  'target.base': '3.3.2',
  'target.site': '12.2.0',
  'before.base': '3.2.4',
  'before.site': '11.1.0',
  'network.siteHostname': 'support.example.com',
  'network.sharedAddress': '192.0.2.100',
  'network.tlsPort': 443,
  'network.swing': 'shared-ip',
  'network.publicAddress': '203.0.113.80',
  'warned.session-gap': 0,
} as const satisfies Placeholders

const applianceSamples = { hostname: 'a.example.com', address: '192.0.2.1' } as const

/** The samples, plus those of the appliances the runbook names: `a.hostname`, `a.address`. */
export const samplesWith = (appliances: readonly ApplianceName[]): Placeholders => ({
  ...samplePlaceholders,
  ...Object.fromEntries(
    appliances.flatMap((name) =>
      Object.entries(applianceSamples).map(([field, sample]) => [`${name}.${field}`, sample]),
    ),
  ),
})

/**
 * The placeholders of a lab, before any warning; `before` = what the serving appliance had installed when the lab was
 * ready, undefined if it did not say.
 */
export function placeholdersOf(
  lab: LabConfig,
  before: InstalledSoftware | undefined,
): Placeholders {
  const { network, target, software, start } = lab
  const installed = before ?? software[start.serves]
  return {
    'target.base': target.base,
    'target.site': target.site,
    'before.base': installed?.base ?? '',
    'before.site': installed?.site ?? '',
    'network.siteHostname': network.siteHostname,
    'network.sharedAddress': network.sharedAddress,
    'network.tlsPort': network.tlsPort,
    'network.swing': network.swing,
    'network.publicAddress': network.publicAddress,
    ...Object.fromEntries(
      network.appliances.flatMap(({ name, hostname, address }) => [
        [`${name}.hostname`, hostname],
        [`${name}.address`, address],
      ]),
    ),
    'warned.session-gap': 0,
  } satisfies Record<keyof typeof samplePlaceholders, string | number>
}

const pattern = /\$\{([^}]*)\}/g

/**
 * The value with every `${name}` in its texts filled in. A text that is nothing but one placeholder takes its type: a
 * port stays a number. Unknown names stay as they are.
 */
export function fillIn(value: unknown, placeholders: Placeholders): unknown {
  if (typeof value === 'string') return fillInText(value, placeholders)
  if (Array.isArray(value)) return value.map((item) => fillIn(item, placeholders))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, fillIn(item, placeholders)]),
  )
}

function fillInText(text: string, placeholders: Placeholders): string | number {
  const known = (name: string) =>
    Object.hasOwn(placeholders, name) ? placeholders[name] : undefined
  const [, only] = /^\$\{([^}]*)\}$/.exec(text) ?? []
  const whole = only === undefined ? undefined : known(only)
  if (whole !== undefined) return whole
  return text.replaceAll(pattern, (found, name: string) => String(known(name) ?? found))
}

/** Every placeholder in the value, with the JSON Pointer of the text that holds it. */
export function placeholdersIn(
  value: unknown,
  path = '',
): readonly { readonly path: string; readonly name: string }[] {
  if (typeof value === 'string')
    return [...value.matchAll(pattern)].map(([, name]) => ({ path, name: name ?? '' }))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => placeholdersIn(item, `${path}/${key}`))
}
