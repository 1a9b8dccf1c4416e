import t from 'tap'
import { addressOf, publicAddress as gateway, pairOf } from '../support/model.ts'

t.test(
  'FO-12: a test address answers where somebody has it and the path carries both ways',
  async (t) => {
    const model = pairOf()
    const [ofA, nobody] = [addressOf.a, '192.0.2.99']
    const reached = (asked: string[] = [ofA, gateway, nobody]): unknown =>
      model.perform({ kind: 'ping', input: { from: 'b', addresses: asked } }, 0).result
    t.strictSame(reached(), { ok: true, value: { reached: [ofA, gateway] } })
    model.perform({ kind: 'cut-path', input: { from: 'gateway', to: 'b', oneWay: true } }, 0)
    t.strictSame(reached(), { ok: true, value: { reached: [ofA] } }, 'the answer is lost')
    model.perform({ kind: 'power-loss', input: { appliance: 'a' } }, 0)
    t.strictSame(reached(), { ok: true, value: { reached: [] } })
    t.match(model.perform({ kind: 'ping', input: { from: 'c', addresses: [] } }, 0).result, {
      ok: false,
      refusal: { message: /found "c"/ },
    })
  },
)
