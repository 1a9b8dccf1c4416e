import type { GuideWord } from './schema.ts'

const g1 = (section: string): string => `G1, ${section}`
const g2 = 'G2, Actualizar dois aparelhos Bomgar na configuração de activação pós-falha'
const synchronousSource = `${g1('Alternativa à failover 1')}; ${g2} › Actualização Síncrona`
const asynchronousSource = `${g1('Alternativa de failover 2')}; ${g2} › Actualização Assíncrona`

const word = (source: string) => (text: string) => ({ text, source })
const ofSynchronous = word(synchronousSource)
const ofAsynchronous = word(asynchronousSource)

/** What the guides say for and against their two procedures, and whom they advise each to (G1, G2), paraphrased. */
const words: Readonly<Record<string, GuideWord>> = {
  synchronous: {
    summary: ofSynchronous('The primary is updated first and stays primary.'),
    advantage: ofSynchronous('No failover takes place.'),
    disadvantage: ofSynchronous('The site in production is down for longer.'),
    advice: ofSynchronous(
      'For simple deployments, and for those that can do without the site while it is updated.',
    ),
  },
  asynchronous: {
    summary: ofAsynchronous('The backup is updated first and then takes over as primary.'),
    advantage: ofAsynchronous('The site in production is down as little as can be.'),
    disadvantage: ofAsynchronous(
      'It needs a failover, for which the network may have to be changed.',
    ),
    advice: ofAsynchronous(
      'For large deployments, and for those that depend on the site being up; it is the more complex one.',
    ),
  },
}

/** By the runbook's name; null if it is not one of the guides'. */
export const guideWordOf = (runbook: string): GuideWord | null =>
  Object.hasOwn(words, runbook) ? (words[runbook] ?? null) : null
