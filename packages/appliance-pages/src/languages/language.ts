/** The languages of every page (WEB-05): English, and the Portuguese of the two guides. */
export const languages = ['en', 'pt-PT', 'pt-BR'] as const
export type Language = (typeof languages)[number]

/** Each by its own name, as a switch shows them. */
export const ownNames: Readonly<Record<Language, string>> = {
  en: 'English',
  'pt-PT': 'Português (Portugal)',
  'pt-BR': 'Português (Brasil)',
}

export const isLanguage = (word: string | undefined): word is Language =>
  languages.some((language) => language === word)

/** What somebody has chosen; else what the browser asks for (RFC 9110 12.5.4), as far as there is such a language. */
export function languageFor(chosen: string | undefined, accepted: string | undefined): Language {
  if (isLanguage(chosen)) return chosen
  const wanted = (accepted ?? '')
    .slice(0, 500)
    .split(',')
    .map(rangeOf)
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  for (const { range } of wanted) {
    const found = closest(range)
    if (found !== undefined) return found
  }
  return 'en'
}

function rangeOf(part: string): { readonly range: string; readonly weight: number } {
  const [range = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase())
  const weight = parameters.find((word) => word.startsWith('q='))?.slice(2) ?? '1'
  return { range, weight: Number(weight) || 0 }
}

/** Portuguese of no country is Brazil's, as Unicode's tables have it; that of any other country is Portugal's. */
function closest(range: string): Language | undefined {
  if (range === '*' || range === 'en' || range.startsWith('en-')) return 'en'
  if (range === 'pt' || range === 'pt-br') return 'pt-BR'
  return range.startsWith('pt-') ? 'pt-PT' : undefined
}
