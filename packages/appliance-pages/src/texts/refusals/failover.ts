import type { Sentences } from './sentences.ts'

/** Relationship, roles, sync, failover. */
export const failoverRefusals = {
  'wrong-role': [
    '{operation} precisa da função {expected}; {appliance} é {found}.',
    '{operation} precisa da função {expected}; {appliance} é {found}.',
  ],
  'swap-under-way': [
    '{appliance} está a trocar de funções com o par; aguarde até a troca terminar.',
    '{appliance} está trocando de função com o par; aguarde até a troca terminar.',
  ],
  'no-relationship': [
    '{appliance}: a activação pós-falha não está actualmente configurada.',
    '{appliance}: o failover não está configurado no momento.',
  ],
  'already-in-relationship': [
    '{appliance} já está numa relação de activação pós-falha com {peer}; interrompa-a primeiro.',
    '{appliance} já está em uma relação de failover com {peer}; encerre-a primeiro.',
  ],
  'establishing-under-way': [
    '{appliance} já está a estabelecer uma relação; aguarde o resultado.',
    '{appliance} já está estabelecendo uma relação; aguarde o resultado.',
  ],
  'shared-hostname': [
    '{field} é o nome de anfitrião partilhado {found}; use um nome ou endereço de um só aparelho.',
    '{field} é o nome de host compartilhado {found}; use um nome ou endereço de um só aplicativo.',
  ],
  'own-address': [
    '{field} é {found}, deste próprio aparelho; esperava-se um endereço do outro.',
    '{field} é {found}, deste próprio aplicativo; esperava-se um endereço do outro.',
  ],
  'not-own-address': [
    '{field} conduz a {found}; esperava-se que voltasse a {expected}.',
    '{field} leva a {found}; esperava-se que voltasse a {expected}.',
  ],
  'no-pre-shared-key': [
    '{appliance} não tem chave pré-partilhada de comunicação entre aparelhos; defina a mesma em ambos.',
    '{appliance} não tem chave pré-compartilhada de comunicação entre aplicativos; defina a mesma nos dois.',
  ],
  'weak-pre-shared-key': [
    'A chave pré-partilhada é recusada: {found}; esperava-se {expected}.',
    'A chave pré-compartilhada é recusada: {found}; esperava-se {expected}.',
  ],
  'peer-unreachable': [
    '{step}: {from} não conseguiu chegar a {host} na porta {port}: {found}.',
    '{step}: {from} não conseguiu chegar a {host} na porta {port}: {found}.',
  ],
  'wrong-key': [
    '{step}: as chaves pré-partilhadas de {from} e {host} não são idênticas.',
    '{step}: as chaves pré-compartilhadas de {from} e {host} não são idênticas.',
  ],
  'different-package': [
    'O par tem {found}, este aparelho {expected}; ambos precisam do mesmo pacote instalado.',
    'O par tem {found}, este aplicativo {expected}; os dois precisam do mesmo pacote instalado.',
  ],
  'different-site': [
    'O par serve {found}, este aparelho {expected}; ambos têm de ser do mesmo site.',
    'O par atende {found}, este aplicativo {expected}; os dois devem ser do mesmo site.',
  ],
  'peer-in-relationship': [
    '{peer} já está numa relação de activação pós-falha com outro aparelho.',
    '{peer} já está em uma relação de failover com outro aplicativo.',
  ],
  'peer-busy': [
    '{peer} não pode agora estabelecer uma relação: {found}.',
    '{peer} não pode estabelecer uma relação agora: {found}.',
  ],
  'peer-newer-data': [
    '{peer} tem dados próprios mais recentes: {records} registos ({recordings} deles com gravações) que este aparelho não tem e não receberia, e {settings} definições alteradas; foram anunciados {announced} registos como perdidos. Estabeleça a partir de {peer}, ou elimine-os em Mais opções.',
    '{peer} tem dados próprios mais recentes: {records} registros ({recordings} deles com gravações) que este aplicativo não tem e não receberia, e {settings} configurações alteradas; foram anunciados {announced} registros como perdidos. Estabeleça a partir de {peer}, ou descarte-os em Mais opções.',
  ],
  'peer-silent': [
    '{step}: {peer} não respondeu em {timeoutMs} ms.',
    '{step}: {peer} não respondeu em {timeoutMs} ms.',
  ],
  'stale-epoch': [
    'Chegou uma mensagem da época {found} depois da época {expected}; é recusada.',
    'Chegou uma mensagem da época {found} depois da época {expected}; é recusada.',
  ],
  'exchange-needs-force': [
    '{appliance} e {peer} têm pacotes diferentes e nada é sincronizado; trocar mesmo assim de funções tem de ser forçado. A próxima sincronização substituiria o que o principal registou entretanto: {records} registos que não se juntam, e as definições.',
    '{appliance} e {peer} têm pacotes diferentes e nada é sincronizado; trocar de função mesmo assim precisa ser forçado. A próxima sincronização substituiria o que o principal registrou desde então: {records} registros que não se juntam, e as configurações.',
  ],
  'swap-failed': [
    '{appliance}: as funções não foram trocadas: {found}.',
    '{appliance}: as funções não foram trocadas: {found}.',
  ],
  'role-conflict': [
    '{appliance} e o par são ambos {role}; dê primeiro a um deles a outra função.',
    '{appliance} e o par são ambos {role}; dê primeiro a um deles a outra função.',
  ],
  'unsupported-protocol': [
    'O par fala o protocolo de ligação {found}, este aparelho {expected}.',
    'O par fala o protocolo de conexão {found}, este aplicativo {expected}.',
  ],
  'sync-under-way': [
    '{appliance}: já há uma sincronização em curso.',
    '{appliance}: já há uma sincronização em andamento.',
  ],
  'link-down': [
    '{appliance} não tem agora ligação ao par: {found}.',
    '{appliance} não tem conexão com o par agora: {found}.',
  ],
  'failover-needs-force': [
    '{appliance} não consegue chegar ao principal {peer}, que pode continuar em serviço; assumir manualmente tem de ser forçado. O que se pode perder: {records} registos com {bytes} bytes, segundo {peer} ({lastCheck}), e tudo o que ele registou depois; última sincronização: {lastSync}.',
    '{appliance} não consegue chegar ao principal {peer}, que pode continuar em serviço; assumir manualmente precisa ser forçado. O que pode ser perdido: {records} registros com {bytes} bytes, segundo {peer} ({lastCheck}), e tudo o que ele registrou depois; última sincronização: {lastSync}.',
  ],
  'role-in-doubt': [
    '{appliance} esteve parado e pergunta ao par se ainda pode atender.',
    '{appliance} ficou parado e pergunta ao par se ainda pode atender.',
  ],
  'failover-needs-test': [
    '{appliance} não pode assumir por si só sem um IP de teste da ligação à rede: nada distinguiria um principal parado da perda da própria rede.',
    '{appliance} não pode assumir sozinho sem um IP de teste de conectividade: nada distinguiria um principal parado da perda da própria rede.',
  ],
  'failover-needs-witness': [
    '{appliance} não pode assumir pelo voto de uma testemunha sem testemunha; indique o anfitrião e a porta.',
    '{appliance} não pode assumir pelo voto de uma testemunha sem testemunha; informe o host e a porta.',
  ],
  'backup-does-not-serve': [
    '{appliance} é a cópia de segurança e não atende clientes; use o principal.',
    '{appliance} é a cópia de segurança e não atende clientes; use o principal.',
  ],
} as const satisfies Readonly<Record<string, Sentences>>
