/*
 * The people and their programs: representatives, customers, Jump Clients, probes, each a pure state machine. Used by
 * `client-fleet` on real sockets and by `simulator` in virtual time.
 *
 * 1. `new Population(config)`.
 * 2. Give it each input with the lab time: a connection opened or closed, a message, a timer, something done by hand.
 * 3. Carry out its effects: open, send, close, set a timer, record an event, answer.
 */

export * from './contract.ts'
export * from './population.ts'
