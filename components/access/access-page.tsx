'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import { CsvExchange } from '@/components/table/csv-exchange'
import { useAddresses } from '@/components/table/reach'
import { Reading } from '@/components/table/reading'
import { TableIntro } from '@/components/table/table-intro'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/page'
import type { ActionResult, Fault } from '@/lib/errors'
import type { GateVerdict } from '@/lib/xmail/effects'
import type { MailRootPath } from '@/lib/xmail/path'
import type { Edit, IpmapEdit, IpmapRequest, MayConfirm } from '@/lib/xmail/tables'
import { ipmapCsv } from '@/lib/xmail/tables/csv'
import { AccessRows } from './access-rows'
import { AddRule } from './add-rule'
import { EditRule } from './edit-rule'
import { Presets } from './presets'
import { useAccessTable } from './use-access-table'

export interface AccessPageProps {
  title: string
  lead: ReactNode
  /** What the list is about, as sentences name it: a service, or one account's. */
  service: string
  path: MailRootPath
  /** The file as a byte string; '' where there is none. */
  text: string
  present: boolean
  notEditable: Fault | null
  edits: readonly Edit[]
  draftVersion: number
  takenAt: number
  mayEdit: boolean
  mayConfirm: MayConfirm
  takesEffect: string
  reviewHref: string
  /** What else is to be known before the list is changed. */
  notice?: ReactNode
  /** Below the list: what belongs to it. */
  children?: ReactNode
  add: (request: IpmapRequest) => Promise<ActionResult<null>>
  stage: (edit: Edit) => Promise<ActionResult<null>>
  discard: (input: { version: number; edit: number }) => Promise<ActionResult<null>>
}

/** An access list: of a service, or of one account. */
export function AccessPage(props: AccessPageProps) {
  const { title, lead, service, path, text, present, notEditable, edits, mayEdit, mayConfirm } = props
  const t = useTranslations('access')
  const table = useAccessTable(path, text, present, edits)
  const csv = useMemo(() => ipmapCsv(path), [path])
  if (!table) return <Reading title={title} text={text} />
  const editable = mayEdit && !notEditable
  const stage = (edit: IpmapEdit) => props.stage({ ...edit, table: 'ipmap', path })
  return (
    <>
      <TableIntro
        title={title}
        helpKey="ipmap"
        lead={lead}
        files={[path]}
        takesEffect={props.takesEffect}
        takenAt={props.takenAt}
        now={<Reach service={service} verdict={table.verdict} />}
        notEditable={notEditable}
        stale={table.stale}
        reviewHref={props.reviewHref}
      />
      {props.notice && (
        <Notice look="opens" className="mb-4 max-w-3xl">
          {props.notice}
        </Notice>
      )}
      {editable && <AddRule rows={table.draftedRows} mayConfirm={mayConfirm} add={props.add} />}
      <AccessRows
        path={path}
        edits={edits}
        draftVersion={props.draftVersion}
        discard={props.discard}
        table={table}
        editable={editable}
        empty={present ? t('empty') : t('absent')}
        stage={stage}
        editForm={(row, close) => (
          <EditRule row={row} rows={table.draftedRows} mayConfirm={mayConfirm} stage={stage} close={close} />
        )}
      />
      <CsvExchange
        form={csv}
        name={path.replace(/\.tab$/, '').replaceAll('/', '_')}
        about={t('csvAbout')}
        rows={table.draftedRows}
        editable={editable}
        stage={props.stage}
      />
      {editable && (
        <Section title={t('presets')} className="mt-8 max-w-3xl">
          <Presets service={service} stage={stage} />
        </Section>
      )}
      {props.children}
    </>
  )
}

/** Who may connect now, in the shortest true words. */
function Reach({ service, verdict }: { service: string; verdict: GateVerdict }) {
  const t = useTranslations('overview')
  const addresses = useAddresses()
  switch (verdict.kind) {
    case 'everybody':
      return t('gateEverybody', { service })
    case 'nobody':
      return t('gateNobody', { service })
    case 'except':
      return t('gateExcept', { service, addresses: addresses(verdict.refused) })
    case 'some':
      return t('gateSome', { service, addresses: addresses(verdict.allowed) })
  }
}
