import {
  type LabConfig,
  refusal,
  refused,
  type SwingMethod,
  swingMethods,
} from '@understudy/shared'
import t from 'tap'
import { checkRunbook } from '../../src/index.ts'
import { shippedLab, shippedRunbook } from '../shipped.ts'
import { FakeLab, type Script } from './fake-lab.ts'

const asynchronous = shippedRunbook('asynchronous')

const labBy = (swing: SwingMethod, name = 'default'): LabConfig => {
  const lab = shippedLab(name)
  return { ...lab, network: { ...lab.network, swing } }
}

function rehearsed(lab: LabConfig, script: Script = {}, runbook = asynchronous) {
  const fake = new FakeLab(lab, script)
  const end = fake.play(runbook)
  return { fake, end, steps: new Map(fake.named('step-ended').map((e) => [e.step, e])) }
}

const swingSteps = {
  'shared-ip': ['page-b', 'leave-a', 'take-b', 'owner-b', 'leads-b'],
  dns: ['edit-dns', 'propagate-dns', 'leads-b', 'log-in-again'],
  nat: ['edit-nat', 'leads-b', 'log-in-again'],
} as const satisfies Record<SwingMethod, readonly string[]>

for (const swing of swingMethods) {
  t.test(`NET-01, NET-04, NET-05: by ${swing} the plan has that swing's steps alone`, async (t) => {
    const { fake, end, steps } = rehearsed(labBy(swing))
    t.same(end, { outcome: 'completed', reason: '' })
    const ids = [...steps.keys()]
    const between = ids.slice(ids.indexOf('test-b') + 1, ids.indexOf('test-site-b'))
    t.same(between, swingSteps[swing])
    const [started] = fake.named('rehearsal-started')
    t.same(
      started?.steps?.map(({ step }) => step),
      ids,
      'what is planned is what is played',
    )
    t.equal(started?.swing, swing)
    t.equal(fake.siteLeadsTo, 'b')
  })

  t.test(`the synchronous runbook plays where the swing is by ${swing}`, async (t) => {
    const { fake, end } = rehearsed(labBy(swing), {}, shippedRunbook('synchronous'))
    t.same(end, { outcome: 'completed', reason: '' })
    t.equal(fake.siteLeadsTo, 'a')
    const claims = fake.invoked.filter((one) => one.operation === 'set-address-enabled')
    t.equal(claims.length, swing === 'shared-ip' ? 1 : 0, 'the shared address is for shared-ip')
  })
}

t.test('NET-04: the DNS swing waits until the last resolver has forgotten A', async (t) => {
  const { fake, steps } = rehearsed(labBy('dns'))
  t.same(
    fake.obeyed.find(({ kind }) => kind === 'set-record'),
    {
      kind: 'set-record',
      input: { name: 'support.example.com', address: fake.addressOf('b') },
    },
  )
  const { outcome, evidence } = steps.get('propagate-dns') ?? {}
  t.equal(outcome, 'passed')
  t.same(evidence, ['network: siteLeadsTo is b', 'network: staleOffices is 0'])
  t.match(steps.get('edit-dns')?.evidence, ['network: the A record of support.example.com is'])
})

t.test('NET-05: by NAT the representatives are told to log in again', async (t) => {
  const { steps } = rehearsed(labBy('nat'))
  t.same(steps.get('log-in-again')?.evidence, [
    '3 representatives log in again, 1 will when their session has ended.',
  ])
})

t.test('NET-04: an entry that never propagates fails the step with what was found', async (t) => {
  const { end, steps } = rehearsed(labBy('dns'), {
    onCommand: ({ kind }, lab) => {
      if (kind === 'network-status' && lab.siteLeadsTo === 'b') lab.staleOffices = 1
      return undefined
    },
  })
  t.equal(end.outcome, 'stopped')
  t.match(steps.get('propagate-dns'), {
    outcome: 'failed',
    expected: 'network: staleOffices is 0',
    found: 'network: staleOffices is 1 after 26h',
  })
})

t.test("a refusal of the network fails the step with the network's sentence", async (t) => {
  const { steps } = rehearsed(labBy('nat'), {
    onCommand: ({ kind }) =>
      kind === 'set-nat-rule'
        ? refused(refusal('network-refused', { why: 'there is no such host' }))
        : undefined,
  })
  t.match(steps.get('edit-nat'), {
    outcome: 'failed',
    expected: 'the network to do set-nat-rule',
    found: 'there is no such host',
  })
})

t.test('SYN-06: stopped after the swing, what A alone holds is not counted as lost', async (t) => {
  const { fake, end } = rehearsed(labBy('nat'), {
    onCommand: ({ kind }, lab) =>
      kind === 'run-site-test' && lab.siteLeadsTo === 'b'
        ? refused(refusal('network-refused', { why: 'no answer' }))
        : undefined,
  })
  t.equal(end.outcome, 'stopped')
  t.ok(fake.acknowledged.length > 20, 'A has recorded')
  const [audit] = fake.named('audit')
  t.equal(audit?.holder, 'b')
  t.same(audit?.lost, [])
})

