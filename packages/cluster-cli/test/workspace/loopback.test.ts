import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const root = fileURLToPath(new URL('../../../../..', import.meta.url))

t.test(
  'NET-11: one module says where a lab listens, and no other source spells the address',
  (t) => {
    const sources = ':(glob)packages/*/src/**'
    const found = execFileSync('git', ['grep', '-lF', '127.0.0.1', '--', sources], {
      cwd: root,
      encoding: 'utf8',
    })
    t.same(found.trim().split('\n'), [
      'packages/lab-channel/src/places/loopback.ts',
      // The Toxiproxy API's own rule of what "all interfaces" means.
      'packages/mock-network/src/toxiproxy/listening/listen-address.ts',
      // The address of the zone's server, which is data of the zone.
      'packages/network-model/src/names/lab-zone.ts',
    ])
    t.end()
  },
)
