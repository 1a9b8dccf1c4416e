import { accepted, refusal, refused } from '@understudy/shared'
import t from 'tap'
import { shippedLab, shippedRunbook } from '../shipped.ts'
import { FakeLab, type Script } from './fake-lab.ts'

const asynchronous = shippedRunbook('asynchronous')

function rehearsed(lab: string, script: Script = {}, runbook = asynchronous) {
  const fake = new FakeLab(shippedLab(lab), script)
  const end = fake.play(runbook)
  return { fake, end, steps: new Map(fake.named('step-ended').map((e) => [e.step, e])) }
}

t.test(
  'REH-01: the asynchronous runbook plays through, each step in order and with evidence',
  async (t) => {
    const { fake, end, steps } = rehearsed('default')
    t.same(end, { outcome: 'completed', reason: '' })
    const planned = asynchronous.windows.flatMap((w) =>
      w.steps
        .filter(({ when }) => when === undefined || when.swing === 'shared-ip')
        .map((s) => s.id),
    )
    t.same([...steps.keys()], planned)
    for (const step of steps.values()) {
      t.equal(step.outcome, 'passed', `${step.step}: ${step.found}`)
      t.ok(step.evidence.length > 0, `${step.step} has evidence`)
    }
    t.same(
      fake.named('window-ended').map((e) => e.window),
      ['window-1', 'window-2'],
    )
    t.same(fake.named('versions-after')[0]?.versions, [
      { appliance: 'a', base: '3.3.2', site: '12.2.0' },
      { appliance: 'b', base: '3.3.2', site: '12.2.0' },
    ])
    t.same(fake.told.at(-1), { name: 'rehearsal-ended', outcome: 'completed', reason: '' })
    t.same(fake.named('warning'), [], 'nothing to warn of')
  },
)

t.test('REH-01: the synchronous runbook plays through', async (t) => {
  const { end, steps } = rehearsed('default', {}, shippedRunbook('synchronous'))
  t.same(end, { outcome: 'completed', reason: '' })
  t.equal(steps.get('verify-synced')?.outcome, 'passed')
})

t.test(
  'UPD-01: an update tells each greyed package and each installed one with its minutes',
  async (t) => {
    const { steps } = rehearsed('default')
    t.same(steps.get('update-b')?.evidence, [
      'Bomgar-12.2.0 is greyed: 3.2.4 does not satisfy 12.2.0\'s requirements. Please install any other available package by clicking "Install this Update".',
      'b: backup kept as update-b-Base-3.3.2.nsb before Base 3.3.2.',
      'b: Base 3.3.2 installed in 15 min.',
      'b: backup kept as update-b-Bomgar-12.2.0.nsb before Bomgar-12.2.0.',
      'b: Bomgar-12.2.0 installed in 30 min.',
      'b has Base 3.3.2 and Bomgar-12.2.0.',
    ])
  },
)

t.test(
  'CHA-03: the audit names every acknowledged session that production does not hold',
  async (t) => {
    const { fake } = rehearsed('default', {
      onCommand: ({ kind }, lab) => {
        if (kind === 'wind-down-clients') lab.acknowledged.push('ghost')
        return undefined
      },
    })
    const [audit] = fake.named('audit')
    t.equal(audit?.holder, 'b')
    t.equal(audit?.acknowledged, fake.acknowledged.length)
    t.same(audit?.lost, [{ lsid: 'ghost', externalKey: 'ghost' }])
  },
)

t.test('the audit asks in pages of 1,000', async (t) => {
  const { fake } = rehearsed('default', {
    onCommand: ({ kind }, lab) => {
      if (kind === 'wind-down-clients')
        for (let i = 0; i < 2_500; i++) lab.acknowledged.push(`ghost-${i}`)
      return undefined
    },
  })
  const sizes = fake.invoked
    .filter(({ operation }) => operation === 'find-sessions')
    .map(({ input }) => (input as { sessions: unknown[] }).sessions.length)
  t.equal(fake.named('audit')[0]?.lost.length, 2_500)
  t.same(sizes, [1_000, 1_000, fake.acknowledged.length - 2_000])
})

t.test(
  'SYN-04: before the swing the gap of a version before 10.6 is counted and warned of',
  async (t) => {
    const { fake, end } = rehearsed('legacy')
    t.equal(end.outcome, 'completed')
    const at = (name: string, step: string) =>
      fake.told.findIndex((e) => e.name === name && 'step' in e && e.step === step)
    const warning = at('warning', 'leave-a')
    t.ok(warning > at('step-started', 'leave-a') && warning < at('step-ended', 'leave-a'))
    const [told] = fake.named('warning')
    t.equal(told?.code, 'session-gap')
    const lost = fake.named('audit')[0]?.lost ?? []
    t.ok(lost.length > 20, 'A has recorded while B was updated')
    t.match(told?.message, `${lost.length} sessions recorded by A since its last sync`)
    t.match(told?.message, /Integration Client immediately before the swing/)
  },
)

