import type { Enter } from './enter.ts'
import { Entrance } from './entrance.ts'
import { ConnectHandshake } from './http-connect/connect-handshake.ts'
import { originOfUser } from './origin-of-user.ts'
import { SocksHandshake } from './socks/socks-handshake.ts'

export interface EntrancesOptions {
  readonly enter: Enter
  /** The offices that a proxy's user may name. */
  readonly offices: readonly string[]
  /** What they listen on. Default: loopback. */
  readonly host?: string
}

/**
 * The proxies of the lab's network, not yet started. `challenge` is `http` for programs that send credentials only when
 * asked.
 */
export function entrances({ enter, offices, ...listening }: EntrancesOptions): {
  readonly socks: Entrance
  readonly http: Entrance
  readonly challenge: Entrance
} {
  const origin = originOfUser(offices)
  return {
    socks: new Entrance({ ...listening, enter, handshake: () => new SocksHandshake(origin) }),
    http: new Entrance({ ...listening, enter, handshake: () => new ConnectHandshake(origin) }),
    challenge: new Entrance({
      ...listening,
      enter,
      handshake: () => new ConnectHandshake(origin, 'asks'),
    }),
  }
}
