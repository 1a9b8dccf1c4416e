import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

/**
 * Which monotonic clock this process reads: on Linux the one of this boot of the kernel, which all its containers share
 * unless they have their own time namespace; elsewhere the machine's, by its name.
 */
export function monotonicClockId(): string {
  const boot = textOf('/proc/sys/kernel/random/boot_id')
  return boot === undefined ? hostname() : `${boot} ${textOf('/proc/self/timens_offsets') ?? ''}`
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/\s+/g, ' ').trim()
  } catch {
    return undefined
  }
}
