/** The answer to `GET /`: 200 while the appliance serves, else 503 with the reason. */
export interface PortalAnswer {
  readonly status: 200 | 503
  readonly state: 'serving' | 'maintenance' | 'backup' | 'swapping' | 'checking' | 'witness'
  readonly appliance: string
  readonly siteVersion: string
}
