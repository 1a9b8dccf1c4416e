import type { OutputOf } from '@understudy/shared'
import { alertsOf, resolveLab } from '@understudy/shared'
import t from 'tap'
import { codeOf, must, type SmallWorld, smallWorld } from '../support/small-world.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const withKeys = { base: '3.3.2', site: '11.1.0' }

const setClock = ({ world }: SmallWorld, aheadMs: number) =>
  must(world.invokeAndRun('a', 'set-clock', { ntp: false, timeMs: world.nowMs + aheadMs }))

const redeemed = ({ world }: SmallWorld): string => {
  const { key } = must(world.invokeAndRun('a', 'make-download-key')) as { key: string }
  return codeOf(world.commandAndRun('network', { kind: 'redeem-key', input: { key } }))
}

t.test(
  'UPD-04: by a clock that somebody set wrong, check and key fail and point at Status > Basics',
  async (t) => {
    const small = smallWorld({ software: { a: withKeys } })
    const { world } = small
    setClock(small, -hourMs)
    t.match(world.invokeAndRun('a', 'check-for-updates'), {
      refusal: { code: 'wrong-clock', message: /Status > Basics/ },
    })
    t.equal(redeemed(small), 'key-expired', 'an hour behind')
    setClock(small, hourMs)
    t.equal(redeemed(small), 'wrong-clock', 'an hour ahead')
    must(world.invokeAndRun('a', 'set-clock', { ntp: true }))
    must(world.invokeAndRun('a', 'check-for-updates'))
    t.equal(redeemed(small), 'ok')
  },
)

t.test(
  'WEB-04: by a wrong clock a good package is out of date, and backups and certificates are misdated',
  async (t) => {
    const small = smallWorld()
    const { world } = small
    must(world.invokeAndRun('a', 'check-for-updates'))
    const asked = { appliance: 'a', package: 'Base 3.3.2' }
    const download = { kind: 'support-download', input: asked } as const
    const { files } = must(world.commandAndRun('network', download)) as {
      files: readonly { readonly file: string }[]
    }
    const upload = { file: files[0]?.file }
    setClock(small, 30 * dayMs)
    t.equal(codeOf(world.invokeAndRun('a', 'upload-update', upload)), 'package-expired')
    const backup = must(world.invokeAndRun('a', 'download-backup')) as OutputOf<'download-backup'>
    t.ok(backup.takenAtMs >= world.nowMs + 30 * dayMs - hourMs)
    const names = ['support.example.com']
    must(world.invokeAndRun('a', 'create-self-signed-certificate', { names }))
    must(world.invokeAndRun('a', 'set-clock', { ntp: true }))
    const listed = must(
      world.invokeAndRun('a', 'list-certificates'),
    ) as OutputOf<'list-certificates'>
    t.ok(listed.certificates[1]?.warnings.includes('not-yet-valid'), 'it begins in a month')
    must(world.invokeAndRun('a', 'upload-update', upload))
  },
)

t.test('WEB-04: a wrong clock shows on the pages, and not in what clients object to', async (t) => {
  const small = smallWorld()
  setClock(small, 20 * 365 * dayMs)
  const listed = must(
    small.world.invokeAndRun('a', 'list-certificates'),
  ) as OutputOf<'list-certificates'>
  t.match(listed.certificates[0]?.warnings, ['expired'], 'as the box sees it')
  const status = small.world.status('a')
  t.match(status, { clock: { ntp: false }, certificates: { trouble: '' } })
  t.match(alertsOf(status), [/the clock is 175200h ahead/])
})

t.test('LAB-01: a lab file gives a box a wrong clock to begin with', async (t) => {
  const place = { base: '3.2.4', site: '11.1.0' }
  const lab = resolveLab({
    appliances: {
      a: { hostname: 'a.example.com', address: '192.0.2.1', ...place, clockAheadMinutes: -90 },
      b: { hostname: 'b.example.com', address: '192.0.2.2', ...place },
    },
  })
  t.same(lab.wrongClocks, { a: -5_400_000 })
  const { world } = smallWorld({ lab })
  t.match(world.status('a').clock, { ntp: false, offMs: -5_400_000 })
  t.match(world.status('b').clock, { ntp: true, offMs: 0 })
})
