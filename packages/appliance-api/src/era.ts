import { compareVersions, findVersion } from '@understudy/shared'

/** What the APIs of one site version do differently (API-01, API-03). */
export interface Era {
  readonly siteVersion: string
  readonly apiVersion: string
  /** undefined: XML without a namespace, as before API 1.5.0. */
  readonly namespaces: { readonly command?: string; readonly reporting?: string }
  /** Whether sessions have an LSEQ besides their LSID. */
  readonly hasLseq: boolean
  /** Whether representatives have a public and a private display name. */
  readonly hasDisplayNames: boolean
  /** Whether `get_api_info` names the company. */
  readonly namesCompany: boolean
}

/**
 * From which API version on which namespace. The first two lines are the guide's (G1); 1.19.0 was recorded with the
 * third, newer ones with the last (P 3.14); where exactly they changed is not known, so the versions are ours.
 */
const namespaceEras: readonly (readonly [
  since: string,
  command: string | undefined,
  reporting: string | undefined,
])[] = [
  ['0', undefined, undefined],
  [
    '1.5.0',
    'http://www.networkstreaming.com/namespaces/API',
    'http://www.networkstreaming.com/namespaces/API',
  ],
  [
    '1.13.0',
    'http://www.bomgar.com/namespaces/API/command',
    'http://www.bomgar.com/namespaces/API/reporting',
  ],
  [
    '1.21.0',
    'https://www.beyondtrust.com/namespaces/API/command',
    'https://www.beyondtrust.com/namespaces/API/reporting',
  ],
]

/** The era of a site version of the catalogue. */
export function eraOf(siteVersion: string): Era {
  const apiVersion = findVersion('site', siteVersion)?.apiVersion ?? '1.0.0'
  const since = (version: string): boolean => compareVersions(apiVersion, version) >= 0
  const [, command, reporting] = namespaceEras.findLast(([version]) => since(version)) ?? []
  return {
    siteVersion,
    apiVersion,
    namespaces: {
      ...(command === undefined ? {} : { command }),
      ...(reporting === undefined ? {} : { reporting }),
    },
    hasLseq: since('1.5.0'),
    hasDisplayNames: since('1.10.0'),
    namesCompany: !since('1.24.1'),
  }
}
