import type { Texts } from '../languages/text.ts'

/** /appliance > Support > Updates (UPD-01 to UPD-07), and Rep Console Installers (CLI-02). */
export const updatesTexts = {
  'updates.check-title': [
    'Updates :: Check',
    'Actualizações :: Verificar',
    'Atualizações :: Verificar',
  ],
  'updates.check-note': [
    'When updates to the software are released, use this interface to view available updates and install select updates.',
    'Quando forem lançadas actualizações do software, utilize esta interface para visualizar as actualizações disponíveis e instalar actualizações seleccionadas.',
    'Quando forem lançadas atualizações do software, utilize esta interface para ver as atualizações disponíveis e instalar as selecionadas.',
  ],
  'updates.some': [
    'There are updates available to be installed',
    'Existem actualizações disponíveis para instalar',
    'Há atualizações disponíveis para instalar',
  ],
  'updates.available': [
    'Available Updates',
    'Actualizações Disponíveis',
    'Atualizações disponíveis',
  ],
  'updates.no-others': [
    'There are no updates available.',
    'Não existem actualizações disponíveis.',
    'Não há atualizações disponíveis.',
  ],
  'updates.primary-hostname': [
    'Primary Hostname',
    'Nome de Anfitrião Principal',
    'Nome de host principal',
  ],
  'updates.licences': ['Licenses', 'Licenças', 'Licenças'],
  'updates.expires': ['Expires', 'Expira', 'Expira'],
  'updates.never-expires': ['Never', 'Nunca', 'Nunca'],
  'updates.uploaded': [
    'uploaded to this appliance',
    'carregado neste aparelho',
    'carregado neste aplicativo',
  ],
  'updates.manual-title': [
    'Updates :: Manual Installation',
    'Actualizações :: Instalação Manual',
    'Atualizações :: Instalação manual',
  ],
  'updates.update-file': ['Update File', 'Actualizar ficheiro', 'Atualizar arquivo'],
  'updates.warning': [
    'WARNING: Updating the software may disconnect users currently connected to the Appliance.',
    'AVISO: Actualizar o software pode desligar os utilizadores actualmente ligados ao aparelho.',
    'AVISO: Atualizar o software pode desconectar os usuários conectados ao aplicativo no momento.',
  ],
  'updates.key-note': [
    'NOTE: To obtain the software update file, make the Appliance Download Key, copy the whole block and submit it to the update server from an unrestricted machine. Be ready to install: a downloaded update is no longer offered.',
    'NOTA: para obter o ficheiro de actualização do software, gere a Chave de transferência do Aparelho, copie o bloco inteiro e envie-o para o servidor de actualização a partir de um sistema não restrito. Prepare-se para instalar: uma actualização transferida deixa de ser oferecida.',
    'NOTA: para obter o arquivo de atualização do software, gere a chave de transferência do aplicativo, copie o bloco inteiro e envie-o ao servidor de atualização a partir de uma máquina sem restrições. Esteja pronto para instalar: uma atualização transferida deixa de ser oferecida.',
  ],
  'updates.key-expires': [
    '(Expires in: {minutes} minutes)',
    '(Expira em: {minutes} minutos)',
    '(Expira em: {minutes} minutos)',
  ],
  'updates.wrong-time': [
    'If you receive an error, check that the time at Status > Basics is right.',
    'Se receber um erro, verifique se o horário indicado na página Estado > Noções básicas está correcto.',
    'Caso receba um erro, verifique se o horário em Status > Noções básicas está correto.',
  ],
  'updates.install-title': [
    'Updates :: Install {package}',
    'Actualizações :: Instalar {package}',
    'Atualizações :: Instalar {package}',
  ],
  'updates.eula': [
    'End User Licence Agreement',
    'Acordo de Licença do Utilizador Final (EULA)',
    'Contrato de licença do usuário final (EULA)',
  ],
  'updates.will-cut': ['Will be disconnected', 'Serão desligados', 'Serão desconectados'],
  'updates.cut-text': [
    '{consoles, plural, one {# console} other {# consoles}}, {customers, plural, one {# customer} other {# customers}}, {sessions, plural, one {# session} other {# sessions}}',
    '{consoles, plural, one {# consola} other {# consolas}}, {customers, plural, one {# cliente} other {# clientes}}, {sessions, plural, one {# sessão} other {# sessões}}',
    '{consoles, plural, one {# console} other {# consoles}}, {customers, plural, one {# cliente} other {# clientes}}, {sessions, plural, one {# sessão} other {# sessões}}',
  ],
  'updates.takes': ['Takes about', 'Demora cerca de', 'Demora cerca de'],
  'updates.wait': [
    'Wait until 24 hours after the last site package: clients update themselves meanwhile.',
    'Aguarde pelo menos 24 horas depois do último pacote do site: entretanto os clientes actualizam-se.',
    'Aguarde ao menos 24 horas depois do último pacote do site: enquanto isso os clientes se atualizam.',
  ],
  'updates.back': ['Back to Updates', 'Voltar às Actualizações', 'Voltar às atualizações'],
  'updates.installing': ['Installing {package}', 'A instalar {package}', 'Instalando {package}'],
  'updates.progress': ['Progress', 'Progresso', 'Progresso'],
  'updates.remaining': [
    'About {duration} left',
    'Faltam cerca de {duration}',
    'Faltam cerca de {duration}',
  ],
  'updates.step-checking': ['Checking the package', 'A verificar o pacote', 'Verificando o pacote'],
  'updates.step-unpacking': ['Unpacking it', 'A descompactar', 'Descompactando'],
  'updates.step-migrating': [
    'Bringing data to the new version',
    'A converter os dados para a nova versão',
    'Convertendo os dados para a nova versão',
  ],
  'updates.step-switching': [
    'Switching to the new version',
    'A mudar para a nova versão',
    'Mudando para a nova versão',
  ],
  'updates.step-done': ['done', 'concluído', 'concluído'],
  'updates.step-now': ['under way', 'em curso', 'em andamento'],
  'updates.step-later': ['to come', 'por fazer', 'a fazer'],
  'updates.state-running': [
    'The site is not available meanwhile; all users and sessions are disconnected.',
    'Entretanto o site não está disponível; todos os utilizadores e sessões são terminados.',
    'Enquanto isso o site não está disponível; todos os usuários e sessões são encerrados.',
  ],
  'updates.state-stalled': [
    'The installation has stalled. Do not reboot this appliance; contact support.',
    'A instalação está parada. Não reinicie este aparelho; entre em contacto com o Apoio Técnico.',
    'A instalação está parada. Não reinicie este aplicativo; entre em contato com o Suporte Técnico.',
  ],
  'updates.state-broken': [
    'The appliance was restarted while the installation had stalled. Only support can repair it.',
    'O aparelho foi reiniciado com a instalação parada. Só o Apoio Técnico o pode reparar.',
    'O aplicativo foi reiniciado com a instalação parada. Só o Suporte Técnico pode repará-lo.',
  ],
  'updates.installed': [
    'Installed: Base {base}, site software {site}',
    'Instalado: Base {base}, software do site {site}',
    'Instalado: Base {base}, software do site {site}',
  ],
  'installers.title': [
    'Rep Console Installers',
    'Instaladores da Consola de Apoio Técnico',
    'Instaladores do console de suporte técnico',
  ],
  'installers.note': [
    'The MSI of an available update, to be distributed before the appliance is updated. Updated consoles stay offline until it is. Keep a copy of the old MSI: it removes outdated installations.',
    'O MSI de uma actualização disponível, para distribuir antes de o aparelho ser actualizado. As consolas actualizadas só ficam online depois disso. Mantenha uma cópia do MSI antigo: remove as instalações desactualizadas.',
    'O MSI de uma atualização disponível, para distribuir antes de o aplicativo ser atualizado. Os consoles atualizados só ficam online depois disso. Mantenha uma cópia do MSI antigo: ele remove as instalações desatualizadas.',
  ],
  'installers.made': [
    '{file} ({bytes}) for version {version}',
    '{file} ({bytes}) para a versão {version}',
    '{file} ({bytes}) para a versão {version}',
  ],
} as const satisfies Texts
