import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { LabRecord } from '../../src/lab/folder/lab-record.ts'
import { commandLine } from '../support/command-line.ts'
import { smallLab } from '../support/lab-file.ts'
import { allGone } from '../support/processes.ts'
import { misplacedIn, processList, type Secrets, shownIn } from '../support/secret-places.ts'

const folder = t.testdir({
  'lab.yaml': smallLab,
  'right.txt': 'a passphrase that nobody guesses\n',
  'wrong.txt': 'another passphrase\n',
})
const understudy = (line: string) => commandLine(folder, line.split(' '))
const pathIn = (lab: string, name: string): string => join(folder, '.understudy', 'labs', lab, name)
const recordOf = (lab: string): LabRecord =>
  JSON.parse(readFileSync(pathIn(lab, 'lab.json'), 'utf8')) as LabRecord
const pidsOf = ({ pid, processes }: LabRecord): readonly number[] => [
  pid,
  ...Object.values(processes).map((process) => process.pid),
]

t.test('LAB-01: a lab goes up and answers', async (t) => {
  t.equal((await understudy('up --lab lab.yaml')).code, 0)
  t.equal(statSync(pathIn('small', 'token')).mode & 0o777, 0o600)

  const status = await understudy('status')
  t.equal(status.code, 0)
  t.match(status.out, /^ {2}role +primary, epoch 1, serving$/m)
  t.match(status.out, /^ {2}sync +idle, last success/m)

  const again = await understudy('up --lab lab.yaml')
  t.equal(again.code, 1)
  t.match(again.err, 'the lab small is already running')

  t.equal((await understudy('do a set-setting --key greeting --value Olá')).code, 0)
  const refused = await understudy('do b set-setting --key greeting --value x')
  t.equal(refused.code, 1)
  t.match(
    refused.err,
    /^refused \(wrong-role\): set-setting needs the role none or primary; b is backup\.$/m,
  )
})

t.test(
  'BAK-01: files go to and from an appliance by --to and --from, with a passphrase from a file',
  async (t) => {
    const secret = '--passphrase-file right.txt'
    const made = await understudy(`do a download-backup --logged-history true ${secret} --to a.nsb`)
    t.match(made, { code: 0, out: /"encrypted": true/ })
    t.match(readFileSync(join(folder, 'a.nsb'), 'latin1'), /^understudy-backup 2\n/)
    t.equal((await understudy('do a set-setting --key greeting --value Hello')).code, 0)
    const refusals = {
      '': 'passphrase-needed',
      ' --passphrase-file wrong.txt': 'wrong-passphrase',
    }
    for (const [word, code] of Object.entries(refusals))
      t.match(await understudy(`do a upload-backup --from a.nsb${word}`), {
        code: 1,
        err: new RegExp(code),
      })
    t.match((await understudy('do a list-settings')).out, 'Hello')
    t.equal((await understudy(`do a upload-backup --from a.nsb ${secret}`)).code, 0)
    t.match((await understudy('do a list-settings')).out, 'Olá')
    t.equal((await understudy('do a upload-backup --from nothing.nsb')).code, 3)
    t.match(await understudy('do a upload-backup --passphrase x --from a.nsb'), {
      code: 3,
      err: /--passphrase-file/,
    })
  },
)

t.test('IC-01: the Integration Client pulls a running lab through its door', async (t) => {
  writeFileSync(join(folder, 'first.txt'), 'Faro-1-almond-tree')
  writeFileSync(join(folder, 'ic.txt'), 'Evora-2-olive-tree')
  const permissions = '--permissions ["use-command-api","use-reporting-api"]'
  const account = '--interface login --username ic --password-file first.txt'
  t.equal((await understudy(`do a add-user ${account} ${permissions}`)).code, 0)
  const changed = await understudy(`do a change-password ${account} --new-password-file ic.txt`)
  t.equal(changed.code, 0)
  const pull = 'integration-client --user ic --password-file ic.txt --once --json'
  const first = await understudy(pull)
  t.match(first, { code: 0, err: '' })
  const round = JSON.parse(first.out) as { added: number; seen: number }
  t.ok(round.added >= 100 && round.added === round.seen, 'all that the site has')
  t.notMatch(first.out, 'olive-tree')
})

