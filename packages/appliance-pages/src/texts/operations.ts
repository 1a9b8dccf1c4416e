import type { Text } from '../languages/text.ts'
import type { ButtonKey } from '../operations/page-operations.ts'

/** What the button of each operation says: the guides' words where they print it. */
export const operationTexts = {
  'operation.log-in': ['Log In', 'Iniciar Sessão', 'Iniciar sessão'],
  'operation.log-out': ['Log Out', 'Terminar Sessão', 'Encerrar sessão'],
  'operation.change-password': ['Change Password', 'Alterar Palavra-passe', 'Alterar senha'],
  'operation.add-user': ['Add User', 'Adicionar Utilizador', 'Adicionar usuário'],
  'operation.set-user-permissions': ['Set Permissions', 'Definir Permissões', 'Definir permissões'],
  'operation.reset-password': ['Reset Password', 'Repor Palavra-passe', 'Redefinir senha'],
  'operation.remove-user': ['Remove User', 'Remover Utilizador', 'Remover usuário'],
  'operation.add-api-account': [
    'Add API Account',
    'Adicionar Conta da API',
    'Adicionar conta da API',
  ],
  'operation.remove-api-account': ['Remove', 'Remover', 'Remover'],
  'operation.set-clock': ['Set Clock', 'Acertar Relógio', 'Acertar relógio'],
  'operation.add-address': ['Add New IP', 'Adicionar Novo IP', 'Adicionar novo IP'],
  'operation.remove-address': ['Delete', 'Eliminar', 'Excluir'],
  'operation.reboot': ['Reboot', 'Reiniciar', 'Reiniciar'],
  'operation.shut-down': [
    'Shut Down This Appliance',
    'Desligar Este Aparelho',
    'Desligar este aplicativo',
  ],
  'operation.factory-reset': [
    'Reset Appliance to Factory Defaults',
    'Repor aparelho para as predefinições de fábrica',
    'Restaurar o aplicativo para os padrões de fábrica',
  ],
  'operation.create-self-signed-certificate': [
    'Create Self-Signed Certificate',
    'Criar Certificado Autoassinado',
    'Criar certificado autoassinado',
  ],
  'operation.create-certificate-request': [
    'Create Certificate Request',
    'Criar Pedido de Certificado',
    'Criar solicitação de certificado',
  ],
  'operation.export-certificate': ['Export', 'Exportar', 'Exportar'],
  'operation.import-certificate': ['Upload', 'Carregar', 'Carregar'],
  'operation.assign-certificate': [
    'Save Configuration',
    'Guardar Configuração',
    'Salvar configuração',
  ],
  'operation.remove-certificate': ['Delete', 'Eliminar', 'Excluir'],
  'operation.set-pre-shared-key': ['Save Changes', 'Guardar Alterações', 'Salvar alterações'],
  'operation.establish-relationship': [
    'Establish Relationship',
    'Estabelecer Relação',
    'Estabelecer relação',
  ],
  'operation.break-relationship': [
    'Break Failover Relationships',
    'Interromper Relações de Activação Pós-falha',
    'Encerrar a relação de failover',
  ],
  'operation.sync-now': ['Sync Now', 'Sincronizar Agora', 'Sincronizar agora'],
  'operation.become-primary': ['Become Primary', 'Tornar Principal', 'Tornar principal'],
  'operation.become-backup': [
    'Become Backup',
    'Tornar Cópia de Segurança',
    'Tornar cópia de segurança',
  ],
  'operation.set-backup-settings': ['Save Changes', 'Guardar Alterações', 'Salvar alterações'],
  'operation.set-setting': ['Save Changes', 'Guardar Alterações', 'Salvar alterações'],
  'operation.download-backup': [
    'Download Backup',
    'Transferir Cópia de Segurança',
    'Baixar cópia de segurança',
  ],
  'operation.upload-backup': [
    'Upload Backup',
    'Enviar Cópia de Segurança',
    'Enviar cópia de segurança',
  ],
  'operation.check-for-updates': [
    'Check for Updates',
    'Verificar existência de actualizações',
    'Verificar existência de atualizações',
  ],
  'operation.install-update': [
    'Install This Update',
    'Instalar Esta Actualização',
    'Instalar esta atualização',
  ],
  'operation.make-download-key': [
    'Appliance Download Key',
    'Chave de transferência do Aparelho',
    'Chave de transferência do aplicativo',
  ],
  'operation.upload-update': ['Update Software', 'Actualizar Software', 'Atualizar software'],
  'operation.set-support-team': ['Save Team', 'Guardar Equipa', 'Salvar equipe'],
  'operation.remove-support-team': ['Remove Team', 'Remover Equipa', 'Remover equipe'],
  'operation.terminate-session': ['End Session', 'Terminar Sessão', 'Encerrar sessão'],
  'operation.set-address-enabled': ['Save Changes', 'Guardar Alterações', 'Salvar alterações'],
  'operation.set-email': ['Save Changes', 'Guardar Alterações', 'Salvar alterações'],
  'operation.prove-pre-shared-key': ['Show Proof', 'Mostrar Prova', 'Mostrar prova'],
  'operation.export-jump-clients': ['Export', 'Exportar', 'Exportar'],
  'operation.download-console-installer': [
    'Rep Console Installers',
    'Instaladores da Consola de Apoio Técnico',
    'Instaladores do console de suporte técnico',
  ],
} as const satisfies Readonly<Record<ButtonKey, Text>>
