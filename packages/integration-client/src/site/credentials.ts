/** Who asks: an API account's name and password (API-04). Secret: in no log, no message. */
export interface Credentials {
  readonly parameters: Readonly<Record<string, string>>
}

export const passwordCredentials = (username: string, password: string): Credentials => ({
  parameters: { username, password },
})
