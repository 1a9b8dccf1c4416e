import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { joinLab, type LabChannel } from '@understudy/lab-channel'

/** What a test sends to this process over its IPC channel. */
export interface BallOrder {
  readonly hubPort: number
  readonly token: string
  /** "a" plays it back, "clients" serves. */
  readonly side: 'a' | 'clients'
  /** How often "clients" hits the ball, and how big it is: small and large in turn. */
  readonly hits: number
  readonly sizesBytes: readonly number[]
  /** Far in the future: where a jump would lead to. */
  readonly alarmMs: number
}

export interface BallReport {
  readonly hits: number
  /** The longest flight of a ball by lab time. */
  readonly longestMs: number
  /** What the lab time was when the ball had been dropped, and when the alarm fired. */
  readonly droppedAtMs: number
  readonly alarmAtMs: number
}

/** A ball: 8 bytes of the sender's lab time, 4 bytes of its size, and so many bytes. */
function makeBall(nowMs: number, sizeBytes: number): Buffer {
  const ball = Buffer.alloc(sizeBytes)
  ball.writeDoubleLE(nowMs, 0)
  ball.writeUInt32LE(sizeBytes, 8)
  return ball
}

function onBall(socket: Socket, hit: (sentMs: number, sizeBytes: number) => void): void {
  let parts: Buffer[] = []
  let gotBytes = 0
  socket.on('data', (chunk: Buffer) => {
    parts.push(chunk)
    gotBytes += chunk.length
    const head = gotBytes < 12 ? undefined : Buffer.concat(parts.slice(0, 12)).subarray(0, 12)
    if (head === undefined || gotBytes < head.readUInt32LE(8)) return
    parts = []
    gotBytes = 0
    hit(head.readDoubleLE(0), head.readUInt32LE(8))
  })
}

function setAlarm(channel: LabChannel, alarmMs: number): Promise<number> {
  return new Promise((resolve) => {
    const atMs = channel.clock.nowMs() + alarmMs
    channel.clock.setTimer('alarm', atMs, () => resolve(channel.clock.nowMs()))
  })
}

async function playBack(order: BallOrder): Promise<void> {
  const { hubPort, token } = order
  const server = createServer({ noDelay: true }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const channel = await joinLab({ hubPort, token, name: 'a', kind: 'appliance', port })
  server.on('connection', (socket) => {
    onBall(socket, (_sentMs, sizeBytes) => socket.write(makeBall(channel.clock.nowMs(), sizeBytes)))
  })
  channel.claim('192.0.2.11', 1)
  process.send?.('claimed')
  await setAlarm(channel, order.alarmMs * 2)
}

async function serve(order: BallOrder): Promise<void> {
  const { hubPort, token, hits, sizesBytes, alarmMs } = order
  const channel = await joinLab({ hubPort, token, name: 'clients', kind: 'clients' })
  const alarm = setAlarm(channel, alarmMs)
  const port = channel.doorTo('a.example.com') as number
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  let count = 0
  let longestMs = 0
  const hit = (): void => {
    const sizeBytes = sizesBytes[count++ % sizesBytes.length] as number
    socket.write(makeBall(channel.clock.nowMs(), sizeBytes))
  }
  hit()
  const droppedAtMs = await new Promise<number>((resolve) => {
    onBall(socket, (sentMs) => {
      longestMs = Math.max(longestMs, channel.clock.nowMs() - sentMs)
      if (count < hits) hit()
      else resolve(channel.clock.nowMs())
    })
  })
  const alarmAtMs = await alarm
  process.send?.({ hits: count, longestMs, droppedAtMs, alarmAtMs } satisfies BallReport)
}

process.once('message', (order: BallOrder) => {
  const play = order.side === 'a' ? playBack : serve
  play(order).catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exit(1)
  })
})
