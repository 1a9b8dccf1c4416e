import type { Texts } from '../languages/text.ts'

/** /appliance > Networking > IP Configuration, Security > Certificates, Support > Utilities. */
export const networkingTexts = {
  'addresses.title': [
    'Networking :: IP Configuration',
    'Rede :: Configuração de IP',
    'Rede :: Configuração de IP',
  ],
  'addresses.kind': ['Kind', 'Tipo', 'Tipo'],
  'addresses.shared': ['shared', 'partilhado', 'compartilhado'],
  'addresses.own': ['this appliance’s own', 'só deste aparelho', 'só deste aplicativo'],
  'addresses.conflict': [
    'Conflict: also claimed by {others}',
    'Conflito: também usado por {others}',
    'Conflito: também usado por {others}',
  ],
  'addresses.note': [
    'Click an address to edit it. To swap a shared IP by hand, disable it on one appliance first and enable it on the other then; have the other’s page open in another tab.',
    'Clique num endereço para editá-lo. Para trocar um IP partilhado manualmente, desactive-o primeiro num aparelho e active-o depois no outro; tenha a página do outro aberta noutro separador do browser.',
    'Clique em um endereço para editá-lo. Para trocar um IP compartilhado manualmente, desative-o primeiro em um aplicativo e ative-o depois no outro; deixe a página do outro aberta em outra aba do navegador.',
  ],
  'addresses.edit-title': ['Edit {address}', 'Editar {address}', 'Editar {address}'],
  'addresses.add': ['Add New IP', 'Adicionar Novo IP', 'Adicionar novo IP'],
  'addresses.ntp': [
    'Time by NTP is set at Status > Basics.',
    'A hora por NTP define-se em Estado > Noções básicas.',
    'A hora por NTP é definida em Status > Noções básicas.',
  ],
  'certificates.title': [
    'Security :: Certificates',
    'Segurança :: Certificados',
    'Segurança :: Certificados',
  ],
  'certificates.install-title': [
    'Security :: Certificate Installation',
    'Segurança :: Instalação do Certificado',
    'Segurança :: Instalação do certificado',
  ],
  'certificates.export-title': [
    'Security :: Certificates :: Export',
    'Segurança :: Certificados :: Exportar',
    'Segurança :: Certificados :: Exportar',
  ],
  'certificates.assign-title': [
    'Security :: Certificates :: Assign IP',
    'Segurança :: Certificados :: Atribuir IP',
    'Segurança :: Certificados :: Atribuir IP',
  ],
  'certificates.issued-to': ['Issued To', 'Emitido Para', 'Emitido para'],
  'certificates.issuer': ['Issued By', 'Emitido Por', 'Emitido por'],
  'certificates.valid': ['Valid until', 'Válido até', 'Válido até'],
  'certificates.warnings': ['Warnings', 'Avisos', 'Avisos'],
  'certificates.addresses': ['IP Address', 'Endereço IP', 'Endereço IP'],
  'certificates.actions': ['Actions', 'Acções', 'Ações'],
  'certificates.request': ['request', 'pedido', 'solicitação'],
  'certificates.export': ['Export', 'Exportar', 'Exportar'],
  'certificates.assign': ['Assign IP', 'Atribuir IP', 'Atribuir IP'],
  'certificates.import': ['Import', 'Importar', 'Importar'],
  'certificates.import-note': [
    'A certificate with its key and chain as PEM or PKCS#12, or what an authority has made of a request from here.',
    'Um certificado com a chave e a cadeia em PEM ou PKCS#12, ou o que uma autoridade emitiu para um pedido feito aqui.',
    'Um certificado com a chave e a cadeia em PEM ou PKCS#12, ou o que uma autoridade emitiu para uma solicitação feita aqui.',
  ],
  'certificates.export-note': [
    'Exporting does not remove anything from the appliance. A passphrase for the private key is strongly recommended: whoever has the file without one has the key.',
    'Exportar certificados não irá removê-los do aparelho. Recomenda-se vivamente que defina uma frase de acesso para a chave privada: quem tiver o ficheiro sem ela tem a chave.',
    'Exportar certificados não os remove do aplicativo. Recomenda-se fortemente definir uma frase secreta para a chave privada: quem tiver o arquivo sem ela terá a chave.',
  ],
  'certificates.assign-note': [
    'New connections to the address are shown this certificate at once.',
    'As novas ligações ao endereço recebem imediatamente este certificado.',
    'As novas conexões ao endereço recebem este certificado imediatamente.',
  ],
  'certificates.create': ['Create a certificate', 'Criar um certificado', 'Criar um certificado'],
  'warning.expired': ['has expired', 'expirou', 'expirou'],
  'warning.not-yet-valid': ['is not valid yet', 'ainda não é válido', 'ainda não é válido'],
  'warning.expires-soon': [
    'expires within 30 days',
    'expira dentro de 30 dias',
    'expira em até 30 dias',
  ],
  'warning.wrong-name': [
    'is not for the site’s name',
    'não é para o nome do site',
    'não é para o nome do site',
  ],
  'warning.no-chain': [
    'lacks the certificates of its chain',
    'não tem os certificados da sua cadeia',
    'não tem os certificados da sua cadeia',
  ],
  'warning.self-signed': [
    'is signed by nobody but itself',
    'só é assinado por si próprio',
    'só é assinado por si mesmo',
  ],
  'utilities.title': [
    'Support :: Utilities',
    'Apoio Técnico :: Utilitários',
    'Suporte :: Utilitários',
  ],
  'utilities.note': [
    'What this appliance knows of the network around it. Tools that would ask other hosts are not simulated.',
    'O que este aparelho sabe da rede à sua volta. As ferramentas que consultariam outros anfitriões não são simuladas.',
    'O que este aplicativo sabe da rede ao seu redor. As ferramentas que consultariam outros hosts não são simuladas.',
  ],
  'utilities.certificate': ['Certificate', 'Certificado', 'Certificado'],
  'utilities.peer': ['Peer', 'Par', 'Par'],
  'utilities.in-order': ['in order', 'em ordem', 'em ordem'],
} as const satisfies Texts