t.test('CRT-01: a certificate goes from one box to the other by the command line', async (t) => {
  const secret = '--passphrase-file right.txt'
  const file = `export-certificate --certificate factory ${secret} --to a.p12`
  t.equal((await understudy(`do a ${file}`)).code, 0)
  t.match(await understudy(`do b import-certificate --from a.p12 ${secret}`), {
    code: 0,
    out: /certificate-1/,
  })
  t.match(await understudy('do b list-certificates'), { code: 0, out: /a\.example\.com/ })
})

t.test(
  'SEC-01: no secret of the lab is in an output, a log, the process list, a clear backup or where it does not belong',
  async (t) => {
    const lab = join(folder, '.understudy', 'labs', 'small')
    const planted = {
      'psk.txt': 'The-planted-pre-shared-key-of-Lisbon-4711',
      'login.txt': 'The-planted-password-of-ana-4712',
      'box.txt': 'The-planted-password-of-eva-4713',
      'mistyped.txt': 'The-planted-mistyped-password-4714',
      'pass.txt': 'The-planted-passphrase-of-the-file-4715',
    } as const
    for (const [file, text] of Object.entries(planted)) writeFileSync(join(folder, file), text)
    const shown: string[] = []
    const says = async (line: string): Promise<string> => {
      const { out, err } = await understudy(line)
      shown.push(out, err)
      return out
    }
    await says('do a set-pre-shared-key --key-file psk.txt')
    await says('do b set-pre-shared-key --key-file psk.txt')
    await says('do a add-user --interface login --username ana --password-file login.txt')
    await says('do a add-user --interface appliance --username eva --password-file box.txt')
    await says('do a log-in --interface login --username ana --password-file mistyped.txt')
    const log = await understudy(
      'do a log-in --interface login --username ana --password-file login.txt',
    )
    t.equal(log.code, 0)
    await says('do a download-backup --logged-history true --to clear.nsb')
    await says('do a download-backup --passphrase-file pass.txt --to sealed.nsb')
    await says('do a upload-backup --passphrase-file mistyped.txt --from sealed.nsb')
    await says('do a upload-backup --passphrase-file pass.txt --from sealed.nsb')
    await says('do a create-certificate-request --input {"names":["x.example.com"]} --to x.csr')
    await says(
      'do a export-certificate --certificate factory --passphrase-file pass.txt --to a.p12',
    )
    const api = await understudy('do a add-api-account --input {"name":"ic","permissions":[]}')
    const { clientSecret } = JSON.parse(api.out) as { clientSecret: string }
    for (const line of [
      'status',
      'logs',
      'doors',
      'do a status-history',
      'do a list-users --interface login',
    ])
      await says(line)
    for (const line of ['list-settings', 'list-api-accounts', 'list-certificates', 'status'])
      await says(`do a ${line}`)

    const fileOf = (...path: string[]): string => readFileSync(join(lab, ...path), 'utf8').trim()
    const keyLineOf = (...path: string[]): string => fileOf(...path).split('\n')[1] ?? ''
    const secrets: Secrets = {
      'the pre-shared key': { text: planted['psk.txt'], allowed: /^data\/[ab]\/appliance\.db/ },
      'a password of /login': { text: planted['login.txt'] },
      'a password of /appliance': { text: planted['box.txt'] },
      'a mistyped password': { text: planted['mistyped.txt'] },
      'a passphrase': { text: planted['pass.txt'] },
      'the passphrase of before': { text: 'a passphrase that nobody guesses' },
      'the secret of an API account': { text: clientSecret },
      'the token of A': {
        text: fileOf('data', 'a', 'admin-token'),
        allowed: /^data\/a\/admin-token$/,
      },
      "the lab's token": { text: fileOf('token'), allowed: /^token$/ },
      "the authority's key": { text: keyLineOf('ca-key.pem'), allowed: /^ca-key\.pem$/ },
      "A's private key": {
        text: keyLineOf('certificates', 'a', 'key.pem'),
        // B has imported it.
        allowed: /^(certificates\/a\/key\.pem|data\/b\/appliance\.db.*)$/,
      },
      'the key of dynamic updates': {
        text: /secret "([^"]+)"/.exec(fileOf('dns-update.key'))?.[1] ?? '',
        allowed: /^dns-update\.key$/,
      },
    }
    for (const [name, { text }] of Object.entries(secrets)) t.ok(text.length >= 16, name)
    t.same(misplacedIn(lab, secrets), [], 'files')
    t.same(shownIn(shown.join('\n'), secrets), [], 'outputs')
    t.same(
      shownIn(readFileSync(join(folder, 'clear.nsb'), 'latin1'), secrets),
      [],
      'a clear backup',
    )
    t.same(shownIn(readFileSync(join(folder, 'x.csr'), 'latin1'), secrets), [], 'a request')
    t.same(shownIn(processList(), secrets), [], 'the process list')
    // The search itself finds what is there.
    t.same(misplacedIn(lab, { x: { text: planted['psk.txt'] } }).length > 0, true)
    t.same(shownIn(fileOf('token'), secrets), ["the lab's token"])
  },
)

