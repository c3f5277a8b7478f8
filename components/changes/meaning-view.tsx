import { useTranslations } from 'next-intl'
import { isEmptyReach, useAddresses } from '@/components/table/reach'
import { Notice } from '@/components/ui/notice'
import { isPartial } from '@/lib/xmail/effects'
import type { ShownFile, ShownMeaning } from './shown-review'
import { StatementView } from './statement-view'
import { statementsOf } from './statements'
import { VariableView } from './variable-view'

const TAKES_EFFECT = {
  'next-use': 'takesEffectNextUse',
  'next-connection': 'takesEffectNextConnection',
  'next-session': 'takesEffectNextSession',
  restart: 'takesEffectRestart',
} as const

/** A quarter of IPv4: nobody's own networks are that many. */
const OPEN_RELAY_ADDRESSES = 2 ** 30

/** Who gains and who loses, in addresses, names and words; then when it takes effect. */
export function MeaningView({ meaning, files }: { meaning: ShownMeaning; files: readonly ShownFile[] }) {
  const t = useTranslations('effects')
  const addresses = useAddresses()
  const { relay, variables } = meaning
  const statements = statementsOf(meaning)
  return (
    <div className="space-y-2.5">
      {opensToAll(meaning) && (
        <Notice look="broken" role="alert">
          {t('opensToAll')}
        </Notice>
      )}
      {statements.map((statement) => (
        <StatementView key={JSON.stringify([statement.key, statement.values])} statement={statement} />
      ))}
      {variables.length > 0 && <VariableView effects={variables} />}
      {statements.length === 0 && variables.length === 0 && (
        <StatementView statement={{ look: 'neither', key: 'nothing' }} />
      )}
      {relay && (
        <p className="text-sm text-ink-2">
          {isEmptyReach(relay.after)
            ? t('relayNowNobody')
            : t('relayNow', { addresses: addresses(relay.after) })}
        </p>
      )}
      {isPartial(meaning) && <p className="text-sm text-ink-2">{t('dependsOnDns')}</p>}
      <TakesEffect files={files} />
    </div>
  )
}

function opensToAll({ relay, customDomains }: ShownMeaning): boolean {
  const byTable = relay !== null && relay.gained.v4 > 0 && relay.after.v4 >= OPEN_RELAY_ADDRESSES
  return byTable || Boolean(customDomains?.gained.includes(''))
}

function TakesEffect({ files }: { files: readonly ShownFile[] }) {
  const t = useTranslations('review')
  if (files.length === 0) return null
  const effects = new Set(files.map((file) => file.takesEffect))
  return (
    <p className="text-sm text-ink-2">
      <span className="font-medium text-ink">{t('takesEffect')}</span>{' '}
      {[...effects].map((effect) => t(TAKES_EFFECT[effect])).join(' ')}
    </p>
  )
}
