import { connectionNamed, type PathState } from './path-state.ts'
import { Pipe, type PipeConfig } from './pipe.ts'

/** The two ends, and what happens when a fault ends the connection. */
export interface PipePairEnds {
  /** Its name at the end that dialled. */
  readonly connection: string
  readonly dialler: string
  readonly acceptor: string
  readonly onCut: (how: 'close' | 'reset') => void
}

type Carried<T> = Pick<PipeConfig<T>, 'sizeOf' | 'isEnd' | 'deliver'>

/** Both directions of one flow: `upstream` from whoever dialled, `downstream` back to them. */
export class PipePair<Up, Down> {
  readonly upstream: Pipe<Up>
  readonly downstream: Pipe<Down>

  constructor(path: PathState, ends: PipePairEnds, up: Carried<Up>, down: Carried<Down>) {
    const { dialler, acceptor, onCut } = ends
    const connection = connectionNamed(ends.connection)
    this.downstream = new Pipe(path, {
      sizeOf: down.sizeOf,
      isEnd: down.isEnd,
      deliver: down.deliver,
      onCut,
      way: { connection, direction: 'downstream', from: acceptor, to: dialler },
    })
    this.upstream = new Pipe(path, {
      sizeOf: up.sizeOf,
      isEnd: up.isEnd,
      deliver: up.deliver,
      onCut,
      way: { connection, direction: 'upstream', from: dialler, to: acceptor },
    })
  }

  onHealed(): void {
    this.downstream.onHealed()
    this.upstream.onHealed()
  }

  /** Whatever would arrive waits until {@link letGo}: its receiver cannot be reached. */
  hold(): void {
    this.downstream.hold()
    this.upstream.hold()
  }

  letGo(): void {
    this.downstream.letGo()
    this.upstream.letGo()
  }

  onFaultsChanged(): void {
    this.downstream.onFaultsChanged()
    this.upstream.onFaultsChanged()
  }

  /** What is in transit never arrives. */
  destroy(): void {
    this.downstream.destroy()
    this.upstream.destroy()
  }
}
