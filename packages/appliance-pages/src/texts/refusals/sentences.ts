/** A refusal's sentence in the Portuguese of either guide, with the values of its details. */
export type Sentences = readonly [ptPT: string, ptBR: string]
