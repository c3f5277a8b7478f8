'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useState } from 'react'
import type { NetworkConfirmation } from '@/components/table/confirmations'
import { CsvExchange } from '@/components/table/csv-exchange'
import { FilterMarks } from '@/components/table/filter-marks'
import { ListRows } from '@/components/table/list-rows'
import type { ListColumn } from '@/components/table/list-rows-props'
import { NetworkRuleForm } from '@/components/table/network-rule-form'
import { Reading } from '@/components/table/reading'
import { TableIntro } from '@/components/table/table-intro'
import type { TablePageProps } from '@/components/table/table-page-props'
import { type PlainTable, useListTable } from '@/components/table/use-list-table'
import type { Network } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import {
  checkSpammersRulesInSteps,
  type Edit,
  readSpammersInSteps,
  type SpammersAction,
  type SpammersConfirmation,
  type SpammersRow,
} from '@/lib/xmail/tables'
import { SPAMMERS_CSV } from '@/lib/xmail/tables/csv'
import { ActionChoice, useActionWords } from './action-choice'
import { ClientForm } from './client-form'

const PLACE = { table: 'spammers', path: mailRootPath('spammers.tab') } as const

type ClientsPageProps = TablePageProps & { children: ReactNode }

/** Clients that are refused, delayed or only let in when they sign in, by their address. */
export function ClientsPage(props: ClientsPageProps) {
  const t = useTranslations('spam')
  const table = useListTable({ ...props, path: PLACE.path }, readSpammersInSteps)
  if (!table) return <Reading title={t('clientsTitle')} text={props.text} />
  return <Clients {...props} table={table} />
}

function Clients(props: ClientsPageProps & { table: PlainTable<SpammersRow> }) {
  const { table, present, notEditable, takenAt, mayEdit, mayConfirm, stage } = props
  const t = useTranslations('spam')
  const [action, setAction] = useState<SpammersAction>({ kind: 'refuse' })
  const columns = useColumns()
  const editable = mayEdit && !notEditable
  const rows = table.draftedRows
  const check = useCallback(
    (networks: readonly Network[], confirmed: readonly NetworkConfirmation[]) =>
      checkSpammersRulesInSteps(
        rows,
        networks.map((network) => ({ network, action })),
        confirmed,
      ),
    [rows, action],
  )
  const makeEdit = (
    networks: readonly string[],
    note: string,
    confirmed: readonly SpammersConfirmation[],
  ): Edit => ({
    ...PLACE,
    op: 'add',
    rules: networks.map((network) => ({ network, action, note })),
    before: null,
    confirmed: [...confirmed],
  })
  return (
    <>
      <TableIntro
        title={t('clientsTitle')}
        helpKey="spammers"
        lead={t('clientsLead')}
        files={[PLACE.path]}
        takesEffect={t('clientsTakesEffect')}
        takenAt={takenAt}
        now={present ? undefined : t('clientsMissing')}
        notEditable={notEditable}
        stale={table.stale}
        reviewHref="../review"
      />
      {editable && (
        <NetworkRuleForm
          label={t('clientsAdd')}
          check={check}
          makeEdit={makeEdit}
          wideText={(networks) => t('clientsWide', { networks })}
          mayConfirm={mayConfirm}
          stage={stage}
        >
          <ActionChoice value={action} onChange={setAction} />
        </NetworkRuleForm>
      )}
      <ListRows
        {...props}
        label={t('clientsTitle')}
        editable={editable}
        columns={columns}
        grid="sm:grid-cols-[minmax(12rem,1.2fr)_minmax(9rem,1fr)_minmax(0,2fr)_9rem]"
        nameOf={(row) => row.cidr ?? row.address ?? row.was}
        marks={(row) => (
          <FilterMarks row={row} ruleMarks={row.ruleMarks} words={(mark) => t(`client_${mark}`)} />
        )}
        editForm={(row, close) => (
          <ClientForm row={row} rows={rows} mayConfirm={mayConfirm} stage={stage} close={close} />
        )}
        ordered
        comments
        empty={present ? t('clientsEmpty') : t('clientsMissing')}
        rowEdit={(edit) => ({ ...PLACE, confirmed: [], ...edit })}
      />
      <CsvExchange form={SPAMMERS_CSV} name="spammers" rows={rows} editable={editable} stage={stage} />
      {props.children}
    </>
  )
}

function useColumns(): ListColumn<SpammersRow>[] {
  const t = useTranslations('spam')
  const words = useActionWords()
  return [
    {
      key: 'network',
      name: t('columnNetwork'),
      cell: (row) => (
        <>
          <span className="mono block text-base font-medium">{row.cidr ?? row.address}</span>
          {row.netmask && (
            <span className="mono block text-xs text-ink-2">{`${row.address} ${row.netmask}`}</span>
          )}
        </>
      ),
    },
    { key: 'action', name: t('columnAction'), cell: (row) => row.action && words(row.action) },
  ]
}
