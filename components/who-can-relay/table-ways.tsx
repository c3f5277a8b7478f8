import { useTranslations } from 'next-intl'
import { isEmptyReach, PrefixList, useAddresses } from '@/components/table/reach'
import type { RelayWays } from '@/lib/xmail/effects'
import { RelayWay } from './relay-way'

export function Networks({ networks, base }: { networks: RelayWays['networks']; base: string }) {
  const t = useTranslations('whoCanRelay')
  const addresses = useAddresses()
  const { present, rows, dead, uncounted, reach } = networks
  const isNobody = isEmptyReach(reach) && uncounted === 0
  const nobody = t(present ? 'networksNobody' : 'networksMissing')
  return (
    <RelayWay
      id="networks"
      title={t('networks')}
      files={['smtprelay.tab']}
      look={isNobody ? 'quiet' : 'opens'}
      verdict={isNobody ? nobody : t('networksVerdict', { rows, addresses: addresses(reach) })}
      href={`${base}/relay`}
      link={t('networksLink')}
    >
      {!isEmptyReach(reach) && <PrefixList reach={reach} />}
      {uncounted > 0 && <p>{t('networksUncounted', { count: uncounted })}</p>}
      {dead > 0 && <p className="text-ink-2">{t('networksDead', { count: dead })}</p>}
    </RelayWay>
  )
}

const LOGINS_SHOWN = 50

export function Logins({ logins, base }: { logins: RelayWays['logins']; base: string }) {
  const t = useTranslations('whoCanRelay')
  const { present, relaying, others, dead } = logins
  const nobody = t(present ? 'loginsNobody' : 'loginsMissing')
  return (
    <RelayWay
      id="logins"
      title={t('logins')}
      files={['smtpauth.tab']}
      look={relaying.length > 0 ? 'opens' : 'quiet'}
      verdict={relaying.length > 0 ? t('loginsVerdict', { count: relaying.length }) : nobody}
      href={`${base}/accounts`}
      link={t('loginsLink')}
    >
      {relaying.length > 0 && (
        <ul className="space-y-0.5">
          {relaying.slice(0, LOGINS_SHOWN).map(({ name, line, letters }) => (
            <li key={line}>
              <span className="mono">{name}</span>{' '}
              <span className="text-ink-2">{t('loginLine', { line, letters })}</span>
            </li>
          ))}
          {relaying.length > LOGINS_SHOWN && <li>{t('more', { count: relaying.length - LOGINS_SHOWN })}</li>}
        </ul>
      )}
      {others > 0 && <p className="text-ink-2">{t('loginsOthers', { count: others })}</p>}
      {dead > 0 && <p className="text-ink-2">{t('loginsDead', { count: dead })}</p>}
    </RelayWay>
  )
}
