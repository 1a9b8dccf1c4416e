/** The paths of the control door of a lab in containers (docs/CONTAINERS.md); both sides use these. */
export const controlPaths = {
  /** Without a token: whether the lab can be joined, and whether it is running. */
  health: '/health',
  labHealth: '/health/lab',
  /** Without a token: the certificate of the lab's authority; the token holds its fingerprint. */
  certificate: '/ca.pem',
  lab: '/lab',
  operation: (appliance: string, operation: string) => `/appliances/${appliance}/${operation}`,
  /** POST takes a file in for that appliance and answers with its name there. */
  files: (appliance: string) => `/files/${appliance}`,
  /** GET gives it out; a refusal comes as JSON instead. */
  file: (appliance: string, file: string) => `/files/${appliance}/${file}`,
  /** POST takes a package of an update in, and answers as `upload-update` does. */
  packages: (appliance: string) => `/packages/${appliance}`,
  command: (to: string) => `/commands/${to}`,
  rehearsals: '/rehearsals',
  stopRehearsal: '/rehearsals/stop',
} as const

/** The name in the control door's certificate; also the service's name in the compose file. */
export const controlName = 'network'

/** Real time the caller allows for an answer; the request ends by then. */
export const withinHeader = 'x-understudy-within-ms'