t.test('LAB-01: a lab goes down, and goes on from where it was', async (t) => {
  const record = recordOf('small')
  t.equal((await understudy('down')).code, 0)
  await allGone(pidsOf(record))
  t.notOk(existsSync(pathIn('small', 'lab.json')))

  t.equal((await understudy('up --lab lab.yaml')).code, 0)
  t.match((await understudy('do a list-settings')).out, 'Olá')
  t.match((await understudy('status')).out, 'primary, epoch 1')

  process.kill(recordOf('small').processes['b']?.pid ?? 0, 'SIGKILL')
  const half = await understudy('status')
  t.equal(half.code, 1)
  t.match(half.out, /^b: status: understudy could not reach b\.example\.com/m)
  t.match(half.out, 'primary, epoch 1')
  t.equal((await understudy('down --name small')).code, 0)
  t.match((await understudy('down --name small')).err, 'the lab small is not running')
})

t.test('a lab that cannot start says why, and leaves nothing running', async (t) => {
  truncateSync(pathIn('small', join('data', 'a', 'appliance.db')), 5_000)
  const { code, err } = await understudy('up --name small')
  t.equal(code, 1)
  t.match(err, /^understudy: appliance a ended \(exit code 1\): .*appliance\.db/)
  t.notOk(existsSync(pathIn('small', 'lab.json')))
})

t.test('two labs at once have their own ports, folders and data', async (t) => {
  const ups = await Promise.all(
    ['one', 'two'].map((name) => understudy(`up --lab lab.yaml --name ${name}`)),
  )
  t.same(
    ups.map(({ code }) => code),
    [0, 0],
  )
  const [one, two] = [recordOf('one'), recordOf('two')]
  t.not(one.hubPort, two.hubPort)
  t.not(one.processes['a']?.port, two.processes['a']?.port)

  const unnamed = await understudy('status')
  t.equal(unnamed.code, 3)
  t.match(unnamed.err, 'option --lab is needed: one, two are running')
  t.match(
    (await understudy('do a status --name tow')).err,
    'unknown lab "tow"; did you mean "two"?',
  )

  t.equal((await understudy('do a set-setting --key only --value one --name one')).code, 0)
  t.match((await understudy('do a list-settings --name one')).out, 'only')
  t.notMatch((await understudy('do a list-settings --name two')).out, 'only')

  t.equal((await understudy('down --name two')).code, 0)
  await allGone(pidsOf(two))
})

t.test('kill -9 of a lab leaves no process, nor keeps it from going up again', async (t) => {
  const record = recordOf('one')
  process.kill(record.pid, 'SIGKILL')
  await allGone(pidsOf(record))
  t.match(
    (await understudy('status --name one')).err,
    `the lab one is not running; its supervisor (process ${record.pid}) was killed`,
  )
  t.equal((await understudy('up --name one')).code, 0)
  t.equal((await understudy('down --name one')).code, 0)
})
