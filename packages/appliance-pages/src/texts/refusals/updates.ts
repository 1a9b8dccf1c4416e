import type { Sentences } from './sentences.ts'

/** Updates, installations, what they need. */
export const updateRefusals = {
  'in-maintenance': [
    '{appliance} está a instalar {package} e volta a responder quando terminar.',
    '{appliance} está instalando {package} e volta a responder quando terminar.',
  ],
  'unknown-package': [
    'Não existe a actualização disponível "{found}".',
    'Não existe a atualização disponível "{found}".',
  ],
  'requirement-not-met': [
    '{found} não satisfaz os requisitos de {target}. Instale outro pacote disponível clicando em "Instalar Esta Actualização".',
    '{found} não satisfaz os requisitos de {target}. Instale outro pacote disponível clicando em "Instalar esta atualização".',
  ],
  'already-installed': ['{found} já está instalado.', '{found} já está instalado.'],
  'no-downgrade': [
    '{target} é mais antigo do que {found}, que está instalado; não é possível voltar atrás.',
    '{target} é mais antigo que {found}, que está instalado; não é possível voltar atrás.',
  ],
  'eula-not-accepted': [
    '{target} precisa de que o acordo de licença (EULA) seja primeiro aceite.',
    '{target} precisa que o contrato de licença (EULA) seja aceito primeiro.',
  ],
  'eula-changed': [
    'Foi aceite o acordo de licença {found}; o que está em vigor é {expected}. Leia e aceite esse.',
    'Foi aceito o contrato de licença {found}; o que está em vigor é {expected}. Leia e aceite esse.',
  ],
  'update-server-unreachable': [
    '{appliance} não conseguiu consultar o servidor de actualização {host}: {found}. As FAQ indicam o que uma firewall tem de deixar passar; senão actualize manualmente: Chave de transferência do Aparelho e depois Instalação Manual.',
    '{appliance} não conseguiu consultar o servidor de atualização {host}: {found}. As FAQ dizem o que um firewall precisa deixar passar; senão atualize manualmente: chave de transferência do aplicativo e depois Instalação manual.',
  ],
  'wrong-clock': [
    'São {found} em {appliance} e {expected} no servidor de actualização. Verifique o horário em /appliance > Estado > Noções básicas.',
    'São {found} em {appliance} e {expected} no servidor de atualização. Verifique o horário em /appliance > Status > Noções básicas.',
  ],
  'unknown-to-update-server': [
    'O servidor de actualização não conhece nenhum aparelho {found} que pergunte assim.',
    'O servidor de atualização não conhece nenhum aplicativo {found} que pergunte assim.',
  ],
  'nothing-to-download': [
    'O servidor de actualização nada tem para {appliance} transferir. Um pacote transferido não volta a ser oferecido: peça-o ao Apoio Técnico.',
    'O servidor de atualização nada tem para {appliance} transferir. Um pacote transferido não é oferecido de novo: peça-o ao Suporte Técnico.',
  ],
  'not-offered': [
    'O servidor de actualização não oferece {target} a {appliance}. Um pacote transferido não volta a ser oferecido: peça-o ao Apoio Técnico.',
    'O servidor de atualização não oferece {target} a {appliance}. Um pacote transferido não é oferecido de novo: peça-o ao Suporte Técnico.',
  ],
  'no-download-key': [
    'A Base {found} não tem Chave de transferência do Aparelho, que surgiu com a Base {expected}. Peça a transferência ao Apoio Técnico.',
    'A Base {found} não tem chave de transferência do aplicativo, que surgiu com a Base {expected}. Peça a transferência ao Suporte Técnico.',
  ],
  'key-damaged': [
    'Isto não é uma Chave de transferência do Aparelho: copie o bloco inteiro, de BEGIN KEY a END KEY.',
    'Isto não é uma chave de transferência do aplicativo: copie o bloco inteiro, de BEGIN KEY a END KEY.',
  ],
  'key-expired': [
    'A Chave de transferência do Aparelho de {appliance} expirou às {expected}; são {found}. Gere uma nova; se essa também expirar, verifique o horário em /appliance > Estado > Noções básicas.',
    'A chave de transferência do aplicativo de {appliance} expirou às {expected}; são {found}. Gere uma nova; se essa também expirar, verifique o horário em /appliance > Status > Noções básicas.',
  ],
  'package-missing': [
    'Não existe o ficheiro carregado "{found}".',
    'Não existe o arquivo carregado "{found}".',
  ],
  'package-damaged': [
    'O pacote está danificado: {found}. Nada foi instalado; carregue de novo o ficheiro.',
    'O pacote está danificado: {found}. Nada foi instalado; carregue o arquivo de novo.',
  ],
  'package-unsigned': [
    'O pacote não tem a assinatura do fabricante. Nada foi instalado.',
    'O pacote não tem a assinatura do fabricante. Nada foi instalado.',
  ],
  'package-for-another': [
    '{target} foi feito para o aparelho {found}; este é {expected}. Nada foi instalado.',
    '{target} foi feito para o aplicativo {found}; este é {expected}. Nada foi instalado.',
  ],
  'package-expired': [
    '{target} podia ser instalado até {expected}; são {found}. Peça um novo ao Apoio Técnico, ou verifique o horário em /appliance > Estado > Noções básicas.',
    '{target} podia ser instalado até {expected}; são {found}. Peça um novo ao Suporte Técnico, ou verifique o horário em /appliance > Status > Noções básicas.',
  ],
  'no-installation': [
    '{appliance} não está a instalar nada.',
    '{appliance} não está instalando nada.',
  ],
  'needs-support': [
    '{appliance} foi reiniciado com {package} parado; só o Apoio Técnico o pode reparar.',
    '{appliance} foi reiniciado com {package} parado; só o Suporte Técnico pode repará-lo.',
  ],
  'repair-not-needed': [
    '{appliance} não precisa de reparação pelo Apoio Técnico.',
    '{appliance} não precisa de reparo pelo Suporte Técnico.',
  ],
  'installer-expired': [
    'O instalador foi gerado em {found}; depois da actualização para {expected} tem de ser gerado de novo.',
    'O instalador foi gerado em {found}; depois da atualização para {expected} deve ser gerado de novo.',
  ],
} as const satisfies Readonly<Record<string, Sentences>>
