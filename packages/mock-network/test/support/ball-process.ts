import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
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
  /** How long "clients" rests between two hits: the clock jumps over it. */
  readonly restMs: number
  /** Far in the future: where a jump would lead to. */
  readonly alarmMs: number
}

export interface BallReport {
  readonly hits: number
  /** The shortest and the longest flight of a ball by lab time, in either direction. */
  readonly shortestMs: number
  readonly longestMs: number
  /** What the lab time was when the ball had been dropped, and when the alarm fired. */
  readonly droppedAtMs: number
  readonly alarmAtMs: number
}

const headBytes = 28

interface Ball {
  readonly sentMs: number
  readonly sizeBytes: number
  /** The shortest and the longest flight that its sender has seen. */
  readonly shortestMs: number
  readonly longestMs: number
}

function encodeBall({ sentMs, sizeBytes, shortestMs, longestMs }: Ball): Buffer {
  const bytes = Buffer.alloc(sizeBytes)
  bytes.writeDoubleLE(sentMs, 0)
  bytes.writeDoubleLE(shortestMs, 8)
  bytes.writeDoubleLE(longestMs, 16)
  bytes.writeUInt32LE(sizeBytes, 24)
  return bytes
}

const decodeHead = (bytes: Buffer): Ball => ({
  sentMs: bytes.readDoubleLE(0),
  shortestMs: bytes.readDoubleLE(8),
  longestMs: bytes.readDoubleLE(16),
  sizeBytes: bytes.readUInt32LE(24),
})

/** Calls `hit` for each ball, with the flights seen so far by both sides. */
function onBall(socket: Socket, channel: LabChannel, hit: (ball: Ball) => void): void {
  let head = Buffer.alloc(0)
  let gotBytes = 0
  let shortestMs = Number.POSITIVE_INFINITY
  let longestMs = Number.NEGATIVE_INFINITY
  socket.on('data', (chunk: Buffer) => {
    if (gotBytes < headBytes) head = Buffer.concat([head, chunk])
    gotBytes += chunk.length
    if (gotBytes < headBytes) return
    const ball = decodeHead(head)
    if (gotBytes < ball.sizeBytes) return
    head = Buffer.alloc(0)
    gotBytes = 0
    const flightMs = channel.clock.nowMs() - ball.sentMs
    shortestMs = Math.min(shortestMs, flightMs, ball.shortestMs)
    longestMs = Math.max(longestMs, flightMs, ball.longestMs)
    hit({ ...ball, shortestMs, longestMs })
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
    onBall(socket, channel, (ball) =>
      socket.write(encodeBall({ ...ball, sentMs: channel.clock.nowMs() })),
    )
  })
  channel.claim('192.0.2.11', 1)
  process.send?.('claimed')
  await setAlarm(channel, order.alarmMs * 2)
}

async function serve(order: BallOrder): Promise<void> {
  const { hubPort, token, hits, sizesBytes, restMs, alarmMs } = order
  const channel = await joinLab({ hubPort, token, name: 'clients', kind: 'clients' })
  const { clock } = channel
  const alarm = setAlarm(channel, alarmMs)
  const port = channel.doorTo('a.example.com') as number
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  let count = 0
  const hit = (flights: Pick<Ball, 'shortestMs' | 'longestMs'>): void => {
    const sizeBytes = sizesBytes[count++ % sizesBytes.length] as number
    socket.write(encodeBall({ ...flights, sentMs: clock.nowMs(), sizeBytes }))
  }
  hit({ shortestMs: Number.POSITIVE_INFINITY, longestMs: Number.NEGATIVE_INFINITY })
  const last = await new Promise<Ball>((resolve) => {
    onBall(socket, channel, (ball) => {
      if (count === hits) resolve(ball)
      else if (restMs === 0) hit(ball)
      else clock.setTimer('hit', clock.nowMs() + restMs, () => hit(ball))
    })
  })
  const droppedAtMs = clock.nowMs()
  const { shortestMs, longestMs } = last
  const alarmAtMs = await alarm
  process.send?.({
    hits: count,
    shortestMs,
    longestMs,
    droppedAtMs,
    alarmAtMs,
  } satisfies BallReport)
}

process.once('message', (order: BallOrder) => {
  const play = order.side === 'a' ? playBack : serve
  play(order).catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exit(1)
  })
})
