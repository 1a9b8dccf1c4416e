import { joinLab } from '@understudy/lab-channel'

/** What a test sends to this process over its IPC channel. */
export interface TickingOrder {
  readonly hubPort: number
  readonly token: string
  readonly name: string
  readonly everyMs: number
  readonly count: number
  /** The first tick comes this much after the first multiple of `everyMs`. */
  readonly offsetMs: number
}

process.once('message', async (order: TickingOrder) => {
  const { hubPort, token, name, everyMs, offsetMs, count } = order
  const channel = await joinLab({ hubPort, token, name, kind: 'clients' })
  const startMs = Math.ceil(channel.clock.nowMs() / everyMs) * everyMs + offsetMs
  const lateMs: number[] = []
  const tick = (index: number): void => {
    const atMs = startMs + index * everyMs
    channel.clock.setTimer('tick', atMs, () => {
      lateMs.push(channel.clock.nowMs() - atMs)
      if (index + 1 < count) tick(index + 1)
      else process.send?.({ name, ticks: lateMs.length, earliestMs: Math.min(...lateMs) })
    })
  }
  tick(0)
})
