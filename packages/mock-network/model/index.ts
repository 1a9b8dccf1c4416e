export * from './clock/barrier.ts'
export * from './network-effect.ts'
export * from './network-model.ts'
