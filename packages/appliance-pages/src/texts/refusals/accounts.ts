import type { Sentences } from './sentences.ts'

/** Accounts, sessions, what a form or a request was. */
export const accountRefusals = {
  'login-failed': [
    'O nome de utilizador ou a palavra-passe não estão correctos.',
    'O nome de usuário ou a senha não estão corretos.',
  ],
  'account-locked': [
    'Demasiadas palavras-passe erradas para {username}; tente de novo dentro de {minutes} minutos.',
    'Senhas erradas demais para {username}; tente de novo em {minutes} minutos.',
  ],
  'too-many-logins': [
    '{found} tentativas de início de sessão excedem o limite de {expected}; tente de novo dentro de momentos.',
    '{found} tentativas de login excedem o limite de {expected}; tente de novo em instantes.',
  ],
  'password-change-required': [
    '{username} tem primeiro de alterar a palavra-passe.',
    '{username} deve primeiro alterar a senha.',
  ],
  forbidden: [
    '{operation} só é permitido a {expected}, não a esta conta.',
    '{operation} só é permitido a {expected}, não a esta conta.',
  ],
  'csrf-refused': [
    'O pedido não veio de uma página desta sessão; volte a abrir a página e tente de novo.',
    'O pedido não veio de uma página desta sessão; abra a página de novo e tente outra vez.',
  ],
  'weak-password': [
    'A palavra-passe é recusada: {found}; esperava-se {expected}.',
    'A senha é recusada: {found}; esperava-se {expected}.',
  ],
  'unknown-account': [
    'Não existe a conta {found} de /{interface}.',
    'Não existe a conta {found} de /{interface}.',
  ],
  'account-exists': [
    'Já existe a conta {found} de /{interface}.',
    'Já existe a conta {found} de /{interface}.',
  ],
  'last-administrator': [
    '{found} é a última conta que administra /{interface}; torne primeiro outra administradora.',
    '{found} é a última conta que administra /{interface}; torne outra administradora primeiro.',
  ],
  'reserved-setting': [
    'A definição {found} tem uma operação própria e não é alterada como as outras.',
    'A configuração {found} tem uma operação própria e não é alterada como as outras.',
  ],
  'login-required': ['Inicie primeiro a sessão.', 'Inicie a sessão primeiro.'],
  unauthorised: [
    'Esperava-se um testemunho de acesso válido para este aparelho.',
    'Esperava-se um token de acesso válido para este aplicativo.',
  ],
  'unknown-operation': [
    'Não existe a operação "{operation}".',
    'Não existe a operação "{operation}".',
  ],
  'invalid-input': [
    '{where}: esperava-se {expected}, encontrou-se {found}.',
    '{where}: esperava-se {expected}, encontrou-se {found}.',
  ],
  'unknown-participant': [
    'Esperava-se um de {expected}, encontrou-se "{found}".',
    'Esperava-se um de {expected}, encontrou-se "{found}".',
  ],
  'left-the-lab': [
    '{who} saiu do laboratório antes de responder.',
    '{who} saiu do laboratório antes de responder.',
  ],
  'no-answer': [
    '{operation} não foi respondida em {timeoutMs} ms; ainda pode ter efeito.',
    '{operation} não foi respondida em {timeoutMs} ms; ainda pode ter efeito.',
  ],
  'protocol-error': [
    'Esperava-se {expected}, encontrou-se {found}.',
    'Esperava-se {expected}, encontrou-se {found}.',
  ],
  'too-large': [
    '{found} bytes excedem o limite de {expected}.',
    '{found} bytes excedem o limite de {expected}.',
  ],
  'too-many': [
    '{found} {what} excedem o limite de {expected}.',
    '{found} {what} excedem o limite de {expected}.',
  ],
  'too-many-settings': [
    '{found} definições excedem o limite de {expected}.',
    '{found} configurações excedem o limite de {expected}.',
  ],
} as const satisfies Readonly<Record<string, Sentences>>
