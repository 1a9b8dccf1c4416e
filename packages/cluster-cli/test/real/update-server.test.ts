import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { NetworkOutputOf, OutputOf } from '@understudy/shared'
import t, { type Test } from 'tap'
import { type RealStage, realStage } from '../support/real-stage.ts'
import { must, stageLab, statusOf } from '../support/stage.ts'

/*
 * The manual way by hand (G2, UPD-04), as somebody does it whose box cannot reach the update server: with curl.
 */

const minuteMs = 60_000

const flipLast = (bytes: Uint8Array): Uint8Array => {
  const flipped = Uint8Array.from(bytes)
  flipped[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  return flipped
}

/** Boxes that have the key, and a machine with unrestricted access: a folder, and curl. */
async function restrictedStage(t: Test) {
  const stage = await realStage(
    stageLab({
      clients: { representatives: 0, licences: 7 },
      appliances: {
        a: { hostname: 'a.example.com', address: '192.0.2.10', base: '3.3.2', site: '11.1.0' },
        b: { hostname: 'b.example.com', address: '192.0.2.11', base: '3.3.2', site: '11.1.0' },
      },
      target: { base: '3.3.2', site: '12.1.4' },
    }),
  )
  t.teardown(() => stage.close())
  await stage.network({ kind: 'cut-path', input: { from: 'a', to: 'update-server' } })
  const folder = t.testdir({})
  const keyFile = join(folder, 'key.txt')
  const curl = async (...args: readonly string[]) =>
    (await promisify(execFile)('curl', ['-sS', ...args], { cwd: folder })).stdout
  const door = () => `http://127.0.0.1:${stage.host.portOf('update-server')}/`
  return {
    stage,
    folder,
    curl,
    /** A key of that box, as a person copies it. */
    keep: async (box = 'a') =>
      writeFileSync(
        keyFile,
        (await must<OutputOf<'make-download-key'>>(stage, box, 'make-download-key')).key,
      ),
    /** What the door says to the key that was kept. */
    post: () => curl('--data-binary', `@${keyFile}`, door()),
    change: (how: (key: string) => string) =>
      writeFileSync(keyFile, how(readFileSync(keyFile, 'utf8'))),
    /** Manual Installation, with the owner's token. */
    upload: async (box: string, file: string, how = (bytes: Uint8Array) => bytes) => {
      const path = join(folder, 'upload.tmp')
      writeFileSync(path, how(readFileSync(join(folder, file))))
      const { host } = stage
      const token = readFileSync(join(host.folder.dataFolder(box), 'admin-token'), 'utf8').trim()
      const name = `${box}.example.com`
      const said = await curl(
        ...['--cacert', host.folder.caFile, '--resolve', `${name}:${host.portOf(box)}:127.0.0.1`],
        ...['-H', `Authorization: Bearer ${token}`, '-T', path],
        `https://${name}:${host.portOf(box)}/api/admin/v1/update-files`,
      )
      rmSync(path)
      return JSON.parse(said)
    },
    saved: () => readdirSync(folder).filter((name) => name !== 'key.txt'),
  }
}

const offeredTo = async (stage: RealStage, box: string) => {
  const status = (await stage.network({
    kind: 'update-server-status',
    input: {},
  })) as NetworkOutputOf<'update-server-status'>
  return status.appliances.find(({ name }) => name === box)
}

t.test(
  'UPD-04, LAB-06: with curl a key becomes the packages, once each; the update server remembers it through kill -9; uploaded by curl, one is installed',
  async (t) => {
    const { stage, folder, curl, keep, post, change, saved, upload } = await restrictedStage(t)
    t.match(await stage.invoke('a', 'check-for-updates'), {
      refusal: { code: 'update-server-unreachable', message: /FAQ.*Manual Installation/ },
    })
    await keep()
    change((key) => key.replace(/[A-Z](?=[^-]*-----END)/, (letter) => (letter === 'A' ? 'B' : 'A')))
    t.match(await post(), /no Appliance Download Key|knows no appliance/)
    await keep()
    await stage.pass(26 * minuteMs)
    t.match(await post(), /Download Key of a expired at .* Make a new one/)
    const { timeMs } = await must<OutputOf<'show-basics'>>(stage, 'a', 'show-basics')
    const anHourBehind = { ntp: false, timeMs: timeMs - 60 * minuteMs }
    await must(stage, 'a', 'set-clock', anHourBehind)
    await keep()
    t.match(await post(), /Download Key of a expired at/, 'made by a wrong clock')
    await must(stage, 'a', 'set-clock', { ntp: true })
    await keep('b')
    const [ofB = ''] = (await post()).trim().split('\n')
    await curl('-OJ', ofB)
    const [forB = ''] = saved()
    t.match(await upload('a', forB), { refusal: { code: 'package-for-another' } }, 'by B’s key')
    t.match(await upload('b', forB), { value: { package: 'Bomgar-12.1.0' } })
    rmSync(join(folder, forB))
    await keep()
    const links = (await post()).trim().split('\n')
    t.match(links, [/a-Bomgar-12\.1\.0/, /a-Bomgar-12\.1\.4/])
    t.equal((await post()).trim(), links.join('\n'), 'an answer that got lost can be had again')

    stage.kill('update-server')
    await stage.host.restart('update-server')
    t.match(await offeredTo(stage, 'a'), {
      offered: [],
      downloaded: ['Bomgar-12.1.0', 'Bomgar-12.1.4'],
    })
    for (const link of links) await curl('-OJ', link)
    t.equal(saved().length, 2)
    t.match(await post(), /has nothing for a to download/)
    const spoiled = (await upload('a', 'a-Bomgar-12.1.0.pkg', flipLast)).refusal
    t.match(spoiled, { code: 'package-damaged', message: /Nothing was installed/ })
    t.match(await upload('b', 'a-Bomgar-12.1.0.pkg'), { refusal: { code: 'package-for-another' } })
    t.match(await upload('a', 'a-Bomgar-12.1.0.pkg'), { value: { package: 'Bomgar-12.1.0' } })
    const installed = stage.watch(
      ({ name, source }) => name === 'update-finished' && source === 'a',
    )
    await must(stage, 'a', 'install-update', { package: 'Bomgar-12.1.0', acceptEula: true })
    await installed()
    t.match(await statusOf(stage, 'a'), { site: '12.1.0', state: 'serving' })
    t.match(await curl(links[0] ?? ''), /was downloaded already: ask support/)

    const { updates } = await must<OutputOf<'check-for-updates'>>(stage, 'b', 'check-for-updates')
    t.match(updates[0], { primaryHostname: 'support.example.com', licences: 7 })
    await stage.network({
      kind: 'support-download',
      input: { appliance: 'b', package: 'Bomgar-12.1.0' },
    })
    const { mails } = (await stage.network({
      kind: 'list-mail',
      input: {},
    })) as NetworkOutputOf<'list-mail'>
    t.match(mails, [{ via: 'update-server', subject: 'Your download of Bomgar-12.1.0' }])
    const [, url = ''] = /(http:\S+[^.\s])\. /.exec(mails[0]?.text ?? '') ?? []
    await curl('-OJ', url)
    t.equal(saved().length, 3, 'support’s mail leads to the file')

    stage.kill('update-server')
    t.match(await stage.invoke('b', 'check-for-updates'), {
      refusal: { code: 'update-server-unreachable', message: /its process has ended.*FAQ/ },
    })
  },
)