t.test(
  'UPD-08: several site packages within a day are warned of once, before the second',
  async (t) => {
    const target = { base: '3.3.2', site: '12.2.0' }
    const fake = new FakeLab({ ...shippedLab('legacy'), target })
    t.equal(fake.play(shippedRunbook('synchronous')).outcome, 'completed')
    const packages = fake.invoked.flatMap(({ appliance, operation, input }) =>
      appliance === 'a' && operation === 'install-update'
        ? [(input as { package: string }).package]
        : [],
    )
    t.ok(packages.filter((name) => name.startsWith('Bomgar')).length > 2, packages.join(', '))
    const warnings = fake.named('warning').filter(({ code }) => code === 'client-updates')
    t.match(warnings, [{ step: 'update-a', message: /^Bomgar-.* on a: clients need 24 h/ }])
    t.equal(warnings.length, 1)
  },
)

t.test('UPD-08: of an appliance that serves nobody it is not warned', async (t) => {
  const target = { base: '3.2.4', site: '11.1.0' }
  const fake = new FakeLab({ ...shippedLab('legacy'), target })
  t.equal(fake.play(asynchronous).outcome, 'completed')
  t.same(
    fake.named('warning').map((e) => `${e.step} ${e.code}`),
    ['leave-a session-gap'],
  )
})

t.test('REH-04: a pause of more than a day without failover is warned of', async (t) => {
  const fake = new FakeLab({ ...shippedLab('default'), betweenWindowsMs: 48 * 3_600_000 })
  t.equal(fake.play(asynchronous).outcome, 'completed')
  t.match(fake.named('warning'), [{ step: 'confirm', code: 'no-redundancy', message: /for 48 h/ }])
})

t.test('a status is never asked for twice at a time', async (t) => {
  const { fake } = rehearsed('default')
  t.equal(fake.statusCallsMax, 1)
})

t.test('DESIGN 9: the same inputs give the same rehearsal', async (t) => {
  const [one, two] = [rehearsed('legacy').fake, rehearsed('legacy').fake]
  t.same(one.told, two.told)
  t.same(one.invoked, two.invoked)
})

t.test('a refusal stops the rehearsal with what was expected and found', async (t) => {
  const { fake, end, steps } = rehearsed('default', {
    onInvoke: ({ operation, appliance }) =>
      operation === 'establish-relationship' && appliance === 'b'
        ? refused(refusal('wrong-key', { step: 'Connecting', from: 'b', host: 'a' }))
        : undefined,
  })
  t.equal(end.outcome, 'stopped')
  t.match(steps.get('establish-b'), {
    outcome: 'failed',
    expected: 'b to do establish-relationship',
    found: 'Connecting: the pre-shared keys of b and a are not identical.',
  })
  t.match(end.reason, /^Step establish-b failed: expected .*; found .*not identical\.$/)
  t.notOk(steps.has('sync-a'), 'nothing comes after it')
  t.equal(fake.named('audit')[0]?.holder, 'b', 'the sessions are counted all the same')
  t.equal(fake.named('versions-after').length, 1)
})

t.test(
  'what does not come in time stops the rehearsal with what was expected and found',
  async (t) => {
    const { end, steps } = rehearsed('default', {
      onInvoke: ({ operation }) =>
        operation === 'break-relationship' ? accepted({ peerTold: false }) : undefined,
    })
    t.equal(end.outcome, 'stopped')
    const { outcome, expected, found } = steps.get('break-b') ?? {}
    t.equal(outcome, 'failed')
    t.match(expected, /^a: relationship is nothing; b: relationship is nothing; a: role is none/)
    t.match(found, /a: role is primary; b: role is backup after 10m$/)
  },
)

t.test('an appliance that answers nothing any more is waited for within bounds', async (t) => {
  const { fake, end, steps } = rehearsed('default', {
    onInvoke: ({ appliance }, lab) =>
      appliance === 'b' && lab.named('step-started').some((e) => e.step === 'check-updates-b')
        ? 'silent'
        : undefined,
  })
  t.equal(end.outcome, 'stopped')
  t.equal(steps.get('check-updates-b')?.found, 'no answer to check-for-updates on b within 10m')
  t.equal(fake.named('audit')[0]?.holder, 'a')
  t.same(
    fake.named('versions-after')[0]?.versions.map((v) => v.appliance),
    ['a'],
  )
})

t.test('a failed check stops the rehearsal with what was expected and found', async (t) => {
  const { steps } = rehearsed('default', {
    onInvoke: ({ operation, appliance }, lab) => {
      if (operation === 'set-address-enabled' && appliance === 'b')
        lab.a.status.addresses = lab.a.status.addresses.map((a) => ({ ...a, enabled: true }))
      return undefined
    },
  })
  t.match(steps.get('owner-b'), {
    outcome: 'failed',
    expected: 'a: addresses.shared.enabled is false',
    found: 'a: addresses.shared.enabled is true',
  })
})

