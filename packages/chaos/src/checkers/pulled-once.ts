import type { LabEvent } from '@understudy/shared'
import { pairNames } from '../schedule/lab-options.ts'
import { type Checker, holds, keyOf, type Scene } from './checker.ts'

type Pulled = Extract<LabEvent, { name: 'sessions-pulled' }>
type Acknowledged = Extract<LabEvent, { name: 'session-acknowledged' }>

/** What is known of one client. */
interface Client {
  /** Sessions that it was given, and how often. */
  readonly known: Map<string, number>
  /** The newest end that it has been given, by the clock of the box that recorded it. */
  newestEndMs: number
  hasFailed: boolean
}

/**
 * An Integration Client that is killed in a report, or finds nobody, has each session once (IC-01): none is new to it twice, and
 * when all is quiet and its last pull came to an end it has every acknowledged one that the site has. It goes by the boxes' clocks:
 * where one was set back, a session is excused that ended, by that clock, before what the client had been given and its overlap
 * reaches, or lies in the future still.
 */
export const pulledOnce: Checker = {
  law: 'pulled-once',
  spec: 'IC-01',
  onlyVirtual: true,
  watch: (scene, tell) => {
    const acknowledged: Acknowledged[] = []
    const clients = new Map<string, Client>()
    /** How often one of that number and key was recorded: before 10.6 both count, and who asks again keeps their key. */
    const recorded = new Map<string, number>()
    const onPulled = (event: Pulled): void => {
      const client = clients.get(event.client) ?? fresh()
      clients.set(event.client, client)
      client.hasFailed = false
      for (const session of event.sessions) {
        const key = keyOf(session)
        const times = (client.known.get(key) ?? 0) + 1
        client.known.set(key, times)
        if (times > Math.max(1, recorded.get(key) ?? 0))
          tell(`${event.client} was given a session as new twice`, [key])
        client.newestEndMs = Math.max(client.newestEndMs, endOf(scene, session) ?? 0)
      }
    }
    return {
      onEvent: (event) => {
        if (event.name === 'session-acknowledged') acknowledged.push(event)
        else if (event.name === 'session-recorded')
          recorded.set(keyOf(event), (recorded.get(keyOf(event)) ?? 0) + 1)
        else if (event.name === 'sessions-pulled') onPulled(event)
        else if (event.name === 'pull-failed') {
          const client = clients.get(event.client)
          if (client !== undefined) client.hasFailed = true
        }
      },
      atEnd: () => {
        const { a, b } = scene.stores
        const due = acknowledged.filter((event) => holds(a, event) && holds(b, event))
        for (const [name, client] of clients) {
          if (client.hasFailed) continue
          const missing = due.filter(
            (event) => !client.known.has(keyOf(event)) && !isExcused(scene, name, client, event),
          )
          if (missing.length > 0)
            tell(`${name} misses ${missing.length} of ${due.length} sessions`, missing.map(keyOf))
        }
      },
    }
  },
}

const fresh = (): Client => ({ known: new Map(), newestEndMs: 0, hasFailed: false })

type Named = Pick<Acknowledged, 'lsid' | 'externalKey'>

/** By the clock of the box that recorded it; undefined = neither has it. */
const endOf = ({ stores }: Pick<Scene, 'stores'>, session: Named): number | undefined =>
  [stores.a, stores.b]
    .flatMap((store) => store.sessions.byLsid(session.lsid))
    .find((row) => keyOf(row) === keyOf(session))?.endedAtMs

function isExcused(scene: Scene, name: string, client: Client, session: Named): boolean {
  const { stage } = scene
  if (!pairNames.some((box) => stage.wasClockSetBack?.(box))) return false
  const { overlapSeconds = 0 } =
    stage.lab.clients.integrations?.find((one) => one.name === name) ?? {}
  const endMs = endOf(scene, session) ?? 0
  const askedFromMs = Math.floor(client.newestEndMs / 1_000 - overlapSeconds) * 1_000
  return endMs < askedFromMs || endMs >= stage.nowMs
}
