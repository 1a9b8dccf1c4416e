/** Where the control door of a lab in containers has what (docs/CONTAINERS.md); both of its ends take it from here. */
export const controlPaths = {
  /** Without a token: whether the lab can be joined, and whether it runs. */
  health: '/health',
  labHealth: '/health/lab',
  /** Without a token: the certificate of the lab's authority, which the token names by its fingerprint. */
  certificate: '/ca.pem',
  lab: '/lab',
  operation: (appliance: string, operation: string) => `/appliances/${appliance}/${operation}`,
  command: (to: string) => `/commands/${to}`,
  rehearsals: '/rehearsals',
  stopRehearsal: '/rehearsals/stop',
} as const

/** What the control door's certificate is for; also the service's name in the compose file. */
export const controlName = 'network'

/** Real time that the caller gives an answer; what is asked ends by then. */
export const withinHeader = 'x-understudy-within-ms'
