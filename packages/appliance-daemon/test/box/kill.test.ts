import t from 'tap'
import { type Box, killDuring, kills, started, timed } from '../support/killed-box.ts'
import { packageAtHand } from '../support/package-at-hand.ts'

const packageName = 'Bomgar-12.3.1'
/** A box takes long to be there again, and the simulator plays each moment of a reset: here only by `scripts/kill-files`. */
const isAsked = process.env['UNDERSTUDY_FILE_KILLS'] !== undefined
const versions = ['12.2.0', '12.3.1'] as const

interface Status {
  readonly guid: string
  readonly site: string
  readonly state: string
  readonly installation: object | null
  readonly hasPreSharedKey: boolean
  readonly sessions: { readonly stored: number }
}

const statusOf = async (box: Box): Promise<Status> =>
  ((await box.does('status')) ?? {}) as unknown as Status

const reset = async (box: Box): Promise<void> => {
  await box.does('factory-reset', { confirm: true })
  await box.restartAfterEnd()
}

t.test(
  'UPD-09: kill -9 while a package is installed leaves the old version or the new',
  async (t) => {
    // A second and a half: the steps of an installation follow each other within it.
    const box = await started(t, {
      installation: { baseMinutes: 0.025, siteMinutes: 0.025, minutesPerGiB: 0 },
    })
    const begin = async (): Promise<void> => {
      const { guid, site } = await statusOf(box)
      if (site !== versions[0]) {
        await reset(box)
        return begin()
      }
      const file = packageAtHand(packageName, { dataDir: box.dataDir, guid })
      await box.does('upload-update', { file })
    }
    const install = () => box.does('install-update', { package: packageName, acceptEula: true })
    /** Until it is over, or the process is gone. */
    const installed = async (): Promise<void> => {
      await install()
      for (;;) {
        const status = (await box.does('status')) as unknown as Status | null
        if (status === null || status.installation === null) return
      }
    }
    await begin()
    const tookMs = await timed(installed)
    t.equal((await statusOf(box)).site, versions[1])
    for (let i = 0; i < kills; i++) {
      await begin()
      await killDuring(
        box,
        tookMs,
        installed().catch(() => null),
      )
      const { site, state, installation } = await statusOf(box)
      t.ok((versions as readonly string[]).includes(site), site)
      t.equal(installation, null, 'and nothing goes on')
      t.equal(state, 'serving')
    }
  },
)

t.test(
  'WEB-04: kill -9 while a box is reset leaves the old box or the new one, whole',
  { skip: !isAsked && 'played by scripts/kill-files' },
  async (t) => {
    const box = await started(t)
    const sample = { sessions: 500, recordings: 0, recordingBytes: 1, seed: 's' }
    const fill = async (): Promise<Status> => {
      await box.does('load-sample-data', sample)
      await box.does('set-pre-shared-key', { key: 'a long enough key, 1 of 2 halves' })
      await box.does('set-setting', { key: 'portal.title', value: 'ours' })
      return statusOf(box)
    }
    await fill()
    const tookMs = await timed(() => reset(box))
    for (let i = 0; i < kills; i++) {
      const before = await fill()
      const answered = await killDuring(
        box,
        tookMs,
        box.does('factory-reset', { confirm: true }).catch(() => null),
      )
      const after = await statusOf(box)
      const settings = Object.keys((await box.does('list-settings')) ?? {}).length
      const is = [
        after.guid === before.guid,
        after.sessions.stored,
        after.hasPreSharedKey,
        settings,
      ]
      const old = [true, 500, true, 1]
      const isOld = JSON.stringify(is) === JSON.stringify(old)
      if (!isOld) t.same(is, [false, 0, false, 0], 'nothing is left of the old one')
      t.ok(!isOld || !answered, 'what was answered is done')
      if (isOld) await reset(box)
    }
  },
)
