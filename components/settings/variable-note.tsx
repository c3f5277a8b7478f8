'use client'

import { useTranslations } from 'next-intl'
import { RowNote } from '@/components/table/row-note'
import { mailRootPath } from '@/lib/xmail/path'
import type { VariableRow } from '@/lib/xmail/variables'
import type { StageEdit } from './use-stage'

export interface VariableNoteProps {
  row: Pick<VariableRow, 'line' | 'was' | 'note'>
  path: string
  /** Names the variable for screen readers. */
  label: string
  editable: boolean
  stage: StageEdit
}

/** The note of a line, changed in its place. A comment that is no note of the line's own is shown and never touched. */
export function VariableNote({ row, path, label, editable, stage }: VariableNoteProps) {
  const t = useTranslations('variables.field')
  const { line, was, note } = row
  const own = note?.own ? note.text : ''
  if (!note && !editable) return null
  return (
    <div className="min-w-0 text-xs text-ink-2" data-testid="note">
      {note && !note.own && <p className="[overflow-wrap:anywhere]">{t('comment', { text: note.text })}</p>}
      {(own !== '' || editable) && (
        <div className="flex min-w-0 items-baseline gap-x-1">
          <span className="shrink-0">{t('note')}</span>
          <RowNote
            note={own}
            editable={editable}
            label={label}
            onSave={(text) =>
              stage({ table: 'variables', path: mailRootPath(path), op: 'note', row: { line, was }, text })
            }
          />
        </div>
      )}
    </div>
  )
}
