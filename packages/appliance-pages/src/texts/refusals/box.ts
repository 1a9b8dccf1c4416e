import type { Sentences } from './sentences.ts'

/** The box itself: addresses, clock, certificates, files, backups; its clients. */
export const boxRefusals = {
  restarting: [
    '{appliance} está a encerrar e volta a responder quando estiver de novo em funcionamento.',
    '{appliance} está encerrando e volta a responder quando estiver de novo em funcionamento.',
  ],
  'clock-by-ntp': [
    '{appliance} recebe a hora por NTP; para a acertar manualmente, desmarque Hora por NTP.',
    '{appliance} recebe a hora por NTP; para acertá-la manualmente, desmarque Hora por NTP.',
  ],
  'no-ip-address': [
    '{found} não é um endereço IP que um aparelho possa ter.',
    '{found} não é um endereço IP que um aplicativo possa ter.',
  ],
  'address-exists': ['{appliance} já tem {found}.', '{appliance} já tem {found}.'],
  'no-extraction': [
    'Nenhuns dados de sessões vieram de {appliance} para {clients}: definidos por um endereço IP, não seguem a mudança.',
    'Nenhum dado de sessões veio de {appliance} para {clients}: definidos por um endereço IP, não seguem a mudança.',
  ],
  'last-address': [
    '{found} é o último endereço próprio de {appliance}; sem ele ninguém chega ao aparelho.',
    '{found} é o último endereço próprio de {appliance}; sem ele ninguém chega ao aplicativo.',
  ],
  'unknown-address': [
    '{appliance} não tem o endereço {found}; tem {expected}.',
    '{appliance} não tem o endereço {found}; tem {expected}.',
  ],
  'no-test-address': [
    '{found} não é um endereço que se possa testar; esperava-se {expected}.',
    '{found} não é um endereço que possa ser testado; esperava-se {expected}.',
  ],
  'network-refused': ['{why} A rede ficou como estava.', '{why} A rede ficou como estava.'],
  'no-such-certificate': [
    '{appliance} não tem o certificado {found}.',
    '{appliance} não tem o certificado {found}.',
  ],
  'certificate-unreadable': [
    'O ficheiro não contém um certificado utilizável: {found}.',
    'O arquivo não contém um certificado utilizável: {found}.',
  ],
  'certificate-key-missing': [
    'O certificado para {found} vem sem a chave privada, e nenhum pedido daqui foi feito com ela.',
    'O certificado para {found} vem sem a chave privada, e nenhuma solicitação daqui foi feita com ela.',
  ],
  'weak-certificate-key': [
    'A chave do certificado é recusada: {found}; esperava-se {expected}.',
    'A chave do certificado é recusada: {found}; esperava-se {expected}.',
  ],
  'certificate-exists': [
    'O certificado já está aqui: {found}.',
    'O certificado já está aqui: {found}.',
  ],
  'certificate-in-use': [
    '{found} é servido para {expected}; atribua primeiro outro a esse endereço.',
    '{found} é servido para {expected}; atribua primeiro outro a esse endereço.',
  ],
  'certificate-stays': [
    '{found} veio com o aparelho e fica.',
    '{found} veio com o aplicativo e fica.',
  ],
  'certificate-not-issued': [
    '{found} é um pedido; importe primeiro o que a autoridade emitiu.',
    '{found} é uma solicitação; importe primeiro o que a autoridade emitiu.',
  ],
  'too-many-certificates': [
    '{appliance} guarda no máximo {expected} certificados e pedidos; elimine primeiro um.',
    '{appliance} guarda no máximo {expected} certificados e solicitações; exclua um primeiro.',
  ],
  'no-such-file': [
    '{appliance} não tem o ficheiro {found}; só guarda os mais recentes, até ser reiniciado.',
    '{appliance} não tem o arquivo {found}; só guarda os mais recentes, até ser reiniciado.',
  ],
  'file-not-stored': [
    'O ficheiro não pôde ser guardado: {found}.',
    'O arquivo não pôde ser armazenado: {found}.',
  ],
  'backup-damaged': [
    'Isto não é uma cópia de segurança inteira: {found}.',
    'Isto não é uma cópia de segurança inteira: {found}.',
  ],
  'passphrase-needed': [
    '{what} está encriptado; indique a frase de acesso com que foi feito.',
    '{what} está criptografado; informe a frase secreta com que foi feito.',
  ],
  'wrong-passphrase': ['A frase de acesso não abre {what}.', 'A frase secreta não abre {what}.'],
  'backup-of-another-site': [
    'A cópia de segurança é do site {found}; o deste aparelho é {expected}.',
    'A cópia de segurança é do site {found}; o deste aplicativo é {expected}.',
  ],
  'backup-of-another-version': [
    'A cópia de segurança foi feita com o software do site {found}; para a restaurar o aparelho precisa do mesmo, e tem {expected}.',
    'A cópia de segurança foi feita com o software do site {found}; para restaurá-la o aplicativo precisa do mesmo, e tem {expected}.',
  ],
  'backup-contradicts': [
    '{appliance} tem outras sessões de {origin} com os mesmos números que a cópia de segurança; restaure-a num aparelho que não tenha registado nenhuma.',
    '{appliance} tem outras sessões de {origin} com os mesmos números que a cópia de segurança; restaure-a em um aplicativo que não tenha registrado nenhuma.',
  ],
  'backup-repeats-lsid': [
    '{appliance} tem outra sessão com o LSID {lsid} que a da cópia de segurança: antes da versão 10.6 cada aparelho conta por si; restaure-a num aparelho que não tenha registado nenhuma.',
    '{appliance} tem outra sessão com o LSID {lsid} que a da cópia de segurança: antes da versão 10.6 cada aplicativo conta por si; restaure-a em um aplicativo que não tenha registrado nenhuma.',
  ],
  'restore-under-way': [
    '{appliance} já está a restaurar uma cópia de segurança; aguarde o resultado.',
    '{appliance} já está restaurando uma cópia de segurança; aguarde o resultado.',
  ],
  'backup-interrupted': [
    'A cópia de segurança não foi feita: {found}.',
    'A cópia de segurança não foi feita: {found}.',
  ],
  'no-command-shell-licence': [
    'As licenças de serviços iniciais não permitem a linha de comandos.',
    'As licenças de serviços iniciais não permitem o prompt de comando.',
  ],
  'no-recording-licence': [
    'As licenças de serviços iniciais não permitem a gravação de sessões.',
    'As licenças de serviços iniciais não permitem a gravação de sessões.',
  ],
  'no-enterprise-licence': [
    'Os dados de sessões pela API de relatórios exigem uma licença Enterprise; este site tem uma licença inicial.',
    'Os dados de sessões pela API de relatórios exigem uma licença Enterprise; este site tem uma licença inicial.',
  ],
  'no-such-recipient': [
    '{appliance} não tem o destinatário de eventos de saída {found}.',
    '{appliance} não tem o destinatário de eventos de saída {found}.',
  ],
  'recipient-without-address': [
    'O destinatário {found} é novo: falta o endereço (url, que começa por http://).',
    'O destinatário {found} é novo: falta o endereço (url, que começa com http://).',
  ],
  'no-such-team': [
    '{appliance} não tem a equipa de apoio técnico {found}.',
    '{appliance} não tem a equipe de suporte técnico {found}.',
  ],
  'no-such-queue': [
    '{appliance} não tem a fila {found}: ninguém com esse nome ou número tem sessão iniciada ou está numa equipa, e nenhuma equipa ou problema a tem.',
    '{appliance} não tem a fila {found}: ninguém com esse nome ou número está conectado ou em uma equipe, e nenhuma equipe ou problema a tem.',
  ],
  'nobody-in-queue': [
    'Nenhum técnico da fila {found} está livre para receber a sessão.',
    'Nenhum técnico da fila {found} está livre para receber a sessão.',
  ],
  'session-key-invalid': [
    'A chave de sessão não é válida, ou já não o é.',
    'A chave de sessão não é válida, ou não é mais.',
  ],
  'representative-unavailable': [
    'O técnico {found} não o pode fazer agora: esperava-se um que {expected}.',
    'O técnico {found} não pode fazer isso agora: esperava-se um que {expected}.',
  ],
  'only-representative': [
    '{found} é o único técnico na sessão: transfira-a ou termine-a.',
    '{found} é o único técnico na sessão: transfira-a ou encerre-a.',
  ],
  'jump-client-not-reached': [
    'O Jump Client {client} foi chamado e não respondeu: {found}.',
    'O Jump Client {client} foi chamado e não respondeu: {found}.',
  ],
  'no-licence': [
    'Todas as {expected} licenças do site estão em uso.',
    'Todas as {expected} licenças do site estão em uso.',
  ],
  'jump-client-limit': [
    'Foi atingido o número total de Jump Clients deste site.',
    'Foi atingido o número total de Jump Clients deste site.',
  ],
  'client-too-old': [
    'A versão {found} perdeu mais de {expected} versões e já não se actualiza; implemente-a de novo manualmente.',
    'A versão {found} perdeu mais de {expected} versões e não se atualiza mais; implemente-a de novo manualmente.',
  ],
  'client-outdated': [
    'A versão {found} não funciona com {expected}; instale-a de novo manualmente.',
    'A versão {found} não funciona com {expected}; instale-a de novo manualmente.',
  ],
  'security-provider-unavailable': [
    'O fornecedor de segurança não pode ser consultado: {found}; esperava-se um agente de ligação da versão {expected}.',
    'O provedor de segurança não pode ser consultado: {found}; esperava-se um agente de conexão da versão {expected}.',
  ],
  'no-such-session': [
    'Não há aqui nenhuma sessão {found} em curso.',
    'Não há nenhuma sessão {found} em andamento aqui.',
  ],
} as const satisfies Readonly<Record<string, Sentences>>
