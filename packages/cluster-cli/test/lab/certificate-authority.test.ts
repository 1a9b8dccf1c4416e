import { X509Certificate } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type LabConfig, resolveLab } from '@understudy/shared'
import t from 'tap'
import { certifyLab } from '../../src/lab/folder/certificate-authority.ts'
import { labFolderAt, makeLabFolder } from '../../src/lab/folder/lab-folder.ts'
import { LabError } from '../../src/lab/lab-error.ts'

const software = { base: '3.2.4', site: '11.1.0' }
const lab: LabConfig = resolveLab({
  name: 'small',
  appliances: {
    a: { hostname: 'a.example.com', address: '192.0.2.11', ...software },
    b: { hostname: 'b.example.com', address: '192.0.2.12', ...software },
  },
})
const isWindows = process.platform === 'win32'

t.test(
  'NET-08: a lab has an authority, whose certificates fit what leads to each appliance',
  async (t) => {
    const folder = labFolderAt(t.testdir())
    makeLabFolder(folder)
    await certifyLab(folder, lab)
    const authority = new X509Certificate(readFileSync(folder.caFile))
    t.equal(authority.subject, 'CN=Understudy lab small')
    for (const [name, address] of [
      ['a', '192.0.2.11'],
      ['b', '192.0.2.12'],
    ] as const) {
      const pem = readFileSync(join(folder.certificateFolder(name), 'certificate.pem'), 'utf8')
      const certificate = new X509Certificate(pem)
      t.ok(certificate.checkIssued(authority))
      t.ok(certificate.verify(authority.publicKey))
      for (const host of ['support.example.com', `${name}.example.com`, 'localhost'])
        t.ok(certificate.checkHost(host), host)
      const twin = `2001:db8::c000:20${address.endsWith('11') ? 'b' : 'c'}`
      for (const one of [address, twin, '192.0.2.100', '127.0.0.1', '::1'])
        t.ok(certificate.checkIP(one), one)
    }
    const other = new X509Certificate(
      readFileSync(join(folder.certificateFolder('a'), 'certificate.pem')),
    )
    t.notOk(other.checkHost('b.example.com'), 'one is not valid for the other')
    t.notOk(other.checkIP('192.0.2.12'))
  },
)

t.test('SEC-01: the keys of a lab are for its user alone', { skip: isWindows }, async (t) => {
  const root = t.testdir()
  const folder = labFolderAt(root)
  makeLabFolder(folder)
  await certifyLab(folder, lab)
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) =>
    join(root, name),
  )
  const keys = files.filter(
    (file) => statSync(file).isFile() && readFileSync(file, 'utf8').includes('PRIVATE KEY'),
  )
  t.equal(keys.length, 3, 'of the authority, A and B')
  for (const file of keys) t.equal(statSync(file).mode & 0o777, 0o600, file)
})

t.test('LAB-01: what a lab was certified with stays while it fits', async (t) => {
  const folder = labFolderAt(t.testdir())
  makeLabFolder(folder)
  const certificateFile = join(folder.certificateFolder('a'), 'certificate.pem')
  const read = (): readonly string[] =>
    [folder.caFile, certificateFile].map((file) => readFileSync(file, 'utf8'))
  await certifyLab(folder, lab)
  const first = read()
  await certifyLab(folder, lab)
  t.same(read(), first, 'nothing is made anew')

  const network = { ...lab.network, siteHostname: 'help.example.com' }
  await certifyLab(folder, { ...lab, network })
  const [ca, certificate = ''] = read()
  t.equal(ca, first[0], 'the authority stays')
  t.ok(new X509Certificate(certificate).checkHost('help.example.com'), 'another name: another one')

  writeFileSync(certificateFile, 'damaged')
  await certifyLab(folder, lab)
  t.ok(new X509Certificate(read()[1] ?? '').checkHost('support.example.com'), 'a damaged one, too')

  writeFileSync(folder.caKeyFile, readFileSync(join(folder.certificateFolder('a'), 'key.pem')))
  await t.rejects(
    certifyLab(folder, lab),
    new LabError(
      `cannot make the lab's certificates: ${folder.caKeyFile} is not the key of ${folder.caFile}`,
    ),
  )
})

t.test(
  'CRT-01: a lab that is kept for long gets new certificates, and at last a new authority',
  async (t) => {
    const folder = labFolderAt(t.testdir())
    makeLabFolder(folder)
    const certificateFile = join(folder.certificateFolder('a'), 'certificate.pem')
    const startMs = Date.UTC(2026, 10, 27)
    const after = async (days: number): Promise<readonly [string, string]> => {
      await certifyLab(folder, lab, new Date(startMs + days * 86_400_000))
      return [readFileSync(folder.caFile, 'utf8'), readFileSync(certificateFile, 'utf8')]
    }
    const [authority, first] = await after(0)
    t.same(await after(336), [authority, first], 'two months before its end it is still the same')
    const [kept, second] = await after(338)
    t.equal(kept, authority)
    t.not(second, first)
    t.equal(new X509Certificate(second).validTo, 'Nov 30 23:59:59 2028 GMT')
    const [other, last] = await after(3_650)
    t.not(other, authority, 'it would have ended before what it issued')
    t.ok(new X509Certificate(last).verify(new X509Certificate(other).publicKey))
  },
)
