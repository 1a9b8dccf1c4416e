/**
 * Calls `onEnd` once when the process should end: on a signal or, with `stdin`, when that closes. Whoever started the
 * process holds the other end; once they are gone, however that happened, it ends too.
 */
export function watchLifeline(stdin: boolean, onEnd: (reason: string) => void): void {
  let ended = false
  const end = (reason: string): void => {
    if (ended) return
    ended = true
    onEnd(reason)
  }
  process.on('SIGTERM', () => end('SIGTERM'))
  process.on('SIGINT', () => end('SIGINT'))
  if (!stdin) return
  process.stdin.on('end', () => end('the lifeline closed'))
  process.stdin.on('error', () => end('the lifeline broke'))
  process.stdin.resume()
}
