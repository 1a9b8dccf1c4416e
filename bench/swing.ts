import { joinLab } from '@understudy/lab-channel'
import { Client } from './lib/client.ts'
import { BenchLab } from './lib/lab.ts'
import { printFigure, printHead } from './lib/print.ts'

/*
 * The gap of a shared-IP swing as a client sees it: both appliances up, the address unticked on the one and ticked on the other; every
 * 2 ms a fresh connection asks for the portal, side by side with those that have not been answered yet. A gap goes from the end of
 * the last good answer of the old one to the end of the first of the new one.
 */
const swings = 100
const seed = '1'
printHead('swing', seed)
const sharedAddress = '192.0.2.100'
const lab = BenchLab.up(`
name: bench
appliances:
  a: { hostname: a.example.com, address: 192.0.2.10, base: 3.3.2, site: 12.2.0 }
  b: { hostname: b.example.com, address: 192.0.2.11, base: 3.3.2, site: 12.2.0 }
clients: { representatives: 0, sessionEveryMs: 3600000, probeEveryMs: 3600000 }
`)
try {
  await lab.do('a', 'break-relationship')
  const channel = await joinLab({
    hubPort: lab.hubPort,
    token: lab.token,
    name: 'bench',
    kind: 'observer',
  })
  const port = channel.doorTo('support.example.com')
  if (port === undefined) throw new Error('there is no door to the site')
  const gapsMs: number[] = []
  const client = new Client(port, lab.ca)
  for (let swing = 0; swing < swings; swing++) {
    const [from, to] = swing % 2 === 0 ? (['a', 'b'] as const) : (['b', 'a'] as const)
    client.forget()
    await client.answered(from)
    await lab.do(from, 'set-address-enabled', { address: sharedAddress, enabled: false })
    await lab.do(to, 'set-address-enabled', { address: sharedAddress, enabled: true })
    await client.answered(to)
    gapsMs.push(client.firstOf(to) - client.lastOf(from))
  }
  client.stop()
  channel.close()
  gapsMs.sort((one, other) => one - other)
  const at = (share: number): number => gapsMs[Math.ceil(share * swings) - 1] ?? Number.NaN
  const limit = 'p99 30, aim 15 (keepalived, graceful: 14 at 0.01 s, 620 at its defaults)'
  printFigure({ name: `gap, p50 of ${swings}`, value: at(0.5), unit: 'ms', limit, met: true })
  printFigure({ name: 'gap, p99', value: at(0.99), unit: 'ms', limit, met: at(0.99) < 30 })
  printFigure({ name: 'gap, longest', value: at(1), unit: 'ms', limit, met: true })
} finally {
  lab.down()
}
