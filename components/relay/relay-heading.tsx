'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { HelpFor } from '@/components/form/legend'
import { useFaultText } from '@/components/form/use-fault-text'
import { isEmptyReach, useAddresses } from '@/components/table/reach'
import { Notice } from '@/components/ui/notice'
import { FileName, PageHeading } from '@/components/ui/page'
import { When } from '@/components/ui/when'
import type { Fault } from '@/lib/errors'
import type { RelayTable } from './use-relay-table'

interface RelayHeadingProps {
  takenAt: number
  notEditable: Fault | null
  table: Pick<RelayTable, 'reach' | 'stale'>
}

/** What the table does, who relays by it now, and what stands in the way of changing it. */
export function RelayHeading({ takenAt, notEditable, table }: RelayHeadingProps) {
  const t = useTranslations('relay')
  const addresses = useAddresses()
  const words = useFaultText()
  return (
    <>
      <PageHeading
        title={t('title')}
        aside={<HelpFor text={t('title')} helpKey="relayNetworks" />}
        lead={t('lead')}
        facts={
          <>
            <FileName>{t('file')}</FileName>
            <span className="inline-flex items-center">
              {t('takesEffect')}
              <HelpFor text={t('takesEffect')} helpKey="takesEffect" />
            </span>
            <span>{t.rich('readAt', { when: () => <When ms={takenAt} /> })}</span>
            <span className="font-medium text-ink" data-testid="reach">
              {isEmptyReach(table.reach)
                ? t('reachNobody')
                : t('reach', { addresses: addresses(table.reach) })}
            </span>
          </>
        }
      />
      {notEditable && (
        <Notice look="opens" title={t('readOnly')} className="mb-4">
          {words(notEditable)}
        </Notice>
      )}
      {table.stale && (
        <Notice look="broken" title={t('stale')} className="mb-4">
          <p>
            {words(table.stale)}{' '}
            <Link href="review" className="underline">
              {t('staleLink')}
            </Link>
          </p>
        </Notice>
      )}
    </>
  )
}
