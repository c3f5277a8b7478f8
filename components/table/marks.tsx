'use client'

import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Tag } from '@/components/ui/tag'
import type { RowMark } from '@/lib/xmail/tables'

/** Marks that speak of danger; the others are quiet. */
const OPENING: ReadonlySet<RowMark> = new Set([
  'matches-everything',
  'wide',
  'host-name',
  'netmask-holes',
  'odd-length',
])

/** What is remarkable about a row that XMail does use. `meaning`: what an old way of writing is read as. */
export function Marks({ marks, meaning }: { marks: readonly RowMark[]; meaning: string }) {
  const t = useTranslations('relay')
  return marks.map((mark) => (
    <Tag key={mark} look={OPENING.has(mark) ? 'opens' : 'quiet'}>
      {OPENING.has(mark) && <TriangleAlert aria-hidden />}
      {t(`mark_${mark}`, { meaning })}
    </Tag>
  ))
}
