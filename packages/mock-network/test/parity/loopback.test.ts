import t from 'tap'
import { parityCases, parityNetwork } from '../../parity/index.ts'
import { loopbackCarrier } from './loopback-carrier.ts'

// The virtual fabric plays the same ones: packages/simulator/test/fabric.
for (const { title, network, play } of parityCases) {
  t.test(`${title} (loopback)`, async (t) => {
    await play(await loopbackCarrier(t, { ...parityNetwork, ...network }), t)
  })
}
