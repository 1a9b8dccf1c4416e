/**
 * The timers that the appliance sets, by name: setting one that runs already moves it. Whoever drives the core hands
 * the name back unchanged when its time has come.
 */
export type ApplianceTimer = PlainTimer | SilentLinkTimer | OutboundTimer

export type PlainTimer =
  /** An attempt to establish, or a swap, or the peer's word on a break, takes too long. */
  | 'establish'
  | 'swap'
  | 'break'
  /** The relationship's link is to be dialed again, or probed. */
  | 'redial'
  | 'probe'
  /** The primary's timeout may be over, or test addresses have not answered. */
  | 'failover'
  /** Comes again and again: if it is late, the process was stopped. */
  | 'pulse'
  /** The peer has not said whether this primary still may serve. */
  | 'role-check'
  /** A primary tells its backup and the witness that it is alive; the witness is to be dialed. */
  | 'lease'
  | 'witness'
  /** A sync is due. */
  | 'first-sync'
  | 'auto-sync'
  /** The next recordings are to be checked. */
  | 'scrub'
  /** The bandwidth limit allows the next pull. */
  | 'sync-pace'
  /** A sync may have stalled. */
  | 'sync-stall'
  /** Generated recordings have not been made in time. */
  | 'sample-data'
  /** The next piece of generated sessions is to be stored. */
  | 'sample-piece'
  /** A step of an installation is over; the update server has not answered. */
  | 'installation'
  | 'update-server'
  /** What is known of Jump Clients is to be stored, or told. */
  | 'registry'
  | 'deferrals'
  /** What an administrator may be mailed of is to be looked at; a mail was not taken in time, or waits. */
  | 'status-check'
  | 'mail'

/** A link, by its id, that has not come up, or on which nobody has said hello. */
export type SilentLinkTimer = `silent:${string}`

/** An outbound event was not taken in time, or waits for its recipient, by its name. */
export type OutboundTimer = `outbound:${string}`
