import type { Permission, promotions, RepStatus } from '@understudy/shared'
import type { Text } from '../languages/text.ts'

type Choice =
  | Permission
  | (typeof promotions)[number]
  | RepStatus
  | 'pem'
  | 'pkcs12'
  | 'new'
  | 'old'
  | 'login'
  | 'appliance'

/** What forms offer to choose from, by the values of the schemas. */
export const choiceTexts = {
  administer: ['Administer', 'Administrar', 'Administrar'],
  'view-reports': ['View reports', 'Ver relatórios', 'Ver relatórios'],
  'provide-support': [
    'Provide remote support',
    'Prestar apoio técnico remoto',
    'Prestar suporte técnico remoto',
  ],
  'use-command-api': ['Use the command API', 'Usar a API de comandos', 'Usar a API de comandos'],
  'use-reporting-api': [
    'Use the reporting API',
    'Usar a API de relatórios',
    'Usar a API de relatórios',
  ],
  'use-backup-api': [
    'Use the backup API',
    'Usar a API de cópias de segurança',
    'Usar a API de cópias de segurança',
  ],
  'read-command-api': [
    'Read by the command API',
    'Ler pela API de comandos',
    'Ler pela API de comandos',
  ],
  'use-licence-reports': [
    'Reports of licence usage',
    'Relatórios de utilização de licenças',
    'Relatórios de uso de licenças',
  ],
  'use-archive-reports': [
    'Archives of states and events',
    'Arquivos de estados e eventos',
    'Arquivos de estados e eventos',
  ],
  available: ['Available', 'Disponível', 'Disponível'],
  busy: ['Busy', 'Ocupado', 'Ocupado'],
  idle: ['Idle', 'Inactivo', 'Inativo'],
  'by-hand': ['No: only by hand', 'Não: só manualmente', 'Não: só manualmente'],
  'test-addresses': [
    'Yes, if a test IP answers',
    'Sim, se um IP de teste responder',
    'Sim, se um IP de teste responder',
  ],
  witness: [
    'Yes, if the witness votes for it',
    'Sim, se a testemunha votar a favor',
    'Sim, se a testemunha votar a favor',
  ],
  pem: ['PEM', 'PEM', 'PEM'],
  pkcs12: ['PKCS#12', 'PKCS#12', 'PKCS#12'],
  new: ['Modern (AES)', 'Moderna (AES)', 'Moderna (AES)'],
  old: ['Older programs (3DES)', 'Programas mais antigos (3DES)', 'Programas mais antigos (3DES)'],
  login: ['/login', '/login', '/login'],
  appliance: ['/appliance', '/appliance', '/appliance'],
} as const satisfies Readonly<Record<Choice, Text>>
