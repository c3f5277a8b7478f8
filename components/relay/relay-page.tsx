'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { CsvExchange } from '@/components/table/csv-exchange'
import { Reading } from '@/components/table/reading'
import type { ActionResult, Fault } from '@/lib/errors'
import type { MayConfirm, RelayRequest } from '@/lib/xmail/tables'
import { relayCsv } from '@/lib/xmail/tables/csv'
import { AddNetworks } from './add-networks'
import type { Selection } from './arrange-rows'
import { Bypasses, type BypassesProps } from './bypasses'
import { EmptyRelay } from './empty-relay'
import { EndNotice } from './end-notice'
import { RelayHeading } from './relay-heading'
import { RelayRows } from './relay-rows'
import { useRelayTable } from './use-relay-table'

export interface RelayPageProps extends BypassesProps {
  /** The file as a byte string; '' where there is none. */
  text: string
  present: boolean
  notEditable: Fault | null
  takenAt: number
  mayConfirm: MayConfirm
  /** The console's day, `2027-01-31`, and by whose calendar. */
  today: string
  timeZone: string
  /** Which rows are shown at first. */
  selection: Selection
  add: (request: RelayRequest) => Promise<ActionResult<null>>
}

export function RelayPage(props: RelayPageProps) {
  const { text, present, notEditable, edits, mayEdit } = props
  const table = useRelayTable(text, edits, props.today)
  const csv = useMemo(() => relayCsv(props.today), [props.today])
  const [pasted, setPasted] = useState('')
  const t = useTranslations('relay')
  if (!table) return <Reading title={t('title')} text={text} />
  const editable = mayEdit && !notEditable
  return (
    <>
      <RelayHeading takenAt={props.takenAt} notEditable={notEditable} table={table} />
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
