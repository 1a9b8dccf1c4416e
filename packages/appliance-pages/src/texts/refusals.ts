import type { RefusalCode } from '@understudy/shared'

type Sentences = readonly [ptPT: string, ptBR: string]

/** Refusals by their code, with the values of their details. English is the catalogue's own sentence. */
export const refusalTexts: Readonly<Partial<Record<RefusalCode, Sentences>>> = {
  'login-failed': [
    'O nome de utilizador ou a palavra-passe não estão correctos.',
    'O nome de usuário ou a senha não estão corretos.',
  ],
}
