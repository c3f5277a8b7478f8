'use client'

import { useTranslations } from 'next-intl'
import { Tag } from '@/components/ui/tag'
import type { DeadReason, RowMark } from '@/lib/xmail/tables'
import { Marks } from './marks'

export interface FilterMarksProps<Mark extends string> {
  row: {
    readonly state: 'live' | 'dead' | 'disabled'
    readonly marks: readonly RowMark[]
    readonly cidr: string | null
    readonly address: string | null
    readonly reason?: DeadReason
    readonly shadowedBy: number | null
  }
  /** Of the table's own kind. */
  ruleMarks: readonly Mark[]
  words: (mark: Exclude<Mark, 'never-decides'>) => string
}

/** What is remarkable about the network of a row, or why XMail ignores it; and that it never decides. */
export function FilterMarks<Mark extends string>({ row, ruleMarks, words }: FilterMarksProps<Mark>) {
  const t = useTranslations('table')
  const relay = useTranslations('relay')
  if (row.state === 'dead') return row.reason && <span>{relay(`dead_${row.reason}`)}</span>
  return (
    <>
      <Marks
        marks={row.marks.filter((mark) => mark !== 'wide' && mark !== 'matches-everything')}
        meaning={row.cidr ?? row.address ?? ''}
      />
      {ruleMarks.map((mark) =>
        mark === 'never-decides' ? (
          <Tag key={mark}>
            {row.shadowedBy === null ? t('neverDecides') : t('neverDecidesBy', { line: row.shadowedBy + 1 })}
          </Tag>
        ) : (
          <Tag key={mark}>{words(mark as Exclude<Mark, 'never-decides'>)}</Tag>
        ),
      )}
    </>
  )
}
