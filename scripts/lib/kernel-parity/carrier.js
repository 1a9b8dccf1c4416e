// Linux as a carrier of the parity suite: `ParityCarrier` of packages/network-model/parity. Names are its own concern,
// everything from ARP upwards is the kernel's. Time is real.
const { setTimeout } = require('node:timers/promises')
const { Namespaces } = require('./namespaces.js')

const PORT = '443'
const GATEWAY = '192.0.2.1'
const MACS = { a: '02:00:00:00:00:0a', b: '02:00:00:00:00:0b' }

/**
 * A switch with the appliances, the NAT gateway and every office's router on it, and behind each router its client.
 * `id` tells these namespaces from others'.
 */
async function kernelCarrier(id, network) {
  const world = new Namespaces(id)
  const lab = new KernelLab(world, network)
  try {
    await lab.build()
  } catch (error) {
    await world.removeAll()
    throw error
  }
  return lab
}

class KernelLab {
  events = []
  #world
  #network
  #clients = new Map()
  #flows = new Map()

  constructor(world, network) {
    this.#world = world
    this.#network = network
  }

  async build() {
    const world = this.#world
    const offices = this.#hosts()
    await world.add([
      'switch',
      'gateway',
      ...offices.flatMap(({ name }) => [name, `${name}-router`]),
    ])
    await world.cables([
      { from: ['gateway', 'outside'], to: ['switch', 'port-gateway'] },
      ...offices.flatMap(({ name }, index) => [
        { from: [`${name}-router`, 'inside'], to: [name, 'eth0'] },
        { from: [`${name}-router`, 'outside'], to: ['switch', `port${index}`] },
      ]),
    ])
    const ports = ['port-gateway', ...offices.map((_office, index) => `port${index}`)]
    await world.ip('switch', [
      'link add bridge type bridge',
      'link set bridge up',
      ...ports.flatMap((port) => [`link set ${port} master bridge`, `link set ${port} up`]),
    ])
    await Promise.all([
      this.#setUpGateway(),
      ...offices.map(({ name }, index) => this.#setUpOffice(name, index)),
      ...this.#network.appliances.map(({ name }) => this.#powerUp(name)),
    ])
    for (const { name, address } of this.#network.appliances) await this.claim(name, address)
  }

  async claim(appliance, address) {
    await this.#world.ip(appliance, [`addr add ${address}/32 dev eth0`])
    // Who takes an address says so (RFC 5227 2.3), and does not wait for anybody.
    this.#world.start(appliance, ['arping', '-q', '-U', '-c', '1', '-I', 'eth0', address])
  }

  async release(appliance, address) {
    await this.#world.ip(appliance, [`addr del ${address}/32 dev eth0`])
  }

  async command({ kind, input }) {
    const commands = {
      'cut-path': () => this.#cut(input),
      'heal-path': () => this.#heal(input),
      'set-nat-rule': () => this.#forwardTo(input.address),
      'power-loss': () => this.#powerDown(input.appliance),
      'power-back': () => this.#powerUp(input.appliance),
    }
    const does = commands[kind]
    if (does === undefined) throw new Error(`the kernel has no ${kind}`)
    await does()
    return { ok: true, value: null }
  }

  dial(origin, host) {
    const id = this.#flows.size
    const flow = { received: '', ending: 'none' }
    this.#flows.set(id, flow)
    const client = this.#clientAt(origin)
    const order = (what) => void client.then((tell) => tell({ flow: id, ...what }))
    order({ dial: { host: this.#addressOf(host), port: Number(PORT) } })
    return {
      send: (text) => order({ send: text }),
      get received() {
        return flow.received
      },
      get ending() {
        return flow.ending
      },
    }
  }

  async pass(ms) {
    // What takes a moment to start is not part of the time.
    await Promise.all(this.#clients.values())
    await setTimeout(ms)
  }

  stop() {
    return this.#world.removeAll()
  }

  #hosts() {
    return [...this.#network.offices, { name: 'conductor' }]
  }

  /** Behind a router of its own, which says nothing where it cannot forward, as many do. */
  async #setUpOffice(name, index) {
    const world = this.#world
    const router = `${name}-router`
    await world.ip(router, [
      'link set inside up',
      'link set outside up',
      `addr add 10.0.${index}.1/24 dev inside`,
      `addr add ${routerAddress(index)}/24 dev outside`,
      `route add 203.0.113.0/24 via ${GATEWAY}`,
    ])
    await world.sysctl(router, ['net.ipv4.ip_forward=1'])
    await world.nft(router, silent)
    await world.ip(name, [
      'link set eth0 up',
      `addr add 10.0.${index}.2/24 dev eth0`,
      // RFC 6298's least timeout, of which Linux has a fifth.
      `route add default via 10.0.${index}.1 rto_min 1s`,
    ])
    await world.sysctl(name, this.#limitsOfClients())
  }

  /** The kernel's keepalive is the heartbeat of the application. */
  #limitsOfClients() {
    const { answerMs } = this.#network.heartbeat
    return [
      `net.ipv4.tcp_keepalive_intvl=${Math.min(32_767, Math.ceil(answerMs / 1000))}`,
      'net.ipv4.tcp_keepalive_probes=1',
      // Without the probe of RFC 8985 for a lost tail, which begins the schedule of RFC 6298 a second later.
      'net.ipv4.tcp_early_retrans=0',
      // Who has sent something asks for no sign of life: of an unanswered byte they have enough after 31 s. (Linux counts
      // these by its own least timeout of 200 ms, whatever the route says: 25 s, and then the next retransmission.)
      ...(answerMs < 60_000 ? ['net.ipv4.tcp_retries2=6'] : []),
    ]
  }

  async #setUpGateway() {
    const world = this.#world
    const { publicAddress, offices, appliances, servedBy } = this.#network
    await world.ip('gateway', [
      'link set outside up',
      'link set lo up',
      `addr add ${GATEWAY}/24 dev outside`,
      `addr add ${publicAddress}/32 dev lo`,
      ...offices.map(
        (_office, index) => `route add 10.0.${index}.0/24 via ${routerAddress(index)}`,
      ),
    ])
    await world.sysctl('gateway', [
      'net.ipv4.ip_forward=1',
      'net.ipv4.conf.all.send_redirects=0',
      'net.ipv4.conf.outside.send_redirects=0',
    ])
    await this.#forwardTo(appliances.find(({ name }) => name === servedBy).address)
  }

  /** Established connections stay where conntrack has them. */
  #forwardTo(address) {
    const { publicAddress } = this.#network
    return this.#world.nft(
      'gateway',
      `table ip gateway {}
      flush table ip gateway
      table ip gateway {
        chain in {
          type nat hook prerouting priority dstnat;
          ip daddr ${publicAddress} tcp dport ${PORT} dnat to ${address}
        }
        chain out {
          type nat hook postrouting priority srcnat;
          ct status dnat masquerade
        }
      }`,
    )
  }

  async #powerUp(name) {
    const world = this.#world
    await world.add([name])
    await world.cables([{ from: [name, 'eth0'], to: ['switch', `port-${name}`], mac: MACS[name] }])
    await world.ip('switch', [`link set port-${name} master bridge`, `link set port-${name} up`])
    await world.ip(name, [
      'link set lo up',
      'link set eth0 up',
      'route add 192.0.2.0/24 dev eth0 scope link',
      ...this.#hosts().map((_host, index) => {
        return `route add 10.0.${index}.0/24 via ${routerAddress(index)} dev eth0 rto_min 1s`
      }),
    ])
    await world.nft(name, silent)
    await world.station(name, ['appliance', name, PORT])
    if (this.events.some((event) => event.appliance === name)) this.#tell('power-back', name)
  }

  /** Its kernel goes with it, so that it can tell nobody anything. */
  async #powerDown(name) {
    await this.#world.ip('switch', [`link del port-${name}`])
    await this.#world.remove(name)
    this.#tell('power-lost', name)
  }

  #tell(name, appliance) {
    this.events.push({ name, appliance })
  }

  /** At the appliance's end: what comes from there, or goes there, is dropped. */
  #cut({ from, to, oneWay = false }) {
    const [appliance, office] = to in MACS ? [to, from] : [from, to]
    const client = this.#clientAddress(office)
    const into =
      oneWay && from === appliance
        ? ''
        : `chain in { type filter hook input priority 0; ip saddr ${client} drop; }`
    const out =
      oneWay && to === appliance
        ? ''
        : `chain out { type filter hook output priority 0; ip daddr ${client} drop; }`
    return this.#world.nft(appliance, `table ip cut { ${into}\n ${out}\n }`)
  }

  #heal({ from, to }) {
    return this.#world.nft(to in MACS ? to : from, 'delete table ip cut')
  }

  #clientAddress(host) {
    const index = this.#hosts().findIndex(({ name }) => name === host)
    if (index < 0) throw new Error(`the kernel has no host ${host}`)
    return `10.0.${index}.2`
  }

  #clientAt(origin) {
    const known = this.#clients.get(origin)
    if (known !== undefined) return known
    const client = this.#world.station(
      origin,
      ['client', String(this.#network.heartbeat.everyMs)],
      ({ flow: id, received = '', ending }) => {
        const flow = this.#flows.get(id)
        flow.received += received
        if (ending !== undefined) flow.ending = ending
      },
    )
    this.#clients.set(origin, client)
    return client
  }

  #addressOf(host) {
    const { siteHostname, sharedAddress, publicAddress, appliances, swing } = this.#network
    const named = Object.fromEntries(appliances.map(({ hostname, address }) => [hostname, address]))
    const site = { 'shared-ip': sharedAddress, nat: publicAddress }[swing]
    return { ...named, [siteHostname]: site }[host] ?? host
  }
}

/** Of that office's router, on the segment of the appliances. */
const routerAddress = (index) => `192.0.2.${201 + index}`

/** No ICMP that says what cannot be reached, and no refusal of what is nobody's: silence, as in the model. */
const silent = `table ip silent {
  chain out { type filter hook output priority 0; icmp type destination-unreachable drop; }
  chain through { type filter hook forward priority 0; icmp type destination-unreachable drop; }
}`

module.exports = { kernelCarrier }