t.test('NET-06: a failed or misled site test fails its step', async (t) => {
  for (const [appliance, passed, found] of [
    ['a', true, 'answered by a'],
    ['b', false, 'the console could not log in'],
  ] as const) {
    const { end, steps } = rehearsed('default', {
      onCommand: (command) =>
        command.kind === 'run-site-test' && command.input.appliance === null
          ? {
              ok: true,
              value: {
                passed,
                appliance,
                consoleVersion: '',
                lsid: '',
                reason: 'the console could not log in',
              },
            }
          : undefined,
    })
    t.equal(end.outcome, 'stopped')
    t.equal(steps.get('test-site-b')?.found, found)
  }
})

t.test('UPD-09: an interrupted installation ends the wait at once', async (t) => {
  const { fake, end, steps } = rehearsed('default', {
    onInvoke: ({ operation }, lab) => {
      if (operation === 'install-update')
        lab.after(1_000, () =>
          lab.tell('b', {
            name: 'update-interrupted',
            package: 'Base 3.3.2',
            base: '3.2.4',
            site: '11.1.0',
          }),
        )
      return undefined
    },
  })
  t.match(steps.get('update-b')?.found, /; the installation of Base 3.3.2 was interrupted$/)
  t.equal(end.outcome, 'stopped')
  t.ok(fake.nowMs - fake.config.startsAtMs < 10 * 60_000, 'not after the six hours')
})

t.test(
  'FO-07: Sync Now meets a sync under way, waits for its end and starts its own',
  async (t) => {
    let refusals = 0
    const { end, steps } = rehearsed('default', {
      onInvoke: ({ operation, appliance }, lab) => {
        if (operation !== 'sync-now' || lab.named('step-started').length === 0 || refusals > 0)
          return undefined
        refusals += 1
        return refused(refusal('sync-under-way', { appliance }))
      },
    })
    t.equal(refusals, 1)
    t.equal(end.outcome, 'completed')
    t.match(steps.get('sync-b')?.evidence, ['b: sync begun.'])
  },
)

t.test('FO-07: an earlier success is not taken for the sync that was asked for', async (t) => {
  const { steps } = rehearsed('default', {
    onInvoke: ({ operation }, lab) =>
      operation === 'sync-now' && lab.named('step-started').length > 0
        ? accepted({ started: true })
        : undefined,
  })
  t.match(steps.get('sync-b'), {
    outcome: 'failed',
    expected: 'b: a sync has finished since Sync Now',
    found: 'b: sync is idle, its last result success at 2012-11-03T22:00:00Z after 6h',
  })
})

t.test('REH-03: what cannot work is refused before the first window', async (t) => {
  const lab = shippedLab('default')
  const table = [
    [
      { ...lab, target: { base: '3.2.4', site: '12.2.0' } },
      /packages lead to Base 3.2.4 and Bomgar-12.2.0; found Base 3.2.4 and Bomgar-11.1.0 on a/,
    ],
    [
      { ...lab, target: { base: '3.2.4', site: '10.6.1' } },
      /nothing newer than the target.*; found Base 3.2.4 and Bomgar-11.1.0 on a/,
    ],
    [
      { ...lab, software: { ...lab.software, b: { base: '3.3.0', site: '11.1.0' } } },
      /expected b: base is 3.2.4; found b: base is 3.3.0/,
    ],
  ] as const
  for (const [config, reason] of table) {
    const fake = new FakeLab(config)
    const end = fake.play(asynchronous)
    t.equal(end.outcome, 'stopped')
    t.match(end.reason, reason)
    t.same(fake.named('window-started'), [])
  }
})

t.test('a lab that cannot be prepared is never ready', async (t) => {
  const { fake, end } = rehearsed('default', {
    onInvoke: ({ operation }) =>
      operation === 'set-pre-shared-key'
        ? refused(refusal('weak-pre-shared-key', { found: '1 characters', expected: 'more' }))
        : undefined,
  })
  t.match(
    end.reason,
    /^The lab could not be prepared: expected a to do set-pre-shared-key; found The pre-shared key is refused/,
  )
  t.same(fake.named('lab-ready'), [])
})

t.test(
  'CRT-02, REH-03: a certificate that clients would refuse is named before anything is done',
  async (t) => {
    const trouble = '192.0.2.100: is not for support.example.com'
    const { fake, end } = rehearsed('default', {
      onInvoke: ({ appliance }, { b }) => {
        if (appliance === 'b') b.status.certificates = { trouble }
        return undefined
      },
    })
    t.equal(end.outcome, 'stopped')
    t.match(end.reason, trouble)
    t.same(fake.named('window-started'), [])
  },
)
