import { nodeSigning } from '@understudy/certificates/signing'
import {
  type DownloadKeyClaims,
  downloadKeyMs,
  downloadKeyOf,
  sealQuestion,
  type UpdateQuestion,
} from '@understudy/shared'
import { UpdateServer } from '@understudy/update-model'

export const nowMs = 1_351_980_000_000
export const secretOf = (name: string): Uint8Array => new Uint8Array(32).fill(name.charCodeAt(0))
export const guidOf = (name: string): string => name.charCodeAt(0).toString(16).repeat(16)

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** Packages are ready up to Base 3.3.2 and Bomgar-12.2.0. */
export const server = (): UpdateServer =>
  new UpdateServer(
    {
      primaryHostname: 'support.example.com',
      licences: 15,
      rollout: { base: '3.3.2', site: '12.2.0' },
      packageBytes: 300,
      appliances: ['a', 'b'].map((name) => ({ name, secret: hex(secretOf(name)) })),
      vendorPrivateKey: '07'.repeat(32),
    },
    nodeSigning,
  )

export const question = (
  changes: Partial<UpdateQuestion> = {},
  secret: Uint8Array = secretOf('a'),
) =>
  sealQuestion(
    {
      ask: 'check',
      package: '',
      appliance: 'a',
      guid: guidOf('a'),
      base: '3.2.4',
      site: '11.1.0',
      atMs: nowMs,
      ...changes,
    },
    nodeSigning,
    secret,
  )

export const key = (
  changes: Partial<DownloadKeyClaims> = {},
  secret: Uint8Array = secretOf('a'),
): string =>
  downloadKeyOf(
    {
      appliance: 'a',
      guid: guidOf('a'),
      base: '3.3.2',
      site: '11.1.0',
      issuedAtMs: nowMs,
      expiresAtMs: (changes.issuedAtMs ?? nowMs) + downloadKeyMs,
      ...changes,
    },
    nodeSigning,
    secret,
  )
