'use client'

import { useTranslations } from 'next-intl'
import { HelpFor } from '@/components/form/legend'
import { Notice } from '@/components/ui/notice'
import { PageHeading } from '@/components/ui/page'
import { When } from '@/components/ui/when'
import type { RelayWays } from '@/lib/xmail/effects'
import type { ReadNext } from './account-permissions-read'
import { Accounts, PopBeforeSmtp } from './account-ways'
import { CustomDomains, Programs, Whitelists } from './other-ways'
import { Logins, Networks } from './table-ways'

export interface WhoCanRelayPageProps {
  ways: RelayWays
  takenAt: number
  /** The address of the server's own pages. */
  base: string
  readNext: ReadNext
}

/** A quarter of IPv4: nobody's own networks are that many. */
const OPEN_RELAY_ADDRESSES = 2 ** 30

/** Every way to send through the server to somewhere else, with the file that opens it; and what is only taken for one. */
export function WhoCanRelayPage({ ways, takenAt, base, readNext }: WhoCanRelayPageProps) {
  const t = useTranslations('whoCanRelay')
  const isOpen = ways.networks.reach.v4 >= OPEN_RELAY_ADDRESSES || ways.customDomains?.all
  return (
    <div className="max-w-3xl">
      <PageHeading
        title={t('title')}
        aside={<HelpFor text={t('title')} helpKey="whoCanRelay" />}
        lead={t('lead')}
        facts={<span>{t.rich('readAt', { when: () => <When ms={takenAt} /> })}</span>}
      />
      {isOpen && (
        <Notice look="broken" className="mb-4">
          {t('open')}
        </Notice>
      )}
      <Networks networks={ways.networks} base={base} />
      <Logins logins={ways.logins} base={base} />
      <Accounts ways={ways} base={base} readNext={readNext} />
      <PopBeforeSmtp ways={ways} base={base} />
      <CustomDomains domains={ways.customDomains} base={base} />
      <Programs programs={ways.programs} base={base} />
      <Whitelists whitelists={ways.whitelists} base={base} />
    </div>
  )
}
