import { type PairName, pairNames } from '../schedule/lab-options.ts'
import type { Checker } from './checker.ts'
import { stateOf } from './stored-state.ts'

/**
 * A backup takes over by itself when its primary was silent for the whole timeout, and not before it has itself watched for
 * as long (FO-12); being stopped for half of the timeout is no watching (FO-15). Nor while it exchanges roles or is in
 * maintenance.
 */
export const patientFailover: Checker = {
  law: 'patient-failover',
  spec: 'FO-12',
  onlyVirtual: true,
  watch: ({ stage, stores }, tell) => {
    const watchingSinceMs = new Map<string, number>()
    const busy = new Set<string>()
    /** Since when no test address could have heard whom. */
    const reachesNobodySinceMs = new Map<string, number>()
    const { publicAddress, latencyMs } = stage.lab.network
    const isUnplugged = (from: PairName): boolean =>
      stage.answersPing?.(from, publicAddress) === false
    const timeoutMsOf = (name: PairName): number =>
      stateOf(stores[name]).backupSettings?.primaryTimeoutMs ?? 0
    /** An answer to a question of before may have been on its way. */
    const isAlone = (name: PairName): boolean => {
      const sinceMs = reachesNobodySinceMs.get(name) ?? stage.nowMs
      return stage.nowMs - sinceMs > 2 * latencyMs && isUnplugged(name)
    }
    const noteStop = (name: PairName): void => {
      const sinceMs = stage.stoppedSinceMs?.(name) ?? stage.nowMs
      if (stage.isStopped(name) && stage.nowMs - sinceMs >= timeoutMsOf(name) / 2)
        watchingSinceMs.set(name, stage.nowMs)
    }
    return {
      onEvent: (event) => {
        const { source, atMs } = event
        switch (event.name) {
          case 'appliance-started':
            watchingSinceMs.set(source, atMs)
            busy.delete(source)
            return
          case 'role-changed':
            watchingSinceMs.set(source, atMs)
            return
          case 'update-started':
            busy.add(source)
            return
          case 'update-finished':
          case 'update-interrupted':
            busy.delete(source)
            return
          case 'automatic-failover': {
            const timeoutMs = timeoutMsOf(source as PairName)
            if (isAlone(source as PairName) && !event.proof.startsWith('the witness'))
              tell(`${source} took over while it reached nobody`)
            if (busy.has(source)) tell(`${source} took over while it installed a package`)
            if (event.silentMs < timeoutMs)
              tell(`${source} took over after ${event.silentMs} ms, before ${timeoutMs} were over`)
            // The clock that it watches by may run somewhat faster than the world's.
            if (atMs - (watchingSinceMs.get(source) ?? 0) < timeoutMs / 2)
              tell(`${source} took over before it had watched for ${timeoutMs} ms`)
            return
          }
        }
      },
      onStep: () => {
        for (const name of pairNames) {
          noteStop(name)
          if (!isUnplugged(name)) reachesNobodySinceMs.delete(name)
          else if (!reachesNobodySinceMs.has(name)) reachesNobodySinceMs.set(name, stage.nowMs)
        }
      },
    }
  },
}
