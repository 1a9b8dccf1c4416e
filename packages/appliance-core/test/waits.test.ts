import t, { type Test } from 'tap'
import type { PlainTimer } from '../src/index.ts'
import { OneAppliance } from './support/one-appliance.ts'
import { PairedAppliance } from './support/paired-appliance.ts'

const hourMs = 3_600_000
const minuteMs = 60_000

/** In figures, and not those of the code, since a limit that never comes would be waited for with it. */
const limits = {
  establishMs: 30_000,
  peerAnswerMs: 10_000,
  linkSilenceMs: 45_000,
  linkProbeMs: 15_000,
  redialMs: 10_000,
  firstSyncMs: minuteMs,
  syncIntervalMs: 5 * minuteMs,
  pingMs: 5_000,
  roleCheckMs: 20_000,
  scrubMs: 15 * minuteMs,
  swapMs: minuteMs,
  syncStallMs: 15 * minuteMs,
  sampleDataMs: hourMs,
} as const

/** What a request was answered within that time, in short. */
function answerWithin(one: OneAppliance, request: string, ms: number): string {
  one.pass(ms)
  const outcome = one.answerTo(request)
  if (outcome === undefined) return 'nothing'
  return outcome.ok ? 'ok' : outcome.refusal.code
}

const establishInput = {
  peerHost: '192.0.2.11',
  peerPort: 443,
  reverseHost: '192.0.2.10',
  reversePort: 443,
}

const samples = { sessions: 1, recordings: 1, recordingBytes: 1, seed: 's' }

const keyed = (): OneAppliance => new PairedAppliance().one

const dialsOf = (one: OneAppliance): number => one.effects.filter((e) => e.kind === 'dial').length

const failedSyncs = (one: OneAppliance): readonly string[] =>
  one.effects.flatMap((e) =>
    e.kind === 'record' && e.event.name === 'sync-failed' ? [e.event.reason] : [],
  )

/**
 * Every wait of the core, and what ends it. By the timers that bound them, so that a new one does not
 * compile without a test; those that come again and again have their own bound in what they start.
 */
const waits: Record<
  PlainTimer | 'silent link',
  { readonly title: string; readonly test: (t: Test) => void }
