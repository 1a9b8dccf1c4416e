/** A small lab as users write it: nothing that takes long. */
export const smallLab = `name: small
siteHostname: support.example.com
appliances:
  a: { hostname: a.example.com, address: 192.0.2.1, base: 3.2.4, site: 11.1.0 }
  b: { hostname: b.example.com, address: 192.0.2.2, base: 3.2.4, site: 11.1.0 }
target: { base: 3.3.2, site: 12.2.0 }
data: { sessions: 100, recordings: 5, recordingBytes: 4096 }
clients: { representatives: 3 }
`

/** Installations and the pause between the windows, as short as they can be with everything still in them. */
export const inLessTime = `betweenWindowsMinutes: 10
installation: { baseMinutes: 5, siteMinutes: 10 }
`
