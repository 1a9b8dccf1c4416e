export * from './contract.ts'
export * from './population.ts'
