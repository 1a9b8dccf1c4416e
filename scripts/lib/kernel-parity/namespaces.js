// Network namespaces, and what is in them. All names begin with the owner's, so that they can be found and removed.
const { spawn, spawnSync } = require('node:child_process')
const { createInterface } = require('node:readline')

const STATION = require.resolve('./station.js')
const PREFIX = 'understudy-'
const TOOLS = ['ip', 'nft', 'arping', 'sysctl']

/** Why this machine cannot be asked, as a sentence's end; null = it can. */
function obstacle() {
  if (process.platform !== 'linux') return 'this is not Linux'
  if (process.getuid?.() !== 0) return 'it takes root to make network namespaces'
  const lacking = TOOLS.filter(
    (tool) => spawnSync(tool, ['--help'], { stdio: 'ignore' }).error !== undefined,
  )
  if (lacking.length > 0)
    return `this machine lacks ${lacking.join(', ')} (iproute2, nftables, iputils-arping, procps)`
  const name = `${PREFIX}${process.pid}-try`
  const made = spawnSync('ip', ['netns', 'add', name], { encoding: 'utf8' })
  if (made.status !== 0) return `no namespace can be made here (${made.stderr.trim()})`
  const tried = spawnSync(
    'ip',
    ['-n', name, 'link', 'add', 'one', 'type', 'veth', 'peer', 'name', 'other'],
    { encoding: 'utf8' },
  )
  spawnSync('ip', ['netns', 'del', name])
  return tried.status === 0
    ? null
    : `no pair of interfaces can be made here (${tried.stderr.trim()})`
}

/** Runs it, and rejects with what it said where it fails. Nobody is kept waiting meanwhile. */
function run(command, args, input = '') {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['pipe', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (chunk) => {
      said += chunk
    })
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`${command} ${args.join(' ')}: ${said.trim()}\n${input}`))
    })
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}

/** The namespaces of one case. */
class Namespaces {
  #owner
  #names = new Set()
  #stations = []

  constructor(owner) {
    this.#owner = `${PREFIX}${owner}-`
  }

  /** As the kernel knows that host. */
  nameOf(host) {
    return this.#owner + host
  }

  add(hosts) {
    for (const host of hosts) this.#names.add(host)
    return run(
      'ip',
      ['-batch', '-'],
      hosts.map((host) => `netns add ${this.nameOf(host)}\n`).join(''),
    )
  }

  async remove(host) {
    this.end(host)
    if (this.#names.delete(host)) await run('ip', ['netns', 'del', this.nameOf(host)])
  }

  /** Cables, each from an interface of the one to one of the other. */
  cables(cables) {
    const lines = cables.map(({ from: [one, there], to: [other, here], mac }) => {
      const address = mac === undefined ? '' : ` address ${mac}`
      const peer = `peer name ${here} netns ${this.nameOf(other)}`
      return `link add ${there} netns ${this.nameOf(one)}${address} type veth ${peer}\n`
    })
    return run('ip', ['-batch', '-'], lines.join(''))
  }

  /** In that host, by `ip` in its own words. */
  ip(host, lines) {
    return run('ip', ['-n', this.nameOf(host), '-batch', '-'], `${lines.join('\n')}\n`)
  }

  sysctl(host, settings) {
    return run('ip', ['netns', 'exec', this.nameOf(host), 'sysctl', '-qw', ...settings])
  }

  nft(host, rules) {
    return run('ip', ['netns', 'exec', this.nameOf(host), 'nft', '-f', '-'], rules)
  }

  /** In the background, to its end. */
  start(host, [program, ...args]) {
    const words = ['netns', 'exec', this.nameOf(host), program, ...args]
    spawn('ip', words, { stdio: 'ignore' }).on('error', () => undefined)
  }

  /** Starts a station there; resolves when it is ready. `onLine` is told all that it says afterwards. */
  station(host, args, onLine = () => undefined) {
    const child = spawn(
      'ip',
      ['netns', 'exec', this.nameOf(host), process.execPath, STATION, ...args],
      {
        stdio: ['pipe', 'pipe', 'inherit'],
      },
    )
    child.stdin.on('error', () => undefined)
    this.#stations.push({ host, child })
    const ready = new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('exit', (code) => reject(new Error(`the station of ${host} ended with ${code}`)))
      createInterface({ input: child.stdout }).on('line', (line) => {
        const said = JSON.parse(line)
        if (said.ready) resolve((order) => void child.stdin.write(`${JSON.stringify(order)}\n`))
        else onLine(said)
      })
    })
    // Whoever still waits for it is told; where nobody does it is no matter.
    ready.catch(() => undefined)
    return ready
  }

  end(host) {
    for (const station of this.#stations) if (station.host === host) station.child.kill('SIGKILL')
    this.#stations = this.#stations.filter((station) => station.host !== host)
  }

  async removeAll() {
    for (const { host } of [...this.#stations]) this.end(host)
    await Promise.all([...this.#names].map((host) => this.remove(host)))
  }
}

/** Whatever a process of that id has left. */
function removeAllOf(pid) {
  const listed = spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' }).stdout ?? ''
  for (const line of listed.split('\n')) {
    const [name = ''] = line.split(' ')
    if (name.startsWith(`${PREFIX}${pid}-`)) spawnSync('ip', ['netns', 'del', name])
  }
}

module.exports = { Namespaces, obstacle, removeAllOf }
