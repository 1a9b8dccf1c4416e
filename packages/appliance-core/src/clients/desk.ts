import {
  type Attributes,
  type BlobRef,
  type ClientKind,
  clientKinds,
  type RepStatus,
  type SessionBegun,
  type SessionEvent,
  type SessionKeyTerms,
} from '@understudy/shared'
import { defineSlice, type SliceHolder } from '../slice.ts'

/** A client on its channel. */
export interface ClientConnection {
  readonly id: string
  readonly kind: ClientKind
  readonly name: string
  readonly version: string
  /** It was not let in: it downloads its update. */
  readonly upgrading: boolean
  readonly sinceMs: number
  /** The session that it takes part in. */
  lsid: string | null
  /** Of a console; absent = available. */
  status?: RepStatus
}

/** A representative's part in a session that several take part in; null = still there. */
export interface PartInSession {
  readonly name: string
  readonly joinedAtMs: number
  leftAtMs: number | null
}

/** A session in progress. Its events stay in memory until it ends; only its beginning is on disk. */
export interface ActiveSession
  extends Readonly<Omit<SessionBegun, 'representative' | 'attributes'>> {
  /** Its owner, and the owner's connection: a transfer changes both. */
  representative: string
  console: string
  attributes?: Attributes
  readonly customerConnection: string
  /** Connections of other consoles that have joined; absent = none ever has. */
  guests?: string[]
  /** Of all who take part, or did; absent = the owner alone. */
  parts?: PartInSession[]
  readonly events: SessionEvent[]
  eventBytes: number
  recording: BlobRef | null
}

export interface WaitingCustomer {
  readonly connection: string
  readonly externalKey: string
  readonly customer: string
  readonly issue: string
  /** What a key, or the issue that was chosen, asks for; absent = whoever is free. */
  readonly terms?: SessionKeyTerms
  /** The key that is used up when the session begins. */
  readonly shortKey?: string
}

/** Who is connected, who waits, who is in a session. In memory only. */
export interface SessionDesk {
  readonly connections: Map<string, ClientConnection>
  /** By "<kind>/<name>": the connection of those who can be connected only once. */
  readonly named: Map<string, string>
  /** How many of each kind have been let in. */
  readonly counts: Record<ClientKind, number>
  /** Consoles of the site's own version without a session; the one that has waited longest is first. */
  readonly free: Map<string, ClientConnection>
  readonly active: Map<string, ActiveSession>
  /** In order of asking, by connection. */
  readonly waiting: Map<string, WaitingCustomer>
  /** The next LSEQ: greater than any seen here; neither unique nor gapless across appliances (API-01). */
  nextLseq: number
}

const deskSlice = defineSlice<SessionDesk>('clients/desk', (store) =>
  openDesk(store.sessions.greatestLseq()),
)

export const deskOf = (ctx: SliceHolder): SessionDesk => deskSlice.of(ctx)

function openDesk(greatestLseq: number): SessionDesk {
  return {
    connections: new Map(),
    named: new Map(),
    counts: Object.fromEntries(clientKinds.map((kind) => [kind, 0])) as Record<ClientKind, number>,
    free: new Map(),
    active: new Map(),
    waiting: new Map(),
    nextLseq: greatestLseq + 1,
  }
}

/** The LSEQ of a session that begins here now. */
export function takeLseq(ctx: SliceHolder): number {
  const desk = deskOf(ctx)
  const lseq = desk.nextLseq
  desk.nextLseq += 1
  return lseq
}

/** An LSEQ was seen in the peer's log: those given here from now on are greater. */
export function noteLseq(ctx: SliceHolder, lseq: number): void {
  const desk = deskOf(ctx)
  if (lseq >= desk.nextLseq) desk.nextLseq = lseq + 1
}

/** Kinds whose name stands for one person or machine. */
const singular: readonly ClientKind[] = ['console', 'jump-client', 'jumpoint']

/** The connection already let in under that kind and name. */
export function namedConnection(
  desk: SessionDesk,
  kind: ClientKind,
  name: string,
): ClientConnection | undefined {
  const id = desk.named.get(`${kind}/${name}`)
  return id === undefined ? undefined : desk.connections.get(id)
}

export function admitToDesk(
  desk: SessionDesk,
  client: ClientConnection,
  takesSessions: boolean,
): void {
  desk.connections.set(client.id, client)
  if (singular.includes(client.kind)) desk.named.set(`${client.kind}/${client.name}`, client.id)
  if (!client.upgrading) desk.counts[client.kind] += 1
  if (takesSessions) desk.free.set(client.id, client)
}

/** Its session, if any, is left to the caller. */
export function removeFromDesk(desk: SessionDesk, client: ClientConnection): void {
  desk.connections.delete(client.id)
  desk.waiting.delete(client.id)
  desk.free.delete(client.id)
  const key = `${client.kind}/${client.name}`
  if (desk.named.get(key) === client.id) desk.named.delete(key)
  if (!client.upgrading) desk.counts[client.kind] -= 1
}

/** Nobody is connected any more. */
export function clearDesk(desk: SessionDesk): void {
  for (const kind of clientKinds) desk.counts[kind] = 0
  for (const part of [desk.connections, desk.named, desk.free, desk.waiting]) part.clear()
}

/** The console can be given a session, unless its representative has said otherwise. */
export function offerConsole(desk: SessionDesk, client: ClientConnection): void {
  if (client.status === undefined) desk.free.set(client.id, client)
}

/** Everybody in the session who is connected: consoles, the owner's first, and the customer. */
export const partiesOf = (
  desk: SessionDesk,
  { console, guests = [], customerConnection }: ActiveSession,
): readonly string[] =>
  [console, ...guests, customerConnection].filter((id) => desk.connections.has(id))
