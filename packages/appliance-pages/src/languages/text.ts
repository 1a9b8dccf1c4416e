import type { Language } from './language.ts'

/** One text in every language, as an ICU message: a language that is left out does not compile (WEB-05). */
export type Text = readonly [en: string, ptPT: string, ptBR: string]
export type Texts = Readonly<Record<string, Text>>

const places = { en: 0, 'pt-PT': 1, 'pt-BR': 2 } as const satisfies Record<Language, 0 | 1 | 2>

export const textIn = (text: Text, language: Language): string => text[places[language]]
