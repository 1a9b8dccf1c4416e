import { connect } from 'node:net'
import type { LabChannel } from '@understudy/lab-channel'
import type { ParityCarrier, ParityFlow } from '@understudy/network-model/parity'
import type { NetworkConfig, NetworkEvent } from '@understudy/shared'
import type { Test } from 'tap'
import { settled, startEcho } from '../support/echo-appliance.ts'
import { startLab } from '../support/lab.ts'

/** The loopback process as a carrier: real sockets, the lab's clock, everybody in this process. */
export async function loopbackCarrier(t: Test, network: NetworkConfig): Promise<ParityCarrier> {
  const lab = await startLab(t, { participants: ['a', 'b', 'clients', 'conductor'], network })
  const appliances = {
    a: (await startEcho(t, lab, 'a')).channel,
    b: (await startEcho(t, lab, 'b')).channel,
  }
  const clients = await lab.join({ name: 'clients', kind: 'clients' })
  const conductor = await lab.join({ name: 'conductor', kind: 'conductor', events: true })
  const events: NetworkEvent[] = []
  conductor.onEvent((event) => {
    if (event.source === 'network') events.push(event as NetworkEvent)
  })
  const channelOf = (origin: string): LabChannel => {
    if (origin === 'a' || origin === 'b') return appliances[origin]
    return origin === 'conductor' ? conductor : clients
  }
  const applianceOf = (name: string) => appliances[name === 'a' ? 'a' : 'b']
  let timers = 0
  for (const name of ['a', 'b'] as const) {
    const own = network.appliances.find((appliance) => appliance.name === name)
    appliances[name].claim(own?.address ?? '', 0)
    await settled(appliances[name])
  }
  return {
    events,
    claim: async (appliance, address, epoch) => {
      applianceOf(appliance).claim(address, epoch)
      await settled(applianceOf(appliance))
    },
    release: async (appliance, address) => {
      applianceOf(appliance).release(address)
      await settled(applianceOf(appliance))
    },
    command: (command) => conductor.command('network', command),
    dial: (origin, host) => dialled(t, channelOf(origin).doorTo(host, { origin })),
    pass: async (ms) => {
      const { clock } = conductor
      await new Promise<void>((resolve) => {
        clock.setTimer(`pass ${timers++}`, clock.nowMs() + ms, resolve)
      })
      await settled(conductor)
    },
  }
}

function dialled(t: Test, port: number | undefined): ParityFlow {
  if (port === undefined) throw new Error('no door to that host')
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  const flow = { received: '', ending: 'none' as ParityFlow['ending'] }
  socket.setEncoding('utf8')
  socket.on('data', (text) => {
    flow.received += text
  })
  socket.on('end', () => {
    flow.ending = 'closed'
  })
  socket.on('error', () => {
    flow.ending = 'reset'
  })
  t.teardown(() => socket.destroy())
  return {
    send: (text) => void socket.write(text),
    get received() {
      return flow.received
    },
    get ending() {
      return flow.ending
    },
  }
}