for (const [swing, step] of [
  ['dns', 'edit-dns'],
  ['nat', 'edit-nat'],
] as const)
  t.test(`SYN-04: by ${swing} the gap is warned of before the swing, and told of A`, async (t) => {
    const { fake } = rehearsed(labBy(swing, 'legacy'))
    const gaps = fake.named('warning').filter(({ code }) => code === 'session-gap')
    t.match(gaps, [{ step, message: /recorded by A since its last sync/ }])
  })

t.test('CLI-03: the throttles of the lab file become settings of the site', async (t) => {
  const lab = shippedLab('storm')
  const off = { ...lab.clients.jumpClients, concurrentUpgradesMax: null }
  const settingsOf = (config: LabConfig) =>
    rehearsed(config, {}, shippedRunbook('synchronous'))
      .fake.invoked.filter(({ operation }) => operation === 'set-setting')
      .map(({ appliance, input }) => ({ appliance, ...(input as object) }))
  t.same(settingsOf({ ...lab, clients: { ...lab.clients, jumpClients: off } }), [
    { appliance: 'a', key: 'jump-clients.concurrent-upgrades-max', value: 'off' },
    { appliance: 'a', key: 'jump-clients.connection-rate-max', value: '50' },
  ])
  t.same(settingsOf(shippedLab('default')), [], 'a lab without Jump Clients sets nothing')
})

t.test('NET-09: the timetable begins with the first window, once', async (t) => {
  const lab = labBy('shared-ip')
  const fault = { kind: 'partition', from: 'a', to: 'b' } as const
  const faulty = { ...lab, network: { ...lab.network, faults: [{ at: '1m', fault }] } }
  const startsOf = (config: LabConfig) => {
    const windowsThen: number[] = []
    rehearsed(config, {
      onCommand: ({ kind }, fake) => {
        if (kind === 'start-timetable') windowsThen.push(fake.named('window-started').length)
        return undefined
      },
    })
    return windowsThen
  }
  t.same(startsOf(faulty), [0])
  t.same(startsOf(lab), [], 'nothing to begin')
})

t.test('CLI-08: what became of the clients is counted before they end their work', async (t) => {
  const groups = [
    {
      group: 'consoles',
      total: 3,
      upgraded: 2,
      late: 1,
      stranded: 0,
      redeployByHand: 0,
      at: { b: 3 },
    },
  ]
  const { fake } = rehearsed(labBy('shared-ip'), {
    onCommand: ({ kind }) =>
      kind === 'count-population' ? { ok: true, value: { groups } } : undefined,
  })
  t.same(fake.named('population-counted'), [{ name: 'population-counted', groups }])
  const kinds = fake.obeyed.map(({ kind }) => kind)
  t.ok(kinds.includes('wind-down-clients'))
})

t.test('CLI-03, CLI-05: a runbook can have people at the clients do things by hand', async (t) => {
  const on = 'clients' as const
  const steps = [
    { do: 'redeploy', with: { clients: 'msi-consoles' } },
    { do: 'check-in' },
    { do: 'count-population' },
    { do: 'list-acknowledged' },
    { do: 'wind-down-clients' },
    { do: 'start-clients' },
  ].map((step) => ({ ...step, on, id: step.do, title: step.do, guide: 'our own' }))
  const windows = [{ id: 'w', title: 'W', steps }]
  const runbook = { runbook: 'by-hand', title: 'By hand', guide: 'our own', windows }
  t.same(checkRunbook(runbook), [])
  const values: Partial<Record<string, unknown>> = {
    redeploy: { count: 2 },
    'check-in': { count: 2, off: 1 },
    'wind-down-clients': { clientsBusy: 0 },
  }
  let acknowledgedByThen: number | undefined
  const script: Script = {
    onCommand: (command, lab) => {
      // The audit asks again.
      if (command.kind === 'list-acknowledged') acknowledgedByThen ??= lab.acknowledged.length
      const value = values[command.kind]
      if (value === undefined) return undefined
      lab.obeyed.push(command)
      return { ok: true, value }
    },
  }
  const played = rehearsed(labBy('shared-ip'), script, runbook)
  t.same(played.end, { outcome: 'completed', reason: '' })
  t.same(
    steps.map(({ id }) => played.steps.get(id)?.evidence.join(' ')),
    [
      '2 msi-consoles were redeployed by hand.',
      '2 passive Jump Clients check in by hand; 1 switched off.',
      'Of 0 clients 0 are upgraded, 0 late, 0 stranded, 0 wait to be redeployed by hand.',
      `${acknowledgedByThen} sessions were acknowledged so far.`,
      'The clients have ended their work; 0 sessions had not ended.',
      'The clients are at work.',
    ],
  )
  t.match(
    played.fake.obeyed.find(({ kind }) => kind === 'redeploy'),
    { input: { clients: 'msi-consoles' } },
  )
  t.equal(played.fake.named('rehearsal-started')[0]?.steps?.[0]?.appliance, 'clients')
  const refusing = rehearsed(
    labBy('shared-ip'),
    {
      onCommand: (command, lab) =>
        command.kind === 'check-in'
          ? refused(refusal('network-refused', { why: 'there is nobody' }))
          : script.onCommand?.(command, lab),
    },
    runbook,
  )
  t.match(refusing.steps.get('check-in'), {
    outcome: 'failed',
    expected: 'the clients to do check-in',
    found: 'there is nobody',
  })
})
