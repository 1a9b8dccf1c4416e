import { parityCases, parityNetwork } from '@understudy/network-model/parity'
import t from 'tap'
import { loopbackCarrier } from './loopback-carrier.ts'

// The virtual fabric plays the same ones: packages/simulator/test/fabric.
for (const { title, network, play } of parityCases) {
  t.test(`${title} (loopback)`, async (t) => {
    await play(await loopbackCarrier(t, { ...parityNetwork, ...network }), t)
  })
}
