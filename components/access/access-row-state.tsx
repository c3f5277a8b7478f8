'use client'

import { Ban, CircleOff, Minus, Pencil, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Marks } from '@/components/table/marks'
import { RowNote } from '@/components/table/row-note'
import { Tag } from '@/components/ui/tag'
import type { ActionResult } from '@/lib/errors'
import type { IpmapEdit, IpmapRow } from '@/lib/xmail/tables'
import type { AccessRow } from './arrange-rows'

interface AccessRowStateProps {
  row: AccessRow
  name: string
  editable: boolean
  stage: (edit: IpmapEdit) => Promise<ActionResult<null>>
}

/** What the draft does to a rule, why it does not count, what is remarkable about it, and its note. */
export function AccessRowState({ row: accessRow, name, editable, stage }: AccessRowStateProps) {
  const t = useTranslations('access')
  const relay = useTranslations('relay')
  const { row, before, isNoted } = accessRow
  const { line, was, note } = row
  return (
    <>
      <DraftState row={accessRow} />
      {row.state === 'disabled' && (
        <Tag>
          <CircleOff aria-hidden />
          {t('stateDisabled')}
        </Tag>
      )}
      {row.state === 'dead' && (
        <span className="inline-flex items-start gap-1 text-ink-2">
          <Ban aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {row.reason && relay(`dead_${row.reason}`)}
        </span>
      )}
      {row.state !== 'dead' && (
        <Marks
          marks={row.marks.filter((mark) => mark !== 'matches-everything' && mark !== 'wide')}
          meaning={row.cidr ?? row.address ?? ''}
        />
      )}
      {row.shadowedBy !== null && (
        <span className="text-ink-2">{t('shadowedBy', { line: row.shadowedBy + 1 })}</span>
      )}
      {before && <Before before={before} row={row} />}
      {isNoted && (
        <Tag look="opens">
          <Pencil aria-hidden />
          {t('stateNoted')}
        </Tag>
      )}
      {note && !note.own && <span className="text-ink-2 [overflow-wrap:anywhere]">{note.text}</span>}
      <RowNote
        note={note?.own ? note.text : ''}
        editable={editable}
        label={name}
        onSave={(text) => stage({ op: 'note', row: { line, was }, text })}
      />
    </>
  )
}

function DraftState({ row: { change, before } }: { row: AccessRow }) {
  const t = useTranslations('access')
  if (change === 'none') return null
  if (change === 'removed')
    return (
      <Tag look="closes">
        <Minus aria-hidden />
        {t('stateRemoved')}
      </Tag>
    )
  return (
    <Tag look="opens">
      {before ? <Pencil aria-hidden /> : <Plus aria-hidden />}
      {t(before ? 'stateChanged' : 'stateAdded')}
    </Tag>
  )
}

/** What a changed rule says on the server. Switched off or on, it says the same. */
function Before({ before, row }: { before: IpmapRow; row: IpmapRow }) {
  const t = useTranslations('access')
  const isSame = before.permission === row.permission && before.precedence === row.precedence
  if (before.state === 'dead' || isSame) return null
  return (
    <span className="text-ink-2">
      {t('before', {
        verdict: t(before.permission === 'ALLOW' ? 'allowed' : 'denied'),
        precedence: before.precedence ?? 0,
      })}
    </span>
  )
}
