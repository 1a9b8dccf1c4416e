import { IntlMessageFormat } from 'intl-messageformat'
import t from 'tap'
import { choiceTexts } from '../../src/texts/choices.ts'
import { texts } from '../../src/texts/texts.ts'

const languages = ['en', 'pt-PT', 'pt-BR'] as const

/** The names in braces, of all branches. */
function placesIn(message: string, language: string): readonly string[] {
  const seen = new Set<string>()
  const look = (elements: readonly object[]): void => {
    for (const element of elements as readonly {
      type: number
      value?: string
      options?: Record<string, { value: readonly object[] }>
    }[]) {
      if (element.type !== 0 && element.type !== 7) seen.add(String(element.value))
      for (const option of Object.values(element.options ?? {})) look(option.value)
    }
  }
  look(new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).getAst())
  return [...seen].sort()
}

t.test('WEB-05: every text is an ICU message with the same values in all three languages', (t) => {
  for (const [key, text] of Object.entries({ ...texts, ...choiceTexts })) {
    const [first, ...others] = text.map((message, place) =>
      placesIn(message, languages[place] ?? 'en'),
    )
    for (const other of others) t.same(other, first, key)
    for (const message of text) t.not(message.trim(), '', key)
  }
  t.end()
})

t.test('WEB-05: names that the guides print are theirs, letter by letter', (t) => {
  const portugal = {
    'menu.failover': 'Activação Pós-falha',
    'menu.software-management': 'Gestão de Software',
    'menu.ip-configuration': 'Configuração de IP',
    'menu.cluster': 'Grupo',
    'failover.new-backup': 'Detalhes da Ligação do Novo Local de Cópia de Segurança',
    'failover.reverse': 'Reverter Detalhes da Ligação para Este Site Principal',
    'operation.establish-relationship': 'Estabelecer Relação',
    'operation.sync-now': 'Sincronizar Agora',
    'operation.break-relationship': 'Interromper Relações de Activação Pós-falha',
    'operation.download-backup': 'Transferir Cópia de Segurança',
    'operation.upload-backup': 'Enviar Cópia de Segurança',
    'operation.check-for-updates': 'Verificar existência de actualizações',
    'operation.install-update': 'Instalar Esta Actualização',
    'operation.set-address-enabled': 'Guardar Alterações',
    'operation.factory-reset': 'Repor aparelho para as predefinições de fábrica',
    'operation.shut-down': 'Desligar Este Aparelho',
    'field.enabled': 'Activado',
  } as const
  for (const [key, name] of Object.entries(portugal))
    t.equal(texts[key as keyof typeof portugal][1], name)
  const brazil = {
    'menu.management': 'Gerenciamento',
    'menu.failover': 'Failover',
    'menu.software-management': 'Gerenciamento de software',
    'menu.support': 'Suporte',
    'menu.updates': 'Atualizações',
    'operation.check-for-updates': 'Verificar existência de atualizações',
    'operation.install-update': 'Instalar esta atualização',
    'operation.upload-update': 'Atualizar software',
  } as const
  for (const [key, name] of Object.entries(brazil))
    t.equal(texts[key as keyof typeof brazil][2], name)
  t.end()
})
