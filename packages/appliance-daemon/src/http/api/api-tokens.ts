import { timingSafeEqual } from 'node:crypto'
import type OAuth2Server from '@node-oauth/oauth2-server'
import { parametersOf } from '@understudy/appliance-api'
import { type ApiUser, type ApplianceReading, parseJson } from '@understudy/shared'
import { digestOf } from '../../accounts/secrets.ts'

/** P 3.3. */
const lifetimeS = 3_600
/** Valid tokens of one client; a new one pushes out the oldest. */
const tokensMax = 30

interface Held {
  readonly clientId: string
  readonly expiresAtMs: number
}

export interface TokenRequest {
  readonly authorization: string | undefined
  readonly contentType: string
  readonly body: string
}

export interface TokenAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/**
 * Tokens of clients of the APIs (API-04): OAuth 2.0's client credentials grant (RFC 6749 4.4), the client named by Basic
 * authentication or in the form. They are kept by their digests and in memory only: a new process, and the peer after a swing,
 * know none of them.
 */
export class ApiTokens {
  readonly #reading: () => ApplianceReading
  /** By digest, oldest first. */
  readonly #held = new Map<string, Held>()

  constructor(reading: () => ApplianceReading) {
    this.#reading = reading
  }

  /** `POST /oauth2/token`. */
  async issue({ authorization, contentType, body }: TokenRequest): Promise<TokenAnswer> {
    // With its tables of media types it would cost each start of an appliance a twentieth.
    const { default: Library } = await import('@node-oauth/oauth2-server')
    const request = new Library.Request({
      method: 'POST',
      query: {},
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': '1',
        ...(authorization === undefined ? {} : { authorization }),
      },
      body: fieldsIn(contentType, body),
    })
    const response = new Library.Response()
    const server = new Library({ accessTokenLifetime: lifetimeS, model: this.#model() })
    try {
      await server.token(request, response)
      // In lab time, not by this machine's clock.
      return { status: 200, body: { ...response.body, expires_in: lifetimeS } }
    } catch (error) {
      if (!(error instanceof Library.OAuthError)) throw error
      const status = error.code >= 500 ? 400 : error.code
      return { status, body: { error: error.name, message: messageOf(error) } }
    }
  }

  /** Whose token it is; undefined = nobody's, or not any more. */
  userOf(token: string): ApiUser | undefined {
    const reading = this.#reading()
    const held = this.#held.get(digestOf(token))
    if (held === undefined || held.expiresAtMs <= reading.nowMs) return undefined
    const { clientId } = held
    return reading.apiClient(clientId) === undefined ? undefined : { kind: 'client', clientId }
  }

  #model(): OAuth2Server.ClientCredentialsModel {
    return {
      getClient: async (id, secret) => this.#client(id, secret),
      getUserFromClient: async ({ id }) => ({ clientId: id }),
      saveToken: async (token, client, user) => {
        this.#keep(token.accessToken, client.id)
        return { ...token, client, user }
      },
      // This server only gives tokens; `userOf` knows them.
      getAccessToken: async () => undefined,
    }
  }

  #client(id: string, secret: string): OAuth2Server.Client | undefined {
    const digest = this.#reading().apiClient(id)?.secretDigest
    const isRight =
      digest !== undefined &&
      typeof secret === 'string' &&
      timingSafeEqual(Buffer.from(digestOf(digestOf(secret))), Buffer.from(digestOf(digest)))
    return isRight ? { id, grants: ['client_credentials'] } : undefined
  }

  #keep(token: string, clientId: string): void {
    const { nowMs } = this.#reading()
    const own: string[] = []
    for (const [digest, held] of this.#held)
      if (held.expiresAtMs <= nowMs) this.#held.delete(digest)
      else if (held.clientId === clientId) own.push(digest)
    for (const digest of own.slice(0, Math.max(0, own.length - tokensMax + 1)))
      this.#held.delete(digest)
    this.#held.set(digestOf(token), { clientId, expiresAtMs: nowMs + lifetimeS * 1_000 })
  }
}

/** A form; some programs send the same as JSON (P 3.3). */
function fieldsIn(contentType: string, body: string): Readonly<Record<string, unknown>> {
  if (!contentType.startsWith('application/json')) return Object.fromEntries(parametersOf(body))
  const value = parseJson(body)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** The product's own words where they are known (A). */
const messageOf = ({ name, message }: OAuth2Server.OAuthError): string =>
  name === 'invalid_client' ? 'Client authentication failed.' : message
