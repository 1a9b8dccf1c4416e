import { X509Certificate } from 'node:crypto'
import { createAuthority, issueCertificate, writeCertificateFile } from '@understudy/certificates'
import { filePath, filesPath } from '@understudy/shared'
import t from 'tap'
import { startDaemon } from '../../src/daemon.ts'
import { ask, invoke, tokenOf } from '../support/admin.ts'
import { standaloneConfig } from '../support/config.ts'

const passphrase = 'a passphrase that nobody guesses'

t.test(
  'CRT-01: certificates of a daemon are requested, imported, listed, assigned and exported',
  async (t) => {
    const dataDir = t.testdir()
    const config = standaloneConfig('a', dataDir)
    const start = () =>
      startDaemon(config, (error) => {
        throw error
      })
    let daemon = await start()
    t.teardown(() => daemon.close())
    const bearer = { authorization: `Bearer ${tokenOf(dataDir)}` }
    const does = async (operation: string, input: object = {}) =>
      (await invoke(daemon.port, dataDir, operation, input)) as unknown as {
        readonly ok: boolean
        readonly value: { readonly file: string; readonly warning: string }
        readonly refusal?: { readonly code: string }
      }
    const uploaded = async (bytes: Buffer): Promise<string> => {
      const headers = { ...bearer, 'content-type': 'application/octet-stream' }
      const answer = await ask(daemon.port, 'POST', filesPath, { headers, body: bytes })
      return JSON.parse(answer.body).value.file
    }
    const fetched = async (file: string | undefined): Promise<string> =>
      (await ask(daemon.port, 'GET', filePath(file ?? ''), { headers: bearer })).body

    t.match(await does('list-certificates'), {
      value: { certificates: [{ certificate: 'factory', warnings: ['self-signed'] }] },
    })
    const asked = await does('create-certificate-request', { names: [config.siteHostname] })
    t.match(await fetched(asked.value.file), /^-----BEGIN CERTIFICATE REQUEST-----/)

    const authority = createAuthority('An authority', new Date())
    const { keyPem, certificatePem } = issueCertificate(
      authority,
      [config.siteHostname],
      new Date(),
    )
    const parts = { keyPem, certificatePem, chainPem: '' }
    const form = { format: 'pkcs12', algorithms: 'new', passphrase } as const
    const file = await uploaded(writeCertificateFile(parts, form))
    t.match(await does('import-certificate', { file }), { refusal: { code: 'passphrase-needed' } })
    t.match(await does('import-certificate', { file, passphrase }), {
      value: { certificate: 'certificate-2', warnings: [] },
    })
    const address = '192.0.2.100'
    t.match(await does('assign-certificate', { certificate: 'certificate-2', address }), {
      ok: true,
    })

    await daemon.close()
    daemon = await start()
    t.match(await does('list-certificates'), {
      value: {
        certificates: [
          { certificate: 'factory' },
          { certificate: 'certificate-1', kind: 'request' },
          { certificate: 'certificate-2', addresses: [address] },
        ],
      },
    })
    const pem = { certificate: 'certificate-2', format: 'pem' }
    const open = await does('export-certificate', pem)
    t.match(open.value, { warning: /WITHOUT A PASSPHRASE/ })
    t.match(await fetched(open.value.file), keyPem)
    const sealed = await fetched(
      (await does('export-certificate', { ...pem, passphrase })).value.file,
    )
    t.match(sealed, /BEGIN ENCRYPTED PRIVATE KEY/)
    t.equal(
      new X509Certificate(sealed.slice(sealed.indexOf('-----BEGIN CERT'))).subject,
      `CN=${config.siteHostname}`,
    )
    t.notMatch(sealed, 'BEGIN PRIVATE KEY')

    t.match(await does('import-certificate', { file: await uploaded(Buffer.alloc(300_000)) }), {
      refusal: { code: 'certificate-unreadable' },
    })
  },
)
