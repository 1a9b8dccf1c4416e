import type { QueueAddress } from '@understudy/share-queue'
import { buildName } from '../build-name.ts'
import type { Terminal } from '../usage/terminal.ts'
import { reachText } from './queue-words.ts'
import type { Brief } from './share-kinds.ts'
import { SharePlayer } from './share-player.ts'

/** Plays shares until it is told to stop. Throws a QueueError. */
export async function runWorker(
  address: QueueAddress,
  jobs: number,
  { out, err, onStop }: Terminal,
): Promise<void> {
  const { ShareWorker } = await import('@understudy/share-queue')
  const players = Array.from({ length: jobs }, () => new SharePlayer())
  const idle = [...players]
  const build = buildName()
  const worker = await ShareWorker.begin({
    address,
    build,
    jobs,
    play: async (brief, share) => {
      const player = idle.pop() ?? new SharePlayer()
      try {
        return await player.play(brief as Brief, share)
      } finally {
        idle.push(player)
      }
    },
    onReach: (lost) => err(reachText(lost)),
  })
  out(`worker of build ${build}: ${jobs} at a time from ${address.url}\n`)
  let force = false
  const stopped = new Promise<void>((resolve) => {
    onStop(() => {
      if (force) for (const player of players) player.end()
      force = true
      resolve()
    })
  })
  try {
    await Promise.race([stopped, worker.refused])
    await worker.end({ force: false })
  } finally {
    for (const player of players) player.end()
    out(`${worker.done} shares done\n`)
  }
}
