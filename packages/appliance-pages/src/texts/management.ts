import type { Texts } from '../languages/text.ts'

/** /login > Management: Software Management, Security, API Configuration; what is still to come. */
export const managementTexts = {
  'software.backup-title': [
    'Software :: Backup Settings',
    'Software :: Definições de Cópia de Segurança',
    'Software :: Cópia de segurança das configurações',
  ],
  'software.backup-note': [
    'Settings and, if wanted, logged history; never recordings and never the settings of /appliance. Keep the file in a safe place. Without a passphrase it is not encrypted.',
    'As definições e, se desejado, o histórico registado; nunca gravações nem as definições de /appliance. Guarde o ficheiro num local seguro. Sem frase de acesso não é encriptado.',
    'As configurações e, se desejado, o histórico registrado; nunca gravações nem as configurações de /appliance. Guarde o arquivo em local seguro. Sem frase secreta ele não é criptografado.',
  ],
  'software.restore-title': [
    'Software :: Restore Settings',
    'Software :: Restaurar Definições',
    'Software :: Restaurar configurações',
  ],
  'software.restore-note': [
    'Restores a backup of this site and of the same version: its settings replace those that are here, also the accounts of /login with their passwords; its sessions are added. The accounts of /appliance stay.',
    'Restaura uma cópia de segurança deste site e da mesma versão: as definições substituem as que aqui estão, também as contas de /login com as suas palavras-passe; as sessões são acrescentadas. As contas de /appliance mantêm-se.',
    'Restaura uma cópia de segurança deste site e da mesma versão: as configurações substituem as que estão aqui, também as contas de /login com suas senhas; as sessões são acrescentadas. As contas de /appliance permanecem.',
  ],
  'software.restored': [
    '{settings, plural, one {# setting} other {# settings}}, {jumpClients, plural, one {# Jump Client} other {# Jump Clients}} and {sessions, plural, one {# session} other {# sessions}} were restored; {recordings, plural, one {# recording is} other {# recordings are}} not in any backup.',
    'Foram restauradas {settings, plural, one {# definição} other {# definições}}, {jumpClients, plural, one {# Jump Client} other {# Jump Clients}} e {sessions, plural, one {# sessão} other {# sessões}}; {recordings, plural, one {# gravação não está} other {# gravações não estão}} em nenhuma cópia de segurança.',
    'Foram restaurados {settings, plural, one {# configuração} other {# configurações}}, {jumpClients, plural, one {# Jump Client} other {# Jump Clients}} e {sessions, plural, one {# sessão} other {# sessões}}; {recordings, plural, one {# gravação não está} other {# gravações não estão}} em nenhuma cópia de segurança.',
  ],
  'software.installed': ['Installed software', 'Software instalado', 'Software instalado'],
  'software.updates-at': [
    'Updates are installed at /appliance > Support > Updates.',
    'As actualizações são instaladas em /appliance > Apoio Técnico > Actualizações.',
    'As atualizações são instaladas em /appliance > Suporte > Atualizações.',
  ],
  'security.title': ['Security :: Options', 'Segurança :: Opções', 'Segurança :: Opções'],
  'security.key-set': [
    'A key is set. It is never shown; a new one takes its place.',
    'Está definida uma chave. Nunca é mostrada; uma nova substitui-a.',
    'Há uma chave definida. Ela nunca é exibida; uma nova a substitui.',
  ],
  'security.no-key': ['No key is set.', 'Não há chave definida.', 'Não há chave definida.'],
  'security.key-note': [
    'To configure a valid connection, both appliances must have identical inter-appliance keys.',
    'Para configurar uma ligação válida, ambos os aparelhos devem ter chaves Entre Aparelhos idênticas.',
    'Para configurar uma conexão válida, os dois aplicativos devem ter chaves entre aplicativos idênticas.',
  ],
  'security.compare': ['Compare the keys', 'Comparar as chaves', 'Comparar as chaves'],
  'security.compare-note': [
    'Enter the same number on both appliances (32 to 128 hex digits, another one each time): equal keys give equal proofs, and the proof says nothing of the key.',
    'Introduza o mesmo número nos dois aparelhos (32 a 128 dígitos hexadecimais, outro de cada vez): chaves iguais dão provas iguais, e a prova nada revela da chave.',
    'Insira o mesmo número nos dois aplicativos (32 a 128 dígitos hexadecimais, outro a cada vez): chaves iguais dão provas iguais, e a prova nada revela da chave.',
  ],
  'security.proof': ['Proof', 'Prova', 'Prova'],
  'api.title': ['API :: Accounts', 'API :: Contas', 'API :: Contas'],
  'api.new': ['Add an API account', 'Adicionar uma conta da API', 'Adicionar uma conta da API'],
  'api.secret': ['OAuth Client Secret', 'Segredo de cliente OAuth', 'Segredo de cliente OAuth'],
  'api.secret-once': [
    'The secret is shown this once. Keep it now.',
    'O segredo só é mostrado desta vez. Guarde-o agora.',
    'O segredo só é exibido desta vez. Guarde-o agora.',
  ],
  'email.title': [
    'Email :: Configuration',
    'Correio Electrónico :: Configuração',
    'E-mail :: Configuração',
  ],
  'email.waiting': [
    'Mails that wait for the relay',
    'Mensagens à espera do servidor',
    'Mensagens à espera do servidor',
  ],
  'email.trouble': ['Why: {why}', 'Motivo: {why}', 'Motivo: {why}'],
  'email.subject': ['Subject', 'Assunto', 'Assunto'],
  'email.since': ['Since', 'Desde', 'Desde'],
  'email.attempts': ['Attempts', 'Tentativas', 'Tentativas'],
  'email.none-waits': ['None waits.', 'Nenhuma espera.', 'Nenhuma espera.'],
  'outbound.title': ['HTTP Recipients', 'Destinatários HTTP', 'Destinatários HTTP'],
  'outbound.note': [
    'Each recipient is sent a form by HTTP POST when a session begins, changes and ends. What is not answered with HTTP 200 is sent again.',
    'Cada destinatário recebe um formulário por HTTP POST quando uma sessão começa, muda e termina. O que não for respondido com HTTP 200 é enviado de novo.',
    'Cada destinatário recebe um formulário por HTTP POST quando uma sessão começa, muda e termina. O que não for respondido com HTTP 200 é enviado de novo.',
  ],
  'outbound.status': ['Status', 'Estado', 'Status'],
  'outbound.waiting': ['Queued Events', 'Eventos em Espera', 'Eventos na fila'],
  'outbound.new': [
    'Add New HTTP Recipient',
    'Adicionar Novo Destinatário HTTP',
    'Adicionar novo destinatário HTTP',
  ],
} as const satisfies Texts
