/** The languages of the pages, in the order of {@link words}. */
export const languages = ['en', 'pt-PT', 'pt-BR'] as const
export type Language = (typeof languages)[number]

/**
 * What somebody reads and clicks, written here once more: G2's own words for Portugal, G1's for Brazil where they print them, and the
 * pictures' English. A page that says something else is not found by whoever holds the guide in their hands.
 */
const words = {
  logIn: ['Log In', 'Iniciar Sessão', 'Iniciar sessão'],
  username: ['Username', 'Nome de utilizador', 'Nome de usuário'],
  password: ['Password', 'Palavra-passe', 'Senha'],
  presentPassword: ['Present password', 'Palavra-passe actual', 'Senha atual'],
  newPassword: ['New password', 'Nova palavra-passe', 'Nova senha'],
  changePassword: ['Change Password', 'Alterar Palavra-passe', 'Alterar senha'],
  management: ['Management', 'Gestão', 'Gerenciamento'],
  softwareManagement: ['Software Management', 'Gestão de Software', 'Gerenciamento de software'],
  downloadBackup: ['Download Backup', 'Transferir Cópia de Segurança', 'Baixar cópia de segurança'],
  failover: ['Failover', 'Activação Pós-falha', 'Failover'],
  syncNow: ['Sync Now', 'Sincronizar Agora', 'Sincronizar agora'],
  synced: [
    'Data sync completed successfully.',
    'A sincronização foi concluída com sucesso.',
    'A sincronização foi concluída com sucesso.',
  ],
  breakRelationships: [
    'Break Failover Relationships',
    'Interromper Relações de Activação Pós-falha',
    'Encerrar a relação de failover',
  ],
  notConfigured: [
    'Failover is currently not configured.',
    'A Activação Pós-falha não está actualmente configurada.',
    'O failover não está configurado no momento.',
  ],
  support: ['Support', 'Apoio Técnico', 'Suporte'],
  updates: ['Updates', 'Actualizações', 'Atualizações'],
  checkForUpdates: [
    'Check for Updates',
    'Verificar existência de actualizações',
    'Verificar existência de atualizações',
  ],
  availableUpdates: ['Available Updates', 'Actualizações Disponíveis', 'Atualizações disponíveis'],
  installThisUpdate: [
    'Install This Update',
    'Instalar Esta Actualização',
    'Instalar esta atualização',
  ],
  noUpdates: [
    'There are no updates available.',
    'Não existem actualizações disponíveis.',
    'Não há atualizações disponíveis.',
  ],
  accept: [
    'I have read and accept the licence agreement',
    'Li e aceito o acordo de licença',
    'Li e aceito o contrato de licença',
  ],
  progress: ['Progress', 'Progresso', 'Progresso'],
  refresh: ['Refresh', 'Actualizar a página', 'Atualizar a página'],
  downloadKey: [
    'Appliance Download Key',
    'Chave de transferência do Aparelho',
    'Chave de transferência do aplicativo',
  ],
  updateFile: ['Update File', 'Actualizar ficheiro', 'Atualizar arquivo'],
  updateSoftware: ['Update Software', 'Actualizar Software', 'Atualizar software'],
  status: ['Status', 'Estado', 'Status'],
  basics: ['Basics', 'Noções básicas', 'Noções básicas'],
  networking: ['Networking', 'Rede', 'Rede'],
  ipConfiguration: ['IP Configuration', 'Configuração de IP', 'Configuração de IP'],
  enabled: ['Enabled', 'Activado', 'Ativado'],
  saveChanges: ['Save Changes', 'Guardar Alterações', 'Salvar alterações'],
  security: ['Security', 'Segurança', 'Segurança'],
  number: ['Number', 'Número', 'Número'],
  showProof: ['Show Proof', 'Mostrar Prova', 'Mostrar prova'],
  newBackup: [
    'New Backup Site Connection Details',
    'Detalhes da Ligação do Novo Local de Cópia de Segurança',
    'Detalhes da conexão do novo site de cópia de segurança',
  ],
  reverse: [
    'Reverse Connection Details To This Primary Site',
    'Reverter Detalhes da Ligação para Este Site Principal',
    'Detalhes da conexão inversa para este site principal',
  ],
  hostName: [
    'Host Name or IP Address',
    'Nome de Anfitrião ou Endereço IP',
    'Nome do host ou endereço IP',
  ],
  tlsPort: ['TLS Port', 'Porta TLS', 'Porta TLS'],
  establish: ['Establish Relationship', 'Estabelecer Relação', 'Estabelecer relação'],
  requestSession: ['Request Session', 'Solicitar Sessão', 'Solicitar sessão'],
  yourName: ['Your name', 'O seu nome', 'Seu nome'],
  reports: ['Reports', 'Relatórios', 'Relatórios'],
} as const satisfies Readonly<Record<string, readonly [string, string, string]>>

export type Words = Readonly<Record<keyof typeof words, string>>

export function wordsIn(language: Language): Words {
  const place = languages.indexOf(language)
  return Object.fromEntries(
    Object.entries(words).map(([key, forms]) => [key, forms[place]]),
  ) as Words
}
