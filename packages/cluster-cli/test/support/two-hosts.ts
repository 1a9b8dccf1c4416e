import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'

export interface Host {
  /** As the kernel knows it: `ip netns exec NAMESPACE …`. */
  readonly namespace: string
  readonly address: string
}

/** Why this machine cannot be made two; false = it can. */
export function missingNamespaces(): string | false {
  if (process.platform !== 'linux') return 'network namespaces are of Linux'
  if (process.getuid?.() !== 0) return 'it takes root to make network namespaces'
  const lacking = ['ip', 'nft'].filter(
    (tool) => spawnSync(tool, ['-V'], { stdio: 'ignore' }).error !== undefined,
  )
  if (lacking.length > 0) return `this machine lacks ${lacking.join(', ')}`
  const name = `understudy-${process.pid}-try`
  const made = spawnSync('ip', ['netns', 'add', name])
  spawnSync('ip', ['netns', 'del', name])
  return made.status === 0 ? false : 'no network namespace can be made here'
}

/** Two hosts with a cable between them: namespaces of this machine. Nothing is left of them, nor of what runs in them, once we end. */
export class TwoHosts {
  readonly near = hostOf('near', 1)
  readonly far = hostOf('far', 2)
  /** Sees to it that nothing is left: it waits for us to end, in whatever way. */
  readonly #janitor: ChildProcess
  readonly #ended: Promise<unknown>

  private constructor() {
    const remove = [this.near, this.far].map(
      ({ namespace }) =>
        `for pid in $(ip netns pids ${namespace}); do kill -9 $pid; done; ip netns del ${namespace}`,
    )
    this.#janitor = spawn('sh', ['-c', ['cat', ...remove].join('\n')], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    })
    this.#ended = once(this.#janitor, 'exit')
    for (const { namespace } of [this.near, this.far]) ip('netns', 'add', namespace)
    const [near, far] = [this.near.namespace, this.far.namespace]
    ip(...`link add cable netns ${near} type veth peer name cable netns ${far}`.split(' '))
    for (const { namespace, address } of [this.near, this.far]) {
      ip('-n', namespace, 'address', 'add', `${address}/24`, 'dev', 'cable')
      for (const link of ['lo', 'cable']) ip('-n', namespace, 'link', 'set', link, 'up')
    }
  }

  static make(): TwoHosts {
    return new TwoHosts()
  }

  /** The cable is out, or in again: what is sent meanwhile is lost, and nobody is told. */
  set plugged(is: boolean) {
    ip('-n', this.far.namespace, 'link', 'set', 'cable', is ? 'up' : 'down')
  }

  /** What comes over the cable is refused to its sender's face, or let in again. */
  set refused(is: boolean) {
    const rules = is
      ? 'table inet path { chain in { type filter hook input priority 0; iifname "cable" meta l4proto tcp reject with tcp reset; }; }'
      : 'delete table inet path'
    execFileSync('ip', ['netns', 'exec', this.near.namespace, 'nft', '-f', '-'], { input: rules })
  }

  async end(): Promise<void> {
    this.#janitor.stdin?.end()
    await this.#ended
  }
}

const hostOf = (name: string, number: number): Host => ({
  namespace: `understudy-${process.pid}-${name}`,
  address: `10.77.0.${number}`,
})

const ip = (...words: readonly string[]): void => {
  execFileSync('ip', words)
}
