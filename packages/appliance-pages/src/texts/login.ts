import type { Texts } from '../languages/text.ts'

/** Login, the forced change of the password, the portal's states. */
export const loginTexts = {
  'login.title': ['Log in', 'Iniciar sessão', 'Iniciar sessão'],
  'login.username': ['Username', 'Nome de utilizador', 'Nome de usuário'],
  'login.password': ['Password', 'Palavra-passe', 'Senha'],
  'login.button': ['Log In', 'Iniciar Sessão', 'Iniciar sessão'],
  'login.first': [
    'A fresh appliance has the account admin with the password “password”; it has to be changed at the first login.',
    'Um aparelho novo tem a conta admin com a palavra-passe “password”, que tem de ser alterada no primeiro início de sessão.',
    'Um aplicativo novo tem a conta admin com a senha “password”, que deve ser alterada no primeiro login.',
  ],
  'login.logged-out': ['You are logged out.', 'A sessão foi terminada.', 'A sessão foi encerrada.'],
  'login.must-change': [
    'Choose a new password before you go on.',
    'Escolha uma nova palavra-passe antes de continuar.',
    'Escolha uma nova senha antes de continuar.',
  ],
  'login.change-on-primary': [
    'This appliance is the backup, and its accounts are the primary’s. Log in there and choose a new password, then press Sync Now; with that password you can log in here.',
    'Este aparelho é a cópia de segurança e as suas contas são as do principal. Inicie sessão no principal, escolha uma nova palavra-passe e prima Sincronizar Agora; com essa palavra-passe pode depois iniciar sessão aqui.',
    'Este aplicativo é a cópia de segurança e suas contas são as do principal. Inicie sessão no principal, escolha uma nova senha e pressione Sincronizar agora; com essa senha você pode depois iniciar sessão aqui.',
  ],
  'login.password-rules': [
    'At least 8 characters, 5 of them different; neither the username nor the word “password”.',
    'Pelo menos 8 caracteres, 5 deles diferentes; nem o nome de utilizador nem a palavra “password”.',
    'Pelo menos 8 caracteres, 5 deles diferentes; nem o nome de usuário nem a palavra “password”.',
  ],
  'portal.title': ['Support portal', 'Portal de apoio técnico', 'Portal de suporte técnico'],
  'portal.serving': [
    'The support portal is open.',
    'O portal de apoio técnico está aberto.',
    'O portal de suporte técnico está aberto.',
  ],
  'portal.maintenance': [
    'Software is being installed; the support portal will be back afterwards.',
    'Está a ser instalado software; o portal de apoio técnico volta depois.',
    'O software está sendo instalado; o portal de suporte técnico volta em seguida.',
  ],
  'portal.backup': [
    'This appliance is the backup of its site and does not serve clients.',
    'Este aparelho é a cópia de segurança do seu site e não atende clientes.',
    'Este aplicativo é a cópia de segurança do seu site e não atende clientes.',
  ],
  'portal.swapping': [
    'The appliances of this site are exchanging roles; please try again in a moment.',
    'Os aparelhos deste site estão a trocar de funções; tente de novo dentro de momentos.',
    'Os aplicativos deste site estão trocando de função; tente de novo em instantes.',
  ],
  'portal.checking': [
    'This appliance asks its peer whether it still may serve; please try again in a moment.',
    'Este aparelho está a perguntar ao par se ainda pode atender; tente de novo dentro de momentos.',
    'Este aplicativo está perguntando ao par se ainda pode atender; tente de novo em instantes.',
  ],
  'portal.witness': [
    'This host votes which appliance is primary; it has no website.',
    'Este anfitrião vota qual é o aparelho principal; não tem site.',
    'Este host vota qual é o aplicativo principal; não tem site.',
  ],
  'portal.request': [
    'Request a support session',
    'Solicitar uma sessão de apoio técnico',
    'Solicitar uma sessão de suporte técnico',
  ],
  'portal.name': ['Your name', 'O seu nome', 'Seu nome'],
  'portal.issue': ['What is it about?', 'De que se trata?', 'Do que se trata?'],
  'portal.ask': ['Request Session', 'Solicitar Sessão', 'Solicitar sessão'],
  'portal.leave': ['End Session', 'Terminar Sessão', 'Encerrar sessão'],
  'portal.session-asking': ['One moment…', 'Um momento…', 'Um momento…'],
  'portal.session-waiting': [
    'All representatives are busy; the next free one takes your session.',
    'Todos os técnicos estão ocupados; o próximo que ficar livre recebe a sua sessão.',
    'Todos os técnicos estão ocupados; o próximo que ficar livre recebe sua sessão.',
  ],
  'portal.session-joined': [
    'A representative has joined your session.',
    'Um técnico juntou-se à sua sessão.',
    'Um técnico entrou na sua sessão.',
  ],
  'portal.session-recorded': [
    'The session is over and has been recorded.',
    'A sessão terminou e ficou registada.',
    'A sessão terminou e foi registrada.',
  ],
  'portal.session-over': [
    'The session was cut short. Please request another one.',
    'A sessão foi interrompida. Solicite outra.',
    'A sessão foi interrompida. Solicite outra.',
  ],
  'portal.session-busy': [
    'Too many sessions are requested now; please try again in a moment.',
    'Há demasiados pedidos de sessão neste momento; tente de novo dentro de momentos.',
    'Há pedidos de sessão demais no momento; tente de novo em instantes.',
  ],
  'portal.simulated': [
    'Simulated appliance {appliance}, site software {version}',
    'Aparelho simulado {appliance}, software do site {version}',
    'Aplicativo simulado {appliance}, software do site {version}',
  ],
} as const satisfies Texts