> = {
  establish: {
    title: 'FO-03: a peer that takes the request and says nothing ends the attempt',
    test: (t) => {
      const one = keyed()
      const request = one.ask('establish-relationship', establishInput)
      const dial = one.effects.findLast((e) => e.kind === 'dial')
      if (dial?.kind === 'dial') one.give({ kind: 'link-up', link: dial.link, side: 'dialed' })
      t.equal(answerWithin(one, request, limits.establishMs), 'peer-silent')
      t.equal(one.status().state, 'serving')
    },
  },
  break: {
    title: 'FO-09: a peer that does not confirm the break is no longer waited for',
    test: (t) => {
      const { one } = PairedAppliance.primary()
      const request = one.ask('break-relationship')
      t.equal(one.answerTo(request), undefined)
      t.equal(answerWithin(one, request, limits.peerAnswerMs), 'ok')
    },
  },
  failover: {
    title: 'FO-12: test addresses that nobody answers for are no longer waited for',
    test: (t) => {
      const { one } = PairedAppliance.backup()
      const settings = { promotion: 'test-addresses', testAddresses: ['192.0.2.1'] }
      one.invoke('set-backup-settings', { ...settings, primaryTimeoutMs: minuteMs })
      one.pass(minuteMs)
      t.ok(
        one.effects.some((e) => e.kind === 'ping-addresses'),
        'they are asked',
      )
      t.equal(one.status().failover.withheld, null)
      one.pass(limits.pingMs)
      t.match(one.status(), {
        role: 'backup',
        failover: { withheld: /no .* test address answers/ },
      })
    },
  },
  pulse: {
    title: 'FO-15: while it is watched a primary notices by its pulse that it was stopped',
    test: (t) => {
      const paired = PairedAppliance.primary()
      const { one } = paired
      const starved = () =>
        one.effects.filter((e) => e.kind === 'record' && e.event.name === 'process-starved').length
      one.nowMs += 10 * minuteMs
      one.give({ kind: 'addresses-answered', reached: [] })
      t.equal(starved(), 0, 'nobody would take over')
      paired.say({ type: 'probe', role: 'backup', vector: [], watch: { timeoutMs: minuteMs } })
      one.pass(5_000)
      t.equal(starved(), 0, 'it was not')
      one.nowMs += minuteMs / 2
      one.give({ kind: 'addresses-answered', reached: [] })
      t.equal(starved(), 1)
      t.equal(one.status().state, 'checking')
    },
  },
  lease: {
    title: 'FO-12: a primary with a witness that neither it nor the backup answers serves nobody',
    test: (t) => {
      const paired = PairedAppliance.primary()
      const { one } = paired
      const witness = { host: '192.0.2.12', port: 443 }
      const watch = { timeoutMs: 20_000, witness }
      paired.say({ type: 'probe', role: 'backup', vector: [], watch })
      one.pass(10_000)
      t.equal(one.status().state, 'serving')
      const asked = paired.said('probe').at(-1)
      const check = asked?.type === 'probe' ? asked.check : undefined
      one.pass(6_000)
      t.equal(one.status().state, 'checking')
      paired.say({ type: 'probe-answer', role: 'backup', vector: [], check: check ?? 0 })
      t.equal(one.status().state, 'serving', 'an answer to what it asked a moment ago')
    },
  },
  witness: {
    title: 'FO-12: a witness that cannot be reached is dialed again',
    test: (t) => {
      const { one } = PairedAppliance.backup()
      const witness = { host: '192.0.2.12', port: 443 }
      const before = dialsOf(one)
      one.invoke('set-backup-settings', { promotion: 'witness', witness })
      t.equal(dialsOf(one), before + 1)
      const dial = one.effects.findLast((e) => e.kind === 'dial')
      const link = dial?.kind === 'dial' ? dial.link : ''
      one.give({ kind: 'dial-failed', link, reason: 'unreachable', detail: 'nobody' })
      one.pass(limits.redialMs)
      t.ok(dialsOf(one) > before + 1)
    },
  },
  'role-check': {
    title: 'FO-15: a peer that never says who it is is no longer waited for; an old answer is none',
    test: (t) => {
      const paired = PairedAppliance.primary()
      const { one } = paired
      paired.say({ type: 'probe', role: 'backup', vector: [], watch: { timeoutMs: hourMs } })
      one.nowMs += hourMs
      paired.say({ type: 'probe', role: 'backup', vector: [] })
      t.equal(one.status().state, 'checking')
      t.equal(one.answer(one.hello('console', 'ana')), 'role-in-doubt')
      one.pass(limits.roleCheckMs - 1)
      t.equal(one.status().state, 'checking', 'what had waited meanwhile was no answer')
      one.pass(1)
      t.equal(one.status().state, 'serving')
      t.strictSame(paired.codesOf('alert'), ['role-unconfirmed'])
    },
  },
  swap: {
    title: 'FO-10: a peer that answers probes and never the swap ends it on either side',
    test: (t) => {
      for (const [role, operation] of [
        ['primary', 'become-backup'],
        ['backup', 'become-primary'],
      ] as const)
        for (const syncFirst of [false, true]) {
          const paired = PairedAppliance[role]()
          const request = paired.one.ask(operation, { syncFirst })
          paired.passProbed(2 * limits.swapMs)
          t.match(paired.one.answerTo(request), { refusal: { code: 'swap-failed' } })
          t.equal(paired.one.status().state, role === 'primary' ? 'serving' : 'backup')
        }
    },
  },
  'sync-pace': {
    title:
      'SYN-05: with a bandwidth limit the next pull comes when the last one has taken its time',
    test: (t) => {
      const paired = PairedAppliance.backup()
      const { one } = paired
      one.invoke('set-backup-settings', { kilobytesPerSecond: 10 })
      one.invoke('sync-now')
      const vector: [] = []
      paired.say({ type: 'sync-settings', revision: 1, settings: [], vector, recordsTaken: 0 })
      t.match(paired.said('pull'), [{ budgetBytes: 10_000 }], 'a second of it')
      const row = [1, 'f'.repeat(32), 1, '', 0, 0, 'x'.repeat(50_000), '', 0] as const
      const rows = [[...row]] as [[...typeof row]]
      paired.say({ type: 'rows', pull: 1, origin: 'b'.repeat(32), legacy: false, rows })
      paired.say({ type: 'pull-end', pull: 1, more: true, vector })
      one.pass(4_000)
      t.equal(paired.said('pull').length, 1)
      one.pass(1_000)
      t.equal(paired.said('pull').length, 2)
    },
  },
  'sync-stall': {
    title: 'SYN-05: a primary that answers probes and never the sync ends it, and a swap with it',
    test: (t) => {
      const paired = PairedAppliance.backup()
      paired.say({ type: 'swap-prepare', syncFirst: true })
      t.match(paired.one.status(), { state: 'swapping', sync: { state: 'running' } })
      paired.passProbed(limits.syncStallMs - minuteMs)
      t.strictSame(failedSyncs(paired.one), [])
      paired.say({ type: 'sync-working' })
      paired.passProbed(limits.syncStallMs - minuteMs)
      t.strictSame(failedSyncs(paired.one), [], 'it went on meanwhile')
      paired.passProbed(2 * minuteMs)
      t.match(failedSyncs(paired.one), [/nothing has come/])
      t.equal(paired.one.status().state, 'backup')
      t.equal(paired.said('swap-cancel').length, 1, 'the primary is told')
    },
  },
  'sample-data': {
    title: 'sample recordings that nobody makes are no longer waited for',
    test: (t) => {
      const one = new OneAppliance()
      const request = one.ask('load-sample-data', samples)
      t.equal(answerWithin(one, request, limits.sampleDataMs), 'no-answer')
    },
  },
  'sample-piece': {
    title: 'the rest of generated sessions does not come to a box that may not have them any more',
    test: (t) => {
      const one = new OneAppliance()
      const request = one.ask('load-sample-data', { ...samples, sessions: 5_000, recordings: 0 })
      one.ask('install-update', { package: 'Bomgar-12.2.0', acceptEula: true })
      t.equal(answerWithin(one, request, 1), 'in-maintenance')
      t.equal(one.store.totals().sessions, 2_000, 'what was stored until then stays')
    },
  },
  scrub: {
    title: 'SYN-05: a look at recordings that never ends is not waited for',
    test: (t) => {
      const one = new OneAppliance()
      const request = one.ask('load-sample-data', samples)
      const blobs = [{ name: 'a'.repeat(64), sizeBytes: 1 }]
      one.give({ kind: 'sample-blobs-made', request, blobs })
      const looks = () => one.effects.filter((e) => e.kind === 'check-blobs').length
      one.pass(limits.scrubMs)
      const first = looks()
      t.ok(first > 0)
      one.pass(2 * limits.scrubMs)
      t.ok(looks() > first, 'and again, though nobody said what was seen')
    },
  },
  'silent link': {
    title: 'FO-09: a dial or a hello that is never answered is tried again',
    test: (t) => {
      for (const answered of [false, true]) {
        const { one, link } = PairedAppliance.backup()
        one.give({ kind: 'link-down', link, reason: 'the cable' })
        one.pass(limits.redialMs)
        const dials = dialsOf(one)
        const dial = one.effects.findLast((e) => e.kind === 'dial')
        if (answered && dial?.kind === 'dial')
          one.give({ kind: 'link-up', link: dial.link, side: 'dialed' })
        one.pass(minuteMs)
        t.ok(dialsOf(one) > dials, answered ? 'no hello' : 'no link')
      }
      const paired = PairedAppliance.primary()
      const silent = paired.accept()
      paired.one.pass(limits.peerAnswerMs)
      t.ok(paired.one.effects.some((e) => e.kind === 'close-link' && e.link === silent))
    },
  },
  probe: {
    title: 'FO-08: a link that has gone silent is given up',
    test: (t) => {
      const { one } = PairedAppliance.primary()
      one.pass(limits.linkSilenceMs + limits.linkProbeMs)
      t.equal(one.status().relationship?.link, 'down')
    },
  },
  redial: {
    title: 'FO-09: the peer of a lost link is dialed again and again',
    test: (t) => {
      const { one, link } = PairedAppliance.backup()
      one.give({ kind: 'link-down', link, reason: 'the cable' })
      const dials = dialsOf(one)
      one.pass(10 * minuteMs)
      t.ok(dialsOf(one) > dials + 5)
    },
  },
  'first-sync': {
    title: 'FO-07: the first sync does not wait for an operator',
    test: (t) => {
      const paired = PairedAppliance.backup()
      paired.passProbed(limits.firstSyncMs)
      t.equal(paired.said('sync-begin').length, 1)
    },
  },
  'auto-sync': {
    title: 'FO-07: after a sync that failed the next one comes by itself',
    test: (t) => {
      const paired = PairedAppliance.backup()
      paired.passProbed(limits.firstSyncMs)
      paired.say({ type: 'sync-refused', code: 'wrong-role', message: 'not now' })
      paired.passProbed(limits.syncIntervalMs)
      t.equal(paired.said('sync-begin').length, 2)
    },
  },
  installation: {
    title: 'UPD-06: an installation ends by itself',
    test: (t) => {
      const one = new OneAppliance()
      one.invoke('install-update', { package: 'Bomgar-12.2.0', acceptEula: true })
      t.equal(one.status().state, 'maintenance')
      one.pass(2 * hourMs)
      t.equal(one.status().state, 'serving')
    },
  },
  'update-server': {
    title: 'UPD-01: an update server that says nothing is waited for a minute',
    test: (t) => {
      const one = new OneAppliance()
      one.isUpdateServerSilent = true
      const requests = [
        one.ask('check-for-updates'),
        one.ask('install-update', { package: 'Bomgar-12.2.0', acceptEula: true }),
        one.ask('upload-update', { file: 'some.pkg' }),
      ]
      for (const request of requests)
        t.equal(answerWithin(one, request, 60_000), 'update-server-unreachable')
      t.equal(one.status().state, 'serving')
    },
  },
  registry: {
    title: 'CLI-04: a check-in waits for the disk no longer than 2 s',
    test: (t) => {
      const one = new OneAppliance()
      const connection = one.hello('jump-client', 'pc-1', { mode: 'active' })
      one.say(connection, { type: 'statistics' })
      const before = one.listWrites
      one.pass(2_000)
      t.ok(one.listWrites > before || before > 0)
    },
  },
  mail: {
    title:
      'NET-12: a relay that says nothing is waited for a minute, and tried again a minute later',
    test: (t) => {
      const one = new OneAppliance()
      one.invoke('set-email', { recipients: ['admin@example.com'], test: true })
      const tries = () => one.effects.filter((e) => e.kind === 'send-mail').length
      t.equal(tries(), 1)
      one.pass(2 * minuteMs)
      t.equal(tries(), 2)
    },
  },
  'status-check': {
    title: 'FO-08: what worries an administrator is looked at once a minute',
    test: (t) => {
      const { one } = PairedAppliance.primary()
      one.invoke('set-email', { recipients: ['admin@example.com'] })
      one.invoke('add-address', { address: '192.0.2.100', shared: true, enabled: false })
      const mails = () => one.effects.filter((e) => e.kind === 'send-mail').length
      one.pass(minuteMs - 1)
      t.equal(mails(), 0)
      one.pass(1)
      t.equal(mails(), 1)
    },
  },
  deferrals: {
    title: 'CLI-03: Jump Clients that are sent away are told of within a minute',
    test: (t) => {
      const one = new OneAppliance()
      one.invoke('set-setting', { key: 'jump-clients.connection-rate-max', value: '1' })
      for (const name of ['pc-1', 'pc-2', 'pc-3'])
        one.hello('jump-client', name, { mode: 'active' })
      one.pass(minuteMs)
      t.ok(one.effects.some((e) => e.kind === 'record' && e.event.name === 'jump-clients-deferred'))
    },
  },
}

for (const { title, test } of Object.values(waits))
  t.test(title, async (t) => {
    test(t)
  })

t.test('FO-10: a backup that cannot begin the sync of a swap cancels it at once', async (t) => {
  const paired = PairedAppliance.backup()
  paired.one.give({ kind: 'link-down', link: paired.link, reason: 'maintenance' })
  paired.one.pass(limits.redialMs)
  paired.link = paired.dialed()
  paired.one.give({ kind: 'link-up', link: paired.link, side: 'dialed' })
  const { relationship, epoch } = paired
  const updated = { ...paired.identity('primary', epoch), base: '3.2.4' }
  paired.say({ type: 'hello', ...updated, relationship, vector: [] })
  t.match(paired.one.status().relationship, { link: 'up', peerPackage: 'different' })
  paired.say({ type: 'swap-prepare', syncFirst: true })
  t.equal(paired.said('swap-cancel').length, 1)
  t.equal(paired.one.status().state, 'backup')
})
