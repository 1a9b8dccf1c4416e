import type { Texts } from '../languages/text.ts'

/** /appliance > Status > Basics (WEB-04). */
export const boxTexts = {
  'basics.title': ['Status :: Basics', 'Estado :: Noções básicas', 'Status :: Noções básicas'],
  'basics.serial-number': ['Serial number', 'Número de série', 'Número de série'],
  'basics.guid': ['Appliance GUID', 'GUID do aparelho', 'GUID do aplicativo'],
  'basics.base': ['Base software', 'Software de Base', 'Software de Base'],
  'basics.site': ['Site software', 'Software do site', 'Software do site'],
  'basics.time': ['Time', 'Hora', 'Hora'],
  'basics.ntp': ['set by NTP', 'acertada por NTP', 'acertada por NTP'],
  'basics.by-hand': ['set by hand', 'acertada manualmente', 'acertada manualmente'],
  'basics.uptime': ['Up for', 'Em funcionamento há', 'Em funcionamento há'],
  'basics.licences': ['Licences', 'Licenças', 'Licenças'],
  'basics.licence-text': [
    '{representatives, plural, one {# representative} other {# representatives}} at once; {starter, select, true {starter licences: {jumpClientsMax} Jump Clients at most, no recording, no command shell} other {no limit of Jump Clients}}',
    '{representatives, plural, one {# técnico} other {# técnicos}} em simultâneo; {starter, select, true {serviços iniciais: no máximo {jumpClientsMax} Jump Clients, sem gravação nem linha de comandos} other {sem limite de Jump Clients}}',
    '{representatives, plural, one {# técnico} other {# técnicos}} ao mesmo tempo; {starter, select, true {serviços iniciais: no máximo {jumpClientsMax} Jump Clients, sem gravação nem linha de comando} other {sem limite de Jump Clients}}',
  ],
  'basics.clock': ['Clock', 'Relógio', 'Relógio'],
  'basics.clock-note': [
    'Many functions, the Appliance Download Key among them, rely on this time.',
    'Muitas funções, incluindo a Chave de transferência do Aparelho, confiam neste horário como correcto.',
    'Muitas funções, entre elas a chave de transferência do aplicativo, dependem deste horário.',
  ],
  'basics.power': ['Power', 'Alimentação', 'Energia'],
  'basics.power-note': [
    'Everybody is disconnected. After a shutdown the appliance stays off until somebody gives it power again. Do not restart it while a Base update is being installed.',
    'Todos são desligados. Depois de desligado, o aparelho fica assim até alguém o voltar a ligar. Não o reinicie durante uma actualização da Base.',
    'Todos são desconectados. Depois de desligado, o aplicativo fica assim até que alguém o ligue novamente. Não o reinicie durante uma atualização da Base.',
  ],
  'basics.reset': ['Factory defaults', 'Predefinições de fábrica', 'Padrões de fábrica'],
  'basics.reset-note': [
    'Settings, accounts, sessions, recordings and addresses are erased. Only outside a failover relationship.',
    'As definições, contas, sessões, gravações e endereços são apagados. Só fora de uma relação de activação pós-falha.',
    'Configurações, contas, sessões, gravações e endereços são apagados. Só fora de uma relação de failover.',
  ],
} as const satisfies Texts
