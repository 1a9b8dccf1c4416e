import { sameSecret } from '@understudy/lab-channel'

/** Checks an Authorization header against the token. */
export const bearerCheck =
  (token: string): ((header: string | undefined) => boolean) =>
  (header) =>
    sameSecret(header ?? '', `Bearer ${token}`)
