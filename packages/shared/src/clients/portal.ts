/** What `GET /` says: 200 while it serves, else 503 with the reason. */
export interface PortalAnswer {
  readonly status: 200 | 503
  readonly state: 'serving' | 'maintenance' | 'backup' | 'swapping' | 'checking' | 'witness'
  readonly appliance: string
  readonly siteVersion: string
}
