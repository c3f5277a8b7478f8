'use client'

import { useTranslations } from 'next-intl'
import { useFaultText } from '@/components/form/use-fault-text'
import { Notice } from '@/components/ui/notice'
import type { Fault } from '@/lib/errors'
import type { Edit } from '@/lib/xmail/tables'
import type { DiscardEdit, StageEdit } from './use-stage'
import { useVariables, type VariablesTable } from './use-variables'
import { VariableField } from './variable-field'

/** What every part of a page of variables needs. */
export interface VariablesProps {
  path: string
  /** The file as a byte string; '' where there is none. */
  text: string
  present: boolean
  /** The whole draft: the places of its edits are what `discard` takes. */
  edits: readonly Edit[]
  draftVersion: number
  editable: boolean
  /** Of a user.tab: server.tab, some of whose variables count where an account has none of its own. */
  serverTable?: VariablesTable
  stage: StageEdit
  discard: DiscardEdit
}

export interface VariableSectionProps extends VariablesProps {
  /** XMail's names, in the order in which they are shown. */
  names: readonly string[]
}

/** Some variables of server.tab or a user.tab as fields, each with what counts now and what the draft makes of it. */
export function VariableSection(props: VariableSectionProps) {
  const table = useVariables(props.path, props.text, props.edits)
  return (
    <>
      <AbsentFile {...props} />
      <StaleDraft stale={table.stale} />
      <VariableList {...props} table={table} />
    </>
  )
}

export interface VariableListProps extends VariablesProps {
  table: VariablesTable
  names: readonly string[]
}

export function VariableList({ table, names, ...props }: VariableListProps) {
  const pairs = names.flatMap((name) => table.settings.find((pair) => pair.name === name) ?? [])
  return (
    <ul className="divide-y rounded-md border">
      {pairs.map((pair) => (
        <VariableField key={pair.name} pair={pair} table={table} {...props} />
      ))}
    </ul>
  )
}

/** That there is no server.tab, which is a serious thing. */
export function AbsentFile({ path, present }: Pick<VariablesProps, 'path' | 'present'>) {
  const t = useTranslations('variables.field')
  if (present || path !== 'server.tab') return null
  return (
    <Notice look="broken" className="mb-4">
      {t('absent')}
    </Notice>
  )
}

/** That an edit of the draft does not fit the file any more. For sections on pages of other files. */
function StaleDraft({ stale }: { stale: Fault | null }) {
  const t = useTranslations('table')
  const words = useFaultText()
  if (!stale) return null
  return (
    <Notice look="broken" title={t('stale')} className="mb-4">
      {words(stale)}
    </Notice>
  )
}
