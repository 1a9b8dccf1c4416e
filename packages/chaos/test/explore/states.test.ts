import type { ApplianceMemory } from '@understudy/appliance-core'
import t from 'tap'
import { canonicalText } from '../../src/explore/box/canonical-text.ts'
import { copyMemory } from '../../src/explore/box/copy-memory.ts'
import { collectLinkNames, renamingOf } from '../../src/explore/box/link-names.ts'

t.test('CHA-07: the same so much later is the same state', async (t) => {
  const at = (nowMs: number) =>
    canonicalText({ progressAtMs: nowMs - 3_000, phase: 'pulling' }, nowMs)
  t.equal(at(10_000), at(70_000))
  t.not(at(10_000), canonicalText({ progressAtMs: 6_000, phase: 'pulling' }, 10_000))
})

t.test('CHA-07: the order of a map makes another state, that of fields does not', async (t) => {
  const text = (value: unknown) => canonicalText(value, 0)
  t.equal(text({ a: 1, b: 2 }), text({ b: 2, a: 1 }))
  t.not(
    text(
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
    ),
    text(
      new Map([
        ['b', 2],
        ['a', 1],
      ]),
    ),
  )
})

t.test('CHA-07: one thing in two places is another state than two things alike', async (t) => {
  const one = { lsid: null }
  t.not(
    canonicalText({ free: one, known: one }, 0),
    canonicalText({ free: one, known: { ...one } }, 0),
  )
})

t.test(
  'a copy of a memory shares nothing, and what was one thing in two places still is',
  async (t) => {
    const console = { id: 'console-1', lsid: null as string | null }
    const memory: ApplianceMemory = new Map([['desk', { free: [console], known: [console] }]])
    const copy = copyMemory(memory).get('desk') as { free: (typeof console)[]; known: unknown[] }
    const [free] = copy.free
    t.ok(free !== undefined && free !== console)
    t.equal(free, copy.known[0])
  },
)

t.test(
  'links are called anew in the order in which they are met, also where a timer names them',
  async (t) => {
    const memory: ApplianceMemory = new Map([
      [
        'link',
        {
          links: new Map([
            ['a17', 'up'],
            ['in-4', 'up'],
          ]),
          dialing: 'a19',
          linkCount: 19,
        },
      ],
    ])
    const names = new Set<string>()
    collectLinkNames(memory, names)
    t.same(copyMemory(memory, renamingOf(names)).get('link'), {
      links: new Map([
        ['a1', 'up'],
        ['in-1', 'up'],
      ]),
      dialing: 'a2',
      linkCount: 2,
    })
  },
)
