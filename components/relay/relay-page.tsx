'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { HelpFor } from '@/components/form/legend'
import { useFaultText } from '@/components/form/use-fault-text'
import { CsvExchange } from '@/components/table/csv-exchange'
import { isEmptyReach, useAddresses } from '@/components/table/reach'
import { Notice } from '@/components/ui/notice'
import { FileName, PageHeading } from '@/components/ui/page'
import { When } from '@/components/ui/when'
import type { ActionResult, Fault } from '@/lib/errors'
import type { Edit, MayConfirm, RelayRequest } from '@/lib/xmail/tables'
import { relayCsv } from '@/lib/xmail/tables/csv'
import { AddNetworks } from './add-networks'
import type { Selection } from './arrange-rows'
import { Bypasses, type BypassesProps } from './bypasses'
import { EmptyRelay } from './empty-relay'
import { EndNotice } from './end-notice'
import { RelayRows } from './relay-rows'
import { useRelayTable } from './use-relay-table'

export interface RelayPageProps extends Pick<BypassesProps, 'serverTab' | 'account' | 'accountNames'> {
  /** The file as a byte string; '' where there is none. */
  text: string
  present: boolean
  notEditable: Fault | null
  edits: readonly Edit[]
  draftVersion: number
  takenAt: number
  mayEdit: boolean
  mayConfirm: MayConfirm
  /** The console's day, `2027-01-31`, and by whose calendar. */
  today: string
  timeZone: string
  /** Which rows are shown at first. */
  selection: Selection
  add: (request: RelayRequest) => Promise<ActionResult<null>>
  stage: (edit: Edit) => Promise<ActionResult<null>>
  discard: (input: { version: number; edit: number; network?: string }) => Promise<ActionResult<null>>
}

export function RelayPage(props: RelayPageProps) {
  const { text, present, notEditable, edits, takenAt, mayEdit } = props
  const t = useTranslations('relay')
  const addresses = useAddresses()
  const table = useRelayTable(text, edits, props.today)
  const csv = useMemo(() => relayCsv(props.today), [props.today])
  const [pasted, setPasted] = useState('')
  const words = useFaultText()
  const editable = mayEdit && !notEditable
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
      <EndNotice rows={table.rows} timeZone={props.timeZone} />
      {editable && (
        <AddNetworks
          rows={table.draftedRows}
          mayConfirm={props.mayConfirm}
          add={props.add}
          text={pasted}
          onText={setPasted}
          today={props.today}
          timeZone={props.timeZone}
        />
      )}
      {table.rows.length === 0 ? (
        <EmptyRelay present={present} editable={editable} onExample={setPasted} />
      ) : (
        <RelayRows {...props} table={table} editable={editable} />
      )}
      <CsvExchange
        form={csv}
        name="smtprelay"
        rows={table.draftedRows}
        editable={editable}
        stage={props.stage}
      />
      <Bypasses {...props} />
    </>
  )
}
