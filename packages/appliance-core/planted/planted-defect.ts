import { type Decisions, soundDecisions } from '@understudy/appliance-core'

/** A defect that is planted on purpose: one decision of the core, answered wrongly. */
export interface PlantedDefect {
  readonly name: string
  /** One sentence: what is wrong. */
  readonly what: string
  /** The line of the specification that it breaks. */
  readonly spec: string
  /** The one decision that differs from the product's. */
  readonly decisions: Partial<Decisions>
}

/** The product's decisions with this defect among them. */
export const decisionsWith = ({ decisions }: PlantedDefect): Decisions => ({
  ...soundDecisions,
  ...decisions,
})
