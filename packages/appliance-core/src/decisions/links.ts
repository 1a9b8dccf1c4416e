import type { Epoch } from '@understudy/shared'

/** Whether the peer is there. */
export const linkDecisions = {
  /** A link that has brought nothing for so long is given up (NET-12). */
  isLinkDead: (silentMs: number, limitMs: number): boolean => silentMs >= limitMs,

  /** If the clock was set back, silence counts from now on: else a dead link would pass for alive (NET-12). */
  heardAt: (noted: number, nowMs: number): number => Math.min(noted, nowMs),

  /** Only what the relationship's own link brings shows that it is alive (NET-12). */
  isSignOfLife: (link: string, peerLink: string | null): boolean => link === peerLink,

  /** Of two links both ends keep the same one (FO-03). */
  staysUp: (isDialed: boolean, shouldDial: boolean): boolean => isDialed === shouldDial,

  /** A message that was long on its way is no news after one of a higher epoch (FO-13). */
  isNews: (epoch: Epoch, lastTold: Epoch | undefined): boolean => epoch >= (lastTold ?? 0),

  /** A backup that takes over leaves the link that is silent, and says hello on a new one (FO-13). */
  leavesSilentLink: (): boolean => true,
}
