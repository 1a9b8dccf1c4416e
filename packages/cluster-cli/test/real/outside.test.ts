import { execFile } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { joinLab, type LabChannel } from '@understudy/lab-channel'
import type { OperationName } from '@understudy/shared'
import t from 'tap'
import { AdminApi } from '../../src/appliances/admin-api.ts'
import { applianceAccesses } from '../../src/appliances/appliance-access.ts'
import { labFolderAt, tokenOf } from '../../src/lab/folder/lab-folder.ts'
import { LabHost } from '../../src/lab/processes/lab-host.ts'
import { whyNot } from '../support/programs.ts'
import { stageLab } from '../support/stage.ts'

const noCurl = whyNot('curl', ['--version'])
const chromium = 'chromium'
const noChromium = whyNot(chromium, ['--version'])

interface Ran {
  readonly code: number
  readonly out: string
}

/** Runs a program to its end; one that takes a minute is stopped. */
const run = (program: string, args: readonly string[]): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(program, [...args], { timeout: 60_000, killSignal: 'SIGKILL' }, (error, stdout) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), out: stdout }),
    )
  })

/** A lab whose swing is by DNS; the site's record may not be cached. Office 2 keeps what it knows. */
const lab = {
  ...stageLab({
    clients: { representatives: 0 },
    network: {
      swing: 'dns',
      dns: { ttlSeconds: 0 },
      offices: [{ resolver: 'honour' }, { resolver: 'ignore' }],
    },
  }),
  clock: 'realtime',
} as const

t.test('programs from outside', { skip: noCurl }, async (t) => {
  const folder = labFolderAt(mkdtempSync(join(tmpdir(), 'understudy-outside-')))
  const host = new LabHost(folder, { lab, seed: 'outside', participants: [] })
  t.teardown(async () => {
    await host.stop()
    host.remove()
  })
  await host.startNetwork()
  await host.startMembers()
  const channel: LabChannel = await joinLab({
    hubPort: host.hubPort,
    token: tokenOf(folder),
    name: 'tester',
    kind: 'observer',
  })
  t.teardown(() => channel.close())
  const { socks, http, challenge } = host.doors.ports
  const site = 'https://support.example.com/'
  const curl = (proxy: string, url: string, ...more: readonly string[]): Promise<Ran> =>
    run('curl', ['-sS', '-i', '--max-time', '30', '--proxy', proxy, ...more, url])
  const trusting = ['--cacert', folder.caFile]
  const bySocks = (user = ''): string => `socks5h://${user}127.0.0.1:${socks}`
  const byHttp = (user = ''): string => `http://${user}127.0.0.1:${http}`
  /** Which appliance answers at that URL. */
  const answers = async (proxy: string, url = site): Promise<string> => {
    const { code, out } = await curl(proxy, url, ...trusting)
    return /^x-understudy-appliance: (.*?)\r?$/im.exec(out)?.[1] ?? `exit code ${code}`
  }

  await t.test(
    'NET-08: curl reaches the site by SOCKS and by CONNECT, and verifies it',
    async (t) => {
      for (const proxy of [bySocks(), byHttp(), bySocks('office-1:any@'), byHttp('office-1:@')]) {
        t.equal(await answers(proxy), 'a', proxy)
        t.equal((await curl(proxy, site)).code, 60, 'without the authority it does not verify')
      }
    },
  )

  await t.test(
    'NET-14: a program that names its user only when asked enters as that',
    async (t) => {
      const asking = `http://office-1:any@127.0.0.1:${challenge}`
      const { code, out } = await curl(asking, site, ...trusting, '--proxy-anyauth')
      t.equal(code, 0)
      t.match(out, /^HTTP.1.1 407 .*HTTP.1.1 200 Connection established/s)
      t.equal((await curl(`http://127.0.0.1:${challenge}`, site, ...trusting)).code, 56)
    },
  )

  await t.test('NET-08: IPv4 and IPv6 forms of an address reach its appliance', async (t) => {
    for (const proxy of [bySocks(), byHttp()]) {
      t.equal(await answers(proxy, 'https://192.0.2.11/'), 'b', proxy)
      t.equal(await answers(proxy, 'https://[2001:db8::c000:20b]/'), 'b', proxy)
    }
  })

  await t.test('NET-08: what is not there is told apart', async (t) => {
    const [socksCode, httpCode] = [97, 56]
    for (const url of ['https://nobody.example.com/', 'https://a.example.com:22/']) {
      t.equal((await curl(bySocks(), url)).code, socksCode, url)
      t.equal((await curl(byHttp(), url)).code, httpCode, url)
    }
    t.equal((await curl(bySocks('office-3:@'), site)).code, socksCode, 'no such office')
    t.match((await curl(byHttp('office-3:@'), site)).out, /^HTTP\/1.1 407 /)
    t.match((await curl(byHttp(), 'http://support.example.com/')).out, /^HTTP\/1.1 405 .*TLS only/s)
  })

  await t.test('NET-08: a browser shows the portal', { skip: noChromium }, async (t) => {
    const spki = new X509Certificate(readFileSync(folder.caFile)).publicKey.export({
      type: 'spki',
      format: 'der',
    })
    const { createHash } = await import('node:crypto')
    const picture = join(folder.path, 'portal.png')
    const { code, out } = await run(chromium, [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
      `--user-data-dir=${join(folder.path, 'browser')}`,
      `--proxy-server=socks5://127.0.0.1:${socks}`,
      // The same as to import the lab's authority: only what it has signed is trusted besides.
      `--ignore-certificate-errors-spki-list=${createHash('sha256').update(spki).digest('base64')}`,
      ...['--window-size=800,600', `--screenshot=${picture}`, '--dump-dom', site],
    ])
    t.equal(code, 0)
    t.match(out, 'support.example.com')
    t.ok(existsSync(picture))
    t.equal(readFileSync(picture).subarray(1, 4).toString(), 'PNG')
  })

  await t.test(
    'CRT-01, CRT-02: new connections are shown the certificate of their address at once, and curl refuses a wrong one',
    async (t) => {
      const [access] = applianceAccesses(folder, lab, (name) => host.portOf(name))
      if (access === undefined) return t.fail('there is an appliance')
      const api = new AdminApi(access)
      t.teardown(() => api.close())
      const does = async (operation: OperationName, input: object) => {
        const answer = await api.call(operation, input, AbortSignal.timeout(30_000))
        t.match(answer, { ok: true }, operation)
      }
      const assign = (certificate: string, address: string) =>
        does('assign-certificate', { certificate, address })
      await does('create-self-signed-certificate', { names: ['other.example.com'] })
      await assign('certificate-1', '192.0.2.10')
      t.equal(await answers(bySocks()), 'exit code 60', 'the site leads to that address')
      t.equal(await answers(bySocks(), 'https://192.0.2.11/'), 'b', 'another box is as it was')
      await assign('factory', '192.0.2.10')
      t.equal(await answers(bySocks()), 'a')
    },
  )

  await t.test(
    'NET-04: after a DNS swing an office goes where its own resolver leads',
    async (t) => {
      t.equal(await answers(bySocks('office-2:@')), 'a', 'it asks, and remembers')
      const swung = await channel.command('network', {
        kind: 'set-record',
        input: { name: 'support.example.com', address: '192.0.2.11' },
      })
      t.ok(swung.ok)
      t.equal(await answers(bySocks()), 'b')
      t.equal(await answers(byHttp('office-1:@')), 'b')
      t.equal(await answers(bySocks('office-2:@')), 'a', 'office 2 ignores the TTL')
      t.equal(await answers(byHttp('office-2:@')), 'a')
    },
  )
})
