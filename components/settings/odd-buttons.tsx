'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { mailRootPath } from '@/lib/xmail/path'
import { decodeText } from '@/lib/xmail/tab'
import { findDraftedEdits } from './drafted-edits'
import { canChangeOdd } from './find-odd-fault'
import { MendSpelling } from './mend-spelling'
import type { OddLineProps } from './odd-line'

export interface OddButtonsProps extends OddLineProps {
  /** Undefined while the form is open. */
  onEdit: (() => void) | undefined
}

/** What can be done with a line that XMail does not use; of one that the draft touches, to undo that. */
export function OddButtons({ row: { row, change }, staging, onEdit, ...props }: OddButtonsProps) {
  const { table, path, edits, draftVersion } = props
  const t = useTranslations('settings')
  const ref = { line: row.line, was: row.was }
  const place = { table: 'variables', path: mailRootPath(path) } as const
  const gone = change === 'removed'
  const undo = change === 'none' ? [] : findDraftedEdits(edits, path, row.name)
  const of = { name: decodeText(table.drafted, row.name), line: row.line + 1 }
  const button = (label: string, name: string, onClick: () => void) => (
    <Button size="sm" look="quiet" disabled={staging.pending} aria-label={name} onClick={onClick}>
      {label}
    </Button>
  )
  return (
    <div className="flex flex-wrap items-start gap-1 md:justify-end">
      {!gone && <MendSpelling row={row} staging={staging} table={table} path={path} />}
      {!gone &&
        row.state === 'disabled' &&
        button(t('switchOn'), t('switchOnName', of), () =>
          staging.send({ ...place, op: 'enable', row: ref, confirmed: [] }),
        )}
      {!gone && onEdit && canChangeOdd(row) && button(t('edit'), t('editName', of), onEdit)}
      {!gone &&
        button(t('remove'), t('removeName', of), () => staging.send({ ...place, op: 'remove', rows: [ref] }))}
      {undo.length > 0 && button(t('undo'), t('undoName', of), () => staging.takeBack(draftVersion, undo))}
    </div>
  )
}
