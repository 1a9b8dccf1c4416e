import t from 'tap'
import { OneAppliance } from '../support/one-appliance.ts'

const weak: readonly (readonly [what: string, key: string])[] = [
  ['eleven characters', 'k7#Qz!m2Rt$'],
  ['twelve characters of which five differ', 'abcdeabcdeab'],
  ['a common word with digits and signs around it', 'Password-2026!'],
  ['a common word twice', 'bomgar.bomgar'],
]

for (const [what, key] of weak)
  t.test(`SEC-01: a pre-shared key is refused for ${what}, and not shown`, async (t) => {
    const one = new OneAppliance()
    const outcome = one.invoke('set-pre-shared-key', { key })
    t.match(outcome, { refusal: { code: 'weak-pre-shared-key' } })
    t.notOk(JSON.stringify(outcome).includes(key))
    t.match(one.status(), { hasPreSharedKey: false })
    t.notOk(one.effects.some((e) => e.kind === 'use-pre-shared-key' && e.key === key))
  })

t.test('SEC-01: twelve characters of which six differ are a key', async (t) => {
  const one = new OneAppliance()
  t.match(one.invoke('set-pre-shared-key', { key: 'rstuvwrstuvw' }), { ok: true })
  t.match(one.status(), { hasPreSharedKey: true })
})
