'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { HelpFor } from '@/components/form/legend'
import { useFaultText } from '@/components/form/use-fault-text'
import { useAddresses } from '@/components/table/reach'
import { Notice } from '@/components/ui/notice'
import { FileName, PageHeading, Section } from '@/components/ui/page'
import { When } from '@/components/ui/when'
import type { ActionResult, Fault } from '@/lib/errors'
import type { GateVerdict } from '@/lib/xmail/effects'
import type { Edit, IpmapRequest, MayConfirm, RowRef } from '@/lib/xmail/tables'
import { AccessRows } from './access-rows'
import { AddRule } from './add-rule'
import { type Preset, Presets } from './presets'
import { useAccessTable } from './use-access-table'

export type Service = 'smtp' | 'pop3' | 'ctrl' | 'finger'

export interface AccessPageProps {
  service: Service
  path: string
  /** The file as a byte string; '' where there is none. */
  text: string
  present: boolean
  notEditable: Fault | null
  edits: readonly Edit[]
  draftVersion: number
  takenAt: number
  mayEdit: boolean
  mayConfirm: MayConfirm
  /** Whether this console itself reaches the server through this list. */
  isOwnWayIn: boolean
  add: (request: IpmapRequest) => Promise<ActionResult<null>>
  remove: (rows: RowRef[]) => Promise<ActionResult<null>>
  move: (row: RowRef, to: number) => Promise<ActionResult<null>>
  preset: (preset: Preset) => Promise<ActionResult<null>>
  discard: (input: { version: number; edit: number }) => Promise<ActionResult<null>>
}

export function AccessPage(props: AccessPageProps) {
  const { service, path, text, present, notEditable, edits, takenAt, mayEdit, isOwnWayIn } = props
  const t = useTranslations('access')
  const words = useFaultText()
  const table = useAccessTable(path, text, present, edits)
  const name = service.toUpperCase()
  const editable = mayEdit && !notEditable
  return (
    <>
      <PageHeading
        title={t('title', { service: name })}
        aside={<HelpFor text={t('title', { service: name })} helpKey="ipmap" />}
        lead={t(`lead_${service}`)}
        facts={
          <>
            <FileName>{path}</FileName>
            <span>{t('takesEffect')}</span>
            <span>{t.rich('readAt', { when: () => <When ms={takenAt} /> })}</span>
          </>
        }
      />
      <p className="mb-5 text-base font-medium" data-testid="reach">
        <Reach service={name} verdict={table.verdict} />
      </p>
      {isOwnWayIn && (
        <Notice look="opens" className="mb-4 max-w-3xl">
          {t('ownWayIn')}
        </Notice>
      )}
      {notEditable && (
        <Notice look="opens" title={t('readOnly')} className="mb-4">
          {words(notEditable)}
        </Notice>
      )}
      {table.stale && (
        <Notice look="broken" title={t('stale')} className="mb-4">
          <p>
            {words(table.stale)}{' '}
            <Link href="../review" className="underline">
              {t('staleLink')}
            </Link>
          </p>
        </Notice>
      )}
      {editable && <AddRule rows={table.draftedRows} mayConfirm={props.mayConfirm} add={props.add} />}
      <AccessRows {...props} table={table} editable={editable} />
      {editable && (
        <Section title={t('presets')} className="mt-8 max-w-3xl">
          <Presets service={name} preset={props.preset} />
        </Section>
      )}
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
