import { createHash } from 'node:crypto'
import { openStore } from '@understudy/appliance-store'
import { MemoryStore } from '@understudy/memory-store'
import type { RehearsalPlan, Runbook } from '@understudy/rehearsal'
import { resolveLab } from '@understudy/shared'
import t from 'tap'
import { EndlessRehearsalError, runVirtual, traceLines, type WorldPorts } from '../../src/index.ts'
import { momentsOfTwoPrimaries } from '../support/roles.ts'

const step = (id: string, more: Partial<Runbook['windows'][0]['steps'][0]>) => ({
  id,
  title: id,
  guide: 'none',
  ...more,
})

/** A small upgrade of B alone, with a swing to it. */
const runbook: Runbook = {
  runbook: 'small',
  title: 'Update B and swing to it',
  guide: 'none',
  windows: [
    {
      id: 'window',
      title: 'The only window',
      steps: [
        step('break', { on: 'b', do: 'break-relationship' }),
        step('update', { on: 'b', update: 'to-target' }),
        step('untick', {
          on: 'a',
          do: 'set-address-enabled',
          with: { address: '192.0.2.100', enabled: false },
        }),
        step('tick', {
          on: 'b',
          do: 'set-address-enabled',
          with: { address: '192.0.2.100', enabled: true },
        }),
        step('test', { test: 'through-site', on: 'b' }),
      ],
    },
  ],
}

function planOf(seed: string): RehearsalPlan {
  const lab = resolveLab({
    appliances: {
      a: {
        hostname: 'a.support.example.com',
        address: '192.0.2.10',
        base: '3.2.4',
        site: '11.1.0',
      },
      b: {
        hostname: 'b.support.example.com',
        address: '192.0.2.11',
        base: '3.2.4',
        site: '11.1.0',
      },
    },
    target: { base: '3.3.2', site: '12.2.0' },
    data: { sessions: 200, recordings: 10 },
  })
  return { runbook, lab, world: 'virtual', seed, preSharedKey: 'correct horse battery staple' }
}

const ports = { openStore: () => openStore(':memory:') }
const plainDataPorts = { openStore: () => new MemoryStore() }

function hashOf(seed: string, over: WorldPorts = ports): string {
  const hash = createHash('sha256')
  for (const line of traceLines(runVirtual(planOf(seed), over).events)) hash.update(`${line}\n`)
  return hash.digest('hex')
}

t.test('REH-02: a whole rehearsal plays in virtual time', async (t) => {
  const heard: unknown[] = []
  const { events, outcome, virtualMs } = runVirtual(planOf('1'), ports, {
    onEvent: (event) => heard.push(event),
  })
  t.strictSame(outcome, { outcome: 'completed', reason: '' })
  t.ok(virtualMs > 45 * 60_000, 'both installations took their time')
  t.strictSame(heard, events)
  t.match(events.at(-1), { name: 'rehearsal-ended', source: 'conductor' })
  t.match(
    events.findLast((e) => e.name === 'traffic-owner'),
    { owner: 'b', others: [] },
  )
  t.ok(
    events.every((event, i) => event.atMs >= (events[i - 1]?.atMs ?? 0)),
    'time never goes back',
  )
  t.strictSame(momentsOfTwoPrimaries(events), [])
})

t.test('CHA-07: the same seed gives the same trace on either store, another another', async (t) => {
  const first = hashOf('1')
  t.equal(hashOf('1'), first)
  t.equal(hashOf('1', plainDataPorts), first, 'on plain data as on SQLite')
  t.not(hashOf('2'), first)
})

t.test('a rehearsal that does not end in time says how far it came', async (t) => {
  t.throws(() => runVirtual(planOf('1'), ports, { virtualMsMax: 600_000 }), {
    name: EndlessRehearsalError.name,
    message: /small has not ended after 600000 ms of virtual time/,
  })
  t.throws(() => runVirtual(planOf('1'), ports, { stepsMax: 100 }), { message: /100 steps/ })
})

t.test(
  'UPD-04, REH-01: `by: manual` updates a box that cannot reach the update server, and `update` alone does not',
  async (t) => {
    const restricted = (by: 'manual' | undefined): RehearsalPlan => {
      const window = runbook.windows[0]
      const cut = { on: 'network', do: 'cut-path', with: { from: 'b', to: 'update-server' } }
      const update = { on: 'b', update: 'to-target', ...(by === undefined ? {} : { by }) } as const
      const steps = [step('break', { on: 'b', do: 'break-relationship' }), step('cut', cut)]
      const windows = [
        { id: 'w', title: window?.title ?? '', steps: [...steps, step('update', update)] },
      ]
      return { ...planOf('1'), runbook: { ...runbook, windows } }
    }
    const { events, outcome } = runVirtual(restricted('manual'), plainDataPorts)
    t.match(outcome, { outcome: 'completed' })
    t.same(
      events.flatMap((event) =>
        event.name === 'package-downloaded' ? [`${event.package} by ${event.by}`] : [],
      ),
      [
        'Base 3.3.2 by support',
        'Bomgar-12.1.0 by key',
        'Bomgar-12.1.4 by key',
        'Bomgar-12.2.0 by key',
      ],
      'below Base 3.3.2 support gives the download, above it the key gives all that is offered',
    )
    const stopped = runVirtual(restricted(undefined), plainDataPorts)
    t.match(stopped.outcome, { outcome: 'stopped', reason: /update/ })
    t.ok(
      stopped.events.some(
        (event) => event.source === 'conductor' && /FAQ.*by hand/.test(JSON.stringify(event)),
      ),
      'the report says that the update server was not reached, and names the manual way',
    )
  },
)
