import { useTranslations } from 'next-intl'
import { isEmptyReach, PrefixList, useAddresses } from '@/components/table/reach'
import type { RelayWays } from '@/lib/xmail/effects'
import { RelayWay } from './relay-way'

export function CustomDomains({ domains, base }: { domains: RelayWays['customDomains']; base: string }) {
  const t = useTranslations('whoCanRelay')
  const names = domains?.names ?? []
  const verdict = domains?.all
    ? t('customAll')
    : names.length > 0
      ? t('customSome', { count: names.length })
      : t(domains ? 'customNone' : 'customUnknown')
  return (
    <RelayWay
      id="custom"
      title={t('custom')}
      files={['custdomains/']}
      look={domains === null || domains.all || names.length > 0 ? 'opens' : 'quiet'}
      verdict={verdict}
      href={`${base}/files`}
      link={t('customLink')}
    >
      {names.length > 0 && <Names names={names} />}
    </RelayWay>
  )
}

export function Programs({ programs, base }: { programs: readonly string[]; base: string }) {
  const t = useTranslations('whoCanRelay')
  return (
    <RelayWay
      id="programs"
      title={t('programs')}
      files={['smtpextauth.tab']}
      look="quiet"
      verdict={t(programs.length > 0 ? 'programsSome' : 'programsNone')}
      href={`${base}/accounts/programs`}
      link={t('programsLink')}
    >
      {programs.length > 0 && <Names names={programs} />}
    </RelayWay>
  )
}

export function Whitelists({ whitelists, base }: { whitelists: RelayWays['whitelists']; base: string }) {
  const t = useTranslations('whoCanRelay')
  const addresses = useAddresses()
  const { byAddress, byName } = whitelists
  return (
    <RelayWay
      id="whitelists"
      title={t('whitelists')}
      files={['smtp.ipprop.tab', 'smtp.hnprop.tab']}
      look="quiet"
      verdict={t('whitelistsVerdict')}
      href={`${base}/whitelist`}
      link={t('whitelistsLink')}
    >
      {!isEmptyReach(byAddress) && (
        <>
          <p>{t('whitelisted', { addresses: addresses(byAddress) })}</p>
          <PrefixList reach={byAddress} />
        </>
      )}
      {byName.length > 0 && <Names names={byName} />}
    </RelayWay>
  )
}

const NAMES_SHOWN = 50

function Names({ names }: { names: readonly string[] }) {
  const t = useTranslations('whoCanRelay')
  return (
    <ul className="mono flex flex-wrap gap-x-3 gap-y-0.5 text-xs">
      {[...new Set(names)].slice(0, NAMES_SHOWN).map((name) => (
        <li key={name}>{name}</li>
      ))}
      {names.length > NAMES_SHOWN && (
        <li className="font-sans text-ink-2">{t('more', { count: names.length - NAMES_SHOWN })}</li>
      )}
    </ul>
  )
}
