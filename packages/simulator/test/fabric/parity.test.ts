import { parityCases, parityNetwork } from '@understudy/network-model/parity'
import t from 'tap'
import { virtualCarrier } from '../support/parity-carrier.ts'

// The loopback process plays the same ones: packages/mock-network/test/parity.
for (const { title, network, play } of parityCases) {
  t.test(`${title} (virtual)`, async (t) => {
    await play(await virtualCarrier({ ...parityNetwork, ...network }), t)
  })
}
