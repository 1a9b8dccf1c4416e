import type { ClientsConfig } from '@understudy/shared'

/** Both throttles of the lab's Jump Clients, null = off; empty if the lab has no Jump Clients (CLI-03). */
export function throttlesOf({ jumpClients }: ClientsConfig) {
  const { active, passive, concurrentUpgradesMax, connectionRateMax } = jumpClients
  if (active + passive === 0) return {}
  return { jumpClients: { count: active + passive, concurrentUpgradesMax, connectionRateMax } }
}

/** The same, as settings of the site. */
export function throttleSettings(
  clients: ClientsConfig,
): readonly { readonly key: string; readonly value: string }[] {
  const { jumpClients } = throttlesOf(clients)
  if (jumpClients === undefined) return []
  const textOf = (limit: number | null) => (limit === null ? 'off' : String(limit))
  return [
    {
      key: 'jump-clients.concurrent-upgrades-max',
      value: textOf(jumpClients.concurrentUpgradesMax),
    },
    { key: 'jump-clients.connection-rate-max', value: textOf(jumpClients.connectionRateMax) },
  ]
}
