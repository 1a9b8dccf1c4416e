import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { DnsServer } from '../../src/dns/dns-server.ts'
import { tsigKeyOfLab } from '../../src/dns/tsig/tsig-key.ts'
import { testZone } from './support/lab-zone.ts'
import { silent } from './support/sockets.ts'

const isMissing = (program: string) => spawnSync(program, ['-v']).error !== undefined
const skip =
  isMissing('dig') || isMissing('nsupdate')
    ? 'dig and nsupdate are not installed (package bind9-dnsutils)'
    : false

async function startServer(t: Test) {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-dns-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const keyFile = join(folder, 'nsupdate.key')
  const zone = testZone()
  const update = zone.apply.bind(zone)
  const server = new DnsServer({ zone, update, key: tsigKeyOfLab(keyFile), log: silent })
  const port = String(await server.start(0))
  t.teardown(() => server.stop())
  const dig = async (...options: string[]) =>
    (await run('dig', ['@127.0.0.1', '-p', port, '+tries=1', '+time=5', ...options])).output
  const nsupdate = (lines: readonly string[], ...options: string[]) =>
    run(
      'nsupdate',
      ['-t', '5', ...options],
      [`server 127.0.0.1 ${port}`, ...lines, 'send', ''].join('\n'),
    )
  return { keyFile, zone, dig, nsupdate }
}

/** What the program said, and its exit code. */
function run(program: string, args: readonly string[], input = '') {
  return new Promise<{ output: string; code: number }>((resolve) => {
    const child = execFile(program, args, { timeout: 20_000 }, (error, stdout, stderr) =>
      resolve({ output: stdout + stderr, code: error === null ? 0 : Number(error.code ?? -1) }),
    )
    child.stdin?.end(input)
  })
}

const swing = [
  'zone example.com',
  'prereq yxrrset support.example.com A 192.0.2.1',
  'update delete support.example.com A',
  'update add support.example.com 60 A 192.0.2.2',
]

t.test('NET-04: dig sees the swing that nsupdate makes', { skip }, async (t) => {
  const { keyFile, dig, nsupdate } = await startServer(t)
  t.equal(await dig('support.example.com', '+short'), '192.0.2.1\n')
  t.match(
    await dig('support.example.com'),
    /status: NOERROR.*\n.*flags: qr aa rd;[\s\S]*\t300\tIN\tA\t192\.0\.2\.1\n/,
  )
  t.same(await nsupdate(swing, '-k', keyFile), { output: '', code: 0 })
  t.equal(await dig('support.example.com', '+short'), '192.0.2.2\n')
  t.match(await dig('support.example.com', '+tcp'), /\t60\tIN\tA\t192\.0\.2\.2\n[\s\S]*\(TCP\)/)
  t.match(
    await dig('example.com', 'SOA', '+short'),
    /^ns\.example\.com\. hostmaster\.example\.com\. 2 /,
  )
  const again = await nsupdate(swing, '-k', keyFile)
  t.match(again, { code: 2, output: /update failed: NXRRSET/ }, 'the prerequisite is no longer met')
})

t.test('NET-04: nsupdate finds the zone by itself, by TCP too', { skip }, async (t) => {
  const { keyFile, zone, nsupdate } = await startServer(t)
  const add = ['update add fresh.example.com 60 AAAA 2001:db8::1']
  t.same(await nsupdate(add, '-v', '-k', keyFile), { output: '', code: 0 })
  t.match(zone.find('fresh.example.com', 'AAAA'), { records: [{ address: '2001:db8::1' }] })
})

t.test('NET-04: nsupdate without the key changes nothing and is told why', { skip }, async (t) => {
  const { keyFile, zone, nsupdate } = await startServer(t)
  t.match(await nsupdate(swing), { code: 2, output: /update failed: REFUSED/ })
  const text = readFileSync(keyFile, 'utf8')
  const other = `${keyFile}.other`
  for (const [wrong, expected] of [
    [text.replace(/secret ".{4}/, 'secret "AAAA'), /NOTAUTH\(BADSIG\)/],
    [text.replace('understudy-lab', 'another-lab'), /NOTAUTH\(BADKEY\)/],
  ] as const) {
    writeFileSync(other, wrong)
    t.match(await nsupdate(swing, '-k', other), { code: 2, output: expected })
  }
  t.equal(zone.serial, 1)
})

t.test('NET-04: dig is answered as by other name servers', { skip }, async (t) => {
  const { keyFile, dig } = await startServer(t)
  const soa = /AUTHORITY SECTION:\nexample\.com\.\t+60\tIN\tSOA\tns\.example\.com\./
  t.match(await dig('nope.example.com'), /status: NXDOMAIN/)
  t.match(await dig('nope.example.com'), soa)
  t.match(await dig('support.example.com', 'AAAA'), /status: NOERROR[\s\S]*ANSWER: 0, AUTHORITY: 1/)
  t.match(await dig('support.example.com', 'AAAA'), soa)
  t.equal(await dig('b.example.com', 'AAAA', '+short'), '2001:db8::c000:202\n')
  t.equal(await dig('example.com', 'NS', '+short'), 'ns.example.com.\n')
  t.match(await dig('support.example.com', 'ANY'), /IN\s+A\s+192/)
  t.match(await dig('www.example.org'), /status: REFUSED/)
  t.match(await dig('CH', 'TXT', 'version.bind'), /status: REFUSED/)
  t.match(await dig('support.example.com', '+edns=1', '+noednsnegotiation'), /status: BADVERS/)
  t.match(await dig('support.example.com', '+opcode=status'), /status: NOTIMP/)
  t.match(await dig('support.example.com', '+dnssec'), /EDNS: version: 0, flags: do; udp: 1232/)
  t.notMatch(await dig('support.example.com', '+noedns'), /OPT PSEUDOSECTION/)
  t.match(await dig('SuPPort.example.com'), /\nSuPPort\.example\.com\.\t/)
  t.match(await dig('-k', keyFile, 'support.example.com'), /TSIG\thmac-sha256\..*NOERROR 0/)
  t.match(await dig('example.com', 'AXFR'), /Transfer failed/)
})

t.test('NET-04: dig gets by TCP what UDP cannot carry', { skip }, async (t) => {
  const { zone, dig } = await startServer(t)
  const record = (i: number) =>
    ({ name: 'many-addresses.example.com', type: 'A', address: `192.0.2.${i}`, ttlMs: 0 }) as const
  zone.apply(Array.from({ length: 16 }, (_, i) => ({ kind: 'add', record: record(i) })))
  t.match(await dig('many-addresses.example.com', '+noedns', '+ignore'), /flags: qr aa tc rd;/)
  const whole = await dig('many-addresses.example.com', '+noedns')
  t.match(whole, /Truncated, retrying in TCP mode[\s\S]*ANSWER: 16,/)
  t.match(
    await dig('many-addresses.example.com'),
    /flags: qr aa rd;[\s\S]*ANSWER: 16,[\s\S]*\(UDP\)/,
  )
})
