import { connect } from 'node:net'

const answerMs = 2_000

/** The addresses that answer: a connection or a refusal counts. This needs no permission for ICMP. */
export async function pingByTcp(
  addresses: readonly string[],
  port: number,
): Promise<readonly string[]> {
  const answers = await Promise.all(addresses.map((address) => isThere(address, port)))
  return addresses.filter((_address, index) => answers[index])
}

function isThere(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: answerMs })
    const end = (isAnswer: boolean): void => {
      socket.destroy()
      resolve(isAnswer)
    }
    socket.once('connect', () => end(true))
    socket.once('timeout', () => end(false))
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code === 'ECONNREFUSED'))
  })
}
