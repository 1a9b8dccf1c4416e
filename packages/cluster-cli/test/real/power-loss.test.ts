import t from 'tap'
import { realStage } from '../support/real-stage.ts'
import { must, pair, stageLab, statusOf } from '../support/stage.ts'

t.test(
  'NET-12: power is taken from a real appliance and given back: it is there again, with its data',
  async (t) => {
    const stage = await realStage(stageLab())
    t.teardown(() => stage.close())
    await pair(stage)
    await must(stage, 'a', 'set-setting', { key: 'kept', value: '1' })
    await stage.network({ kind: 'power-loss', input: { appliance: 'a' } })
    await stage.pass(10_000)
    t.equal((await statusOf(stage, 'b')).relationship?.link, 'up', 'nobody has told it')
    await stage.pass(60_000)
    t.equal((await statusOf(stage, 'b')).relationship?.link, 'down', 'it has found out')
    const started = stage.watch(
      (event) => event.name === 'appliance-started' && event.source === 'a',
    )
    await stage.network({ kind: 'power-back', input: { appliance: 'a' } })
    t.match(await started(), { afterCrash: true })
    stage.reconnect()
    await stage.pass(30_000)
    t.equal((await statusOf(stage, 'b')).relationship?.link, 'up')
    t.equal((await statusOf(stage, 'a')).role, 'primary')
  },
)
