'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import type { NetworkConfirmation } from '@/components/table/confirmations'
import { CsvExchange } from '@/components/table/csv-exchange'
import { FilterMarks } from '@/components/table/filter-marks'
import { ListRows } from '@/components/table/list-rows'
import type { ListColumn } from '@/components/table/list-rows-props'
import { NetworkRuleForm } from '@/components/table/network-rule-form'
import { Reading } from '@/components/table/reading'
import { RuleForm } from '@/components/table/rule-form'
import type { TablePageProps } from '@/components/table/table-page-props'
import { type PlainTable, useListTable } from '@/components/table/use-list-table'
import type { Network } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import {
  checkIppropRules,
  checkIppropRulesInSteps,
  type DeadReason,
  GRANTABLE,
  type Grantable,
  type IppropConfirmation,
  type IppropRow,
  type PropertyMark,
  readIppropInSteps,
} from '@/lib/xmail/tables'
import { IPPROP_CSV } from '@/lib/xmail/tables/csv'
import { Grants, GrantWords } from './grants'
import { PropertyMarks } from './property-marks'

const PLACE = { table: 'ipprop', path: mailRootPath('smtp.ipprop.tab') } as const
const onlyMany = (confirmed: readonly NetworkConfirmation[]): IppropConfirmation[] =>
  confirmed.includes('many-addresses') ? ['many-addresses'] : []

/** smtp.ipprop.tab: what networks are spared. */
export function NetworkList(props: TablePageProps) {
  const table = useListTable({ ...props, path: PLACE.path }, readIppropInSteps)
  return table ? <Networks {...props} table={table} /> : <Reading text={props.text} />
}

function Networks(props: TablePageProps & { table: PlainTable<IppropRow> }) {
  const { table, present, notEditable, mayEdit, mayConfirm, stage } = props
  const t = useTranslations('whitelist')
  const [grants, setGrants] = useState<readonly Grantable[]>(['whiteList'])
  const editable = mayEdit && !notEditable
  const rows = table.draftedRows
  const check = useCallback(
    (networks: readonly Network[], confirmed: readonly NetworkConfirmation[]) =>
      checkIppropRulesInSteps(
        rows,
        networks.map((network) => ({ network, grants })),
        onlyMany(confirmed),
      ),
    [rows, grants],
  )
  const columns: ListColumn<IppropRow>[] = [
    {
      key: 'network',
      name: t('columnNetwork'),
      cell: (row) => <span className="mono text-base font-medium">{row.cidr ?? row.address}</span>,
    },
    { key: 'grants', name: t('columnGrants'), cell: (row) => <GrantWords row={row} /> },
  ]
  return (
    <>
      {table.stale && <FaultNotice fault={table.stale} className="mb-3" />}
      {editable && (
        <NetworkRuleForm
          label={t('addNetworks')}
          check={check}
          makeEdit={(networks, note, confirmed) => ({
            ...PLACE,
            op: 'add',
            rules: networks.map((network) => ({ network, grants: [...grants], note })),
            before: null,
            confirmed: onlyMany(confirmed),
          })}
          wideText={(networks) => t('wide', { networks })}
          mayConfirm={mayConfirm}
          stage={stage}
        >
          <Grants value={grants} onChange={setGrants} />
        </NetworkRuleForm>
      )}
      <ListRows
        {...props}
        label={t('networks')}
        editable={editable}
        columns={columns}
        grid="sm:grid-cols-[minmax(12rem,1fr)_minmax(12rem,1.2fr)_minmax(0,2fr)_9rem]"
        nameOf={(row) => row.cidr ?? row.was}
        marks={(row) => <NetworkMarks row={row} />}
        editForm={(row, close) => <NetworkForm {...props} row={row} rows={rows} close={close} />}
        ordered
        comments
        empty={present ? t('networksEmpty') : t('networksMissing')}
        rowEdit={(edit) => ({ ...PLACE, confirmed: [], ...edit })}
      />
      <CsvExchange form={IPPROP_CSV} name="smtp.ipprop" rows={rows} editable={editable} stage={stage} />
    </>
  )
}

function NetworkMarks({ row }: { row: IppropRow }) {
  const t = useTranslations('whitelist')
  if (row.reason === 'needs-cidr') return <span>{t('needsCidr')}</span>
  const own = row.ruleMarks.filter((mark) => mark === 'never-decides')
  const properties = row.ruleMarks.filter((mark): mark is PropertyMark => mark !== 'never-decides')
  const { reason, ...rest } = row
  return (
    <>
      <FilterMarks
        row={reason ? { ...rest, reason: reason as DeadReason } : rest}
        ruleMarks={own}
        words={() => ''}
      />
      <PropertyMarks fields={row.fields} marks={properties} />
    </>
  )
}

interface NetworkFormProps extends Pick<TablePageProps, 'mayConfirm' | 'stage'> {
  row: IppropRow
  rows: readonly IppropRow[]
  close: () => void
}

function NetworkForm({ row, rows, mayConfirm, stage, close }: NetworkFormProps) {
  const t = useTranslations('whitelist')
  const [grants, setGrants] = useState<readonly Grantable[]>(GRANTABLE.filter((key) => row.properties[key]))
  return (
    <RuleForm
      label={t('columnNetwork')}
      network={row.cidr ?? ''}
      check={(network) =>
        checkIppropRules(
          rows.filter((other) => other.line < row.line),
          [{ network, grants }],
        )[0] ?? null
      }
      makeEdit={(network, confirmed) => ({
        ...PLACE,
        op: 'replace',
        row: { line: row.line, was: row.was },
        rule: { network, grants: [...grants] },
        confirmed: onlyMany(confirmed),
      })}
      wideText={(networks) => t('wide', { networks })}
      mayConfirm={mayConfirm}
      stage={stage}
      close={close}
    >
      <Grants value={grants} onChange={setGrants} />
    </RuleForm>
  )
}
