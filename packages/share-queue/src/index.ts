export {
  AssignedShares,
  type RunBrief,
  type ShareAnswer,
  type SharesOfRun,
} from './assigned-shares.ts'
export { type QueueAddress, QueueError } from './connection.ts'
export { ShareWorker, type ShareWorkerOptions } from './share-worker.ts'
