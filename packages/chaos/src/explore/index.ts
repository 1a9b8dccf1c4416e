export * from './faults.ts'
export * from './scopes.ts'
export * from './search.ts'
export { tellViolation } from './tell-violation.ts'
