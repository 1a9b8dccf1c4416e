/** What /proc/stat says about all processors since the machine started, in its own ticks. */
export interface ProcessorTime {
  readonly total: number
  /** Ticks in which another virtual machine had the processor. */
  readonly stolen: number
}

/**
 * proc(5), `/proc/stat`: cpu user nice system idle iowait irq softirq steal guest guest_nice. Null = not in that form.
 */
export function processorTimeOf(procStat: string): ProcessorTime | null {
  const line = /^cpu +([\d ]+)$/m.exec(procStat)?.[1]
  // Guests' time is already counted in user and nice.
  const ticks = line?.trim().split(/ +/).slice(0, 8).map(Number) ?? []
  const stolen = ticks[7]
  if (stolen === undefined) return null
  return { total: ticks.reduce((sum, ticksOfKind) => sum + ticksOfKind, 0), stolen }
}
