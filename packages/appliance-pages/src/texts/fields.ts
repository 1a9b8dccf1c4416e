import type { Text, Texts } from '../languages/text.ts'
import type { FieldKey } from '../operations/page-operations.ts'

/** The fields of the operations' inputs, by their names in the schemas. */
const schemaFields = {
  'field.interface': ['Interface', 'Interface', 'Interface'],
  'field.username': ['Username', 'Nome de utilizador', 'Nome de usuário'],
  'field.password': ['Password', 'Palavra-passe', 'Senha'],
  'field.newPassword': ['New password', 'Nova palavra-passe', 'Nova senha'],
  'field.permissions': ['Permissions', 'Permissões', 'Permissões'],
  'field.name': ['Name', 'Nome', 'Nome'],
  'field.clientId': ['OAuth Client ID', 'ID de cliente OAuth', 'ID de cliente OAuth'],
  'field.ntp': ['Time by NTP', 'Hora por NTP', 'Hora por NTP'],
  'field.timeMs': ['Time (UTC)', 'Hora (UTC)', 'Hora (UTC)'],
  'field.address': ['IP Address', 'Endereço IP', 'Endereço IP'],
  'field.shared': [
    'Shared by both appliances',
    'Partilhado pelos dois aparelhos',
    'Compartilhado pelos dois aplicativos',
  ],
  'field.enabled': ['Enabled', 'Activado', 'Ativado'],
  'field.confirm': [
    'I understand that everything on this appliance will be gone',
    'Compreendo que tudo o que este aparelho contém será apagado',
    'Entendo que tudo neste aplicativo será apagado',
  ],
  'field.names': [
    'Names and addresses that it is for',
    'Nomes e endereços a que se destina',
    'Nomes e endereços a que se destina',
  ],
  'field.certificate': ['Certificate', 'Certificado', 'Certificado'],
  'field.format': ['Format', 'Formato', 'Formato'],
  'field.algorithms': ['Encryption', 'Encriptação', 'Criptografia'],
  'field.privateKey': ['Private key', 'Chave privada', 'Chave privada'],
  'field.chain': ['Certificate chain', 'Cadeia de certificados', 'Cadeia de certificados'],
  'field.passphrase': ['Passphrase', 'Frase de acesso', 'Frase secreta'],
  'field.file': ['File', 'Ficheiro', 'Arquivo'],
  'field.key': ['Setting', 'Definição', 'Configuração'],
  'field.value': ['Value', 'Valor', 'Valor'],
  'field.peerHost': [
    'Host Name or IP Address',
    'Nome de Anfitrião ou Endereço IP',
    'Nome do host ou endereço IP',
  ],
  'field.peerPort': ['TLS Port', 'Porta TLS', 'Porta TLS'],
  'field.reverseHost': [
    'Host Name or IP Address',
    'Nome de Anfitrião ou Endereço IP',
    'Nome do host ou endereço IP',
  ],
  'field.reversePort': ['TLS Port', 'Porta TLS', 'Porta TLS'],
  'field.force': [
    'Go on even if the peer cannot be contacted or would lose data',
    'Continuar mesmo que o par não possa ser contactado ou perca dados',
    'Continuar mesmo que o par não possa ser contatado ou perca dados',
  ],
  'field.discardMax': [
    'Records of the peer that may be discarded',
    'Registos do par que podem ser eliminados',
    'Registros do par que podem ser descartados',
  ],
  'field.syncFirst': [
    'Pull a data-sync from the primary first',
    'Sincronizar primeiro os dados do principal',
    'Sincronizar primeiro os dados do principal',
  ],
  'field.backupOperations': [
    'Enable Backup Operations',
    'Activar Operações de Cópia de Segurança',
    'Ativar operações de cópia de segurança',
  ],
  'field.primaryTimeoutMs': [
    'Primary Site Instance Timeout',
    'Tempo Limite da Instância Principal do Site',
    'Tempo limite da instância principal do site',
  ],
  'field.syncIntervalMs': [
    'Automatic Data-Sync Interval',
    'Intervalo de Sincronização Automática de Dados',
    'Intervalo de sincronização automática de dados',
  ],
  'field.kilobytesPerSecond': [
    'Data-Sync Bandwidth Limit (kB/s)',
    'Limite de Largura de Banda da Sincronização (kB/s)',
    'Limite de largura de banda da sincronização (kB/s)',
  ],
  'field.promotion': [
    'Enable Automatic Failover',
    'Activação Pós-falha Automática',
    'Failover automático',
  ],
  'field.testAddresses': [
    'Network Connectivity Test IPs',
    'IPs de Teste da Ligação à Rede',
    'IPs de teste de conectividade da rede',
  ],
  'field.witness': ['Witness', 'Testemunha', 'Testemunha'],
  'field.host': ['Host', 'Anfitrião', 'Host'],
  'field.port': ['Port', 'Porta', 'Porta'],
  'field.sharedAddresses': [
    'Shared IPs that move with the role (empty: all)',
    'IPs partilhados que acompanham a função (vazio: todos)',
    'IPs compartilhados que acompanham a função (vazio: todos)',
  ],
  'field.loggedHistory': [
    'Include logged history reports',
    'Incluir relatórios do histórico registado',
    'Incluir relatórios do histórico registrado',
  ],
  'field.package': ['Package', 'Pacote', 'Pacote'],
  'field.acceptEula': [
    'I have read and accept the licence agreement',
    'Li e aceito o acordo de licença',
    'Li e aceito o contrato de licença',
  ],
  'field.relay': [
    'SMTP Relay Server',
    'Servidor de Reencaminhamento SMTP',
    'Servidor de retransmissão SMTP',
  ],
  'field.id': ['Number', 'Número', 'Número'],
  'field.issues': ['Issues', 'Problemas', 'Problemas'],
  'field.members': ['Members', 'Membros', 'Membros'],
  'field.skills': ['Skills', 'Competências', 'Habilidades'],
  'field.queue': ['Queue', 'Fila', 'Fila'],
  'field.attributes': ['Attributes', 'Atributos', 'Atributos'],
  'field.priority': ['Priority', 'Prioridade', 'Prioridade'],
  'field.ttlS': ['Valid for (seconds)', 'Válida por (segundos)', 'Válida por (segundos)'],
  'field.representative': ['Representative', 'Técnico', 'Técnico'],
  'field.status': ['Status', 'Estado', 'Status'],
  'field.lsid': ['Session (LSID)', 'Sessão (LSID)', 'Sessão (LSID)'],
  'field.from': ['From Address', 'Endereço do Remetente', 'Endereço do remetente'],
  'field.recipients': [
    'Default Admin Contact Email Addresses',
    'Endereços de Correio Electrónico dos Administradores',
    'Endereços de e-mail dos administradores',
  ],
  'field.dailyNotice': [
    'Send Daily Communication Notice',
    'Enviar Aviso Diário de Comunicação',
    'Enviar aviso diário de comunicação',
  ],
  'field.url': ['URL', 'URL', 'URL'],
  'field.events': ['Events to Send', 'Eventos a Enviar', 'Eventos a enviar'],
  'field.retryIntervalMs': [
    'Retry Interval (s)',
    'Intervalo entre Tentativas (s)',
    'Intervalo entre tentativas (s)',
  ],
  'field.retryDurationMs': [
    'Retry Duration (s)',
    'Duração das Tentativas (s)',
    'Duração das tentativas (s)',
  ],
  'field.contacts': ['Email Contact', 'Contacto de Correio Electrónico', 'E-mail de contato'],
  'field.alertAfterMs': [
    'Send Email Alert After (s)',
    'Enviar Alerta por Correio Electrónico Após (s)',
    'Enviar alerta por e-mail após (s)',
  ],
  'field.test': [
    'Send a test email when the settings are saved',
    'Enviar um correio de teste quando as definições forem guardadas',
    'Enviar um e-mail de teste quando as configurações forem salvas',
  ],
  'field.background': [
    'Answer as soon as the sync has begun',
    'Responder assim que a sincronização começar',
    'Responder assim que a sincronização começar',
  ],
  'field.nonce': ['Number', 'Número', 'Número'],
  'field.eula': ['Licence agreement', 'Acordo de licença', 'Contrato de licença'],
} as const satisfies Readonly<Record<FieldKey, Text>>

/** The same names where they mean something else. */
const otherFields = {
  'field.present-password': ['Present password', 'Palavra-passe actual', 'Senha atual'],
  'field.first-password': [
    'Password for the first login',
    'Palavra-passe para o primeiro início de sessão',
    'Senha para o primeiro login',
  ],
  'field.pre-shared-key': [
    'Inter-appliance Communication Pre-shared Key',
    'Chave Pré-partilhada de Comunicação Entre Aparelhos',
    'Chave pré-compartilhada de comunicação entre aplicativos',
  ],
} as const satisfies Texts

export const fieldTexts = { ...schemaFields, ...otherFields }
