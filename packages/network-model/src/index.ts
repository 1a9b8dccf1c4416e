/*
 * The network as one pure model: who claims which address, what neighbours and resolvers remember, where NAT and paths
 * lead, and what faults do to bytes. Two carriers use it: `mock-network` on real sockets, `simulator` in virtual time.
 *
 * 1. `new NetworkModel(config, random)`.
 * 2. Tell it what happens, with the lab time: `claim`, `release`, `perform` a command, `dial`, and `wake` at its `wakeAtMs`.
 * 3. Carry out the effects that it returns: events to record, flows to reset or stall, appliances to tell.
 * 4. Pass a flow's bytes through one `Chain` of toxics per direction. `../parity` is what every carrier must show.
 */

export * from './connections/contact.ts'
export * from './connections/silence.ts'
export * from './lasting-state.ts'
export * from './names/domain-name.ts'
export * from './names/lab-zone.ts'
export * from './names/resolver.ts'
export * from './names/zone.ts'
export * from './names/zone-change.ts'
export * from './network-effect.ts'
export * from './network-model.ts'
export * from './operations/change-zone.ts'
export * from './operations/network-answer.ts'
export { outside } from './origins/origins.ts'
export * from './paths/attempts.ts'
export * from './paths/retransmission.ts'
export * from './toxics/index.ts'
