import { connect, type Socket } from 'node:net'
import { type FromHub, labProtocol, parseJson, readFromHub } from '@understudy/shared'
import { HubConnection } from './channel/hub-connection.ts'
import { monotonicClockId } from './clock/clock-id.ts'
import { encodeLine, LineDecoder } from './codec/lines.ts'
import type { JoinOptions, LabChannel } from './lab-channel.ts'
import { placeOf } from './places/place.ts'

/** Real time: the hub answers at once or never, except to an appliance that waits for power. */
const answerTimeoutMs = 10_000

/** Joins the lab. Rejects with a sentence that says why if the hub is absent or refuses. */
export function joinLab(options: JoinOptions): Promise<LabChannel> {
  const { hubPort, name } = options
  return new Promise((resolve, reject) => {
    const socket = connect({ port: hubPort, host: placeOf(options.place).hubHost, noDelay: true })
    const decoder = new LineDecoder()
    const fail = (found: string): void => {
      clearTimeout(timeout)
      socket.destroy()
      reject(new Error(`${name} could not join the lab at port ${hubPort}: ${found}.`))
    }
    const timeout = options.isPatient
      ? undefined
      : setTimeout(() => {
          fail(`expected a welcome within ${answerTimeoutMs} ms, found silence`)
        }, answerTimeoutMs)
    const onData = (chunk: Buffer): void => {
      const answer = firstAnswer(decoder, chunk)
      if (answer === undefined) return
      if (answer.message === undefined) {
        fail(answer.found)
        return
      }
      clearTimeout(timeout)
      for (const event of ['data', 'error', 'close']) socket.removeAllListeners(event)
      resolve(
        new HubConnection(
          { ...silenceOf(options), ...options },
          socket,
          decoder,
          answer.message,
          answer.rest,
        ),
      )
    }
    socket.on('connect', () => sendJoin(socket, options))
    socket.on('data', onData)
    socket.on('error', (error) => fail(error.message))
    socket.on('close', () => fail('the hub hung up before it answered'))
  })
}

/** Many beats of a hub in containers: just two would be too few on a busy machine. */
const silenceOf = ({ place }: JoinOptions): Pick<JoinOptions, 'silenceMsMax'> =>
  place === 'containers' ? { silenceMsMax: 15_000 } : {}

type Welcome = Extract<FromHub, { type: 'welcome' }>

type Answer =
  | { readonly message: Welcome; readonly rest: readonly string[] }
  | { readonly message: undefined; readonly found: string }

function firstAnswer(decoder: LineDecoder, chunk: Buffer): Answer | undefined {
  try {
    const [line, ...rest] = decoder.push(chunk)
    if (line === undefined) return undefined
    const read = readFromHub(parseJson(line))
    const message = read.ok ? read.message : undefined
    if (message?.type === 'welcome') return { message, rest }
    const found =
      message?.type === 'rejected' ? message.reason : `expected a welcome, found ${line}`
    return { message: undefined, found }
  } catch (error) {
    return { message: undefined, found: `expected a welcome, found ${(error as Error).message}` }
  }
}

function sendJoin(socket: Socket, options: JoinOptions): void {
  const { token, name, kind, port = null, events = false } = options
  const { clockId = monotonicClockId() } = options
  socket.write(
    encodeLine({ type: 'join', protocol: labProtocol, token, name, kind, port, events, clockId }),
  )
}
