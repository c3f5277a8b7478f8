import { useTranslations } from 'next-intl'
import type { RelayWays } from '@/lib/xmail/effects'
import { AccountPermissionsRead, type ReadNext } from './account-permissions-read'
import { RelayWay } from './relay-way'

interface PartProps {
  ways: RelayWays
  base: string
}

export function Accounts({ ways, base, readNext }: PartProps & { readNext: ReadNext }) {
  const t = useTranslations('whoCanRelay')
  const { total, defaultLetters, isDefaultSet } = ways.accounts
  const relays = defaultLetters.includes('R')
  const letters = defaultLetters || '–'
  return (
    <RelayWay
      id="accounts"
      title={t('accounts')}
      files={['mailusers.tab', 'user.tab', 'server.tab']}
      look={relays && total > 0 ? 'opens' : 'quiet'}
      verdict={t(total === 0 ? 'accountsNone' : relays ? 'accountsRelay' : 'accountsNoRelay', { total })}
      href={`${base}/relay#bypasses`}
      link={t('accountsLink')}
    >
      <p>{t(isDefaultSet ? 'defaultSet' : 'defaultUnset', { letters })}</p>
      {total > 0 && (
        <>
          <p className="text-ink-2">{t('accountsOwn')}</p>
          <AccountPermissionsRead total={total} readNext={readNext} />
        </>
      )}
    </RelayWay>
  )
}

export function PopBeforeSmtp({ ways, base }: PartProps) {
  const t = useTranslations('whoCanRelay')
  const isOn = ways.popBeforeSmtp && ways.accounts.total > 0
  return (
    <RelayWay
      id="pop"
      title={t('pop')}
      files={['server.tab']}
      look={isOn ? 'opens' : 'quiet'}
      verdict={t(ways.popBeforeSmtp ? 'popOn' : 'popOff')}
      href={`${base}/relay#bypasses`}
      link={t('accountsLink')}
    >
      {ways.popBeforeSmtp && <p className="text-ink-2">{t('popUnseen')}</p>}
    </RelayWay>
  )
}
