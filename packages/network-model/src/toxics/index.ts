export * from './chain.ts'
export * from './passage.ts'
export * from './toxic-spec.ts'
