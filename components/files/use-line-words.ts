'use client'

import { useTranslations } from 'next-intl'
import { useFaultText } from '@/components/form/use-fault-text'
import type { Fault } from '@/lib/errors'
import { type Document, decodeText } from '@/lib/xmail/tab'
import type { LineFault, LineMark, LineReading } from '@/lib/xmail/tables'
import type { LineNote } from './editor/line-notes'

/** Marks of what is open wider than it looks, or does something else than it says. */
const OPENING: ReadonlySet<LineMark> = new Set<LineMark>([
  ...(['matches-everything', 'wide', 'host-name', 'netmask-holes', 'odd-length', 'beginning'] as const),
  ...(['split-line', 'permission-misspelt', 'misspelt-variable', 'misspelt-property', 'comma-list'] as const),
  ...(['word-is-off', 'word-is-zero', 'empty-is-off', 'drop-code-does-nothing', 'mail-auth'] as const),
  ...(['logs-passwords', 'client-certificates-needed', 'no-reply-code', 'odd-part', 'odd-code'] as const),
])

/** Lines that nobody misses. */
const HARMLESS: ReadonlySet<LineFault> = new Set<LineFault>(['only-blanks', 'looks-like-comment'])

const MAX_CHARACTERS = 300

/** What XMail makes of a line, in words; `fault`: why it cannot be written as it is. */
export function useLineWords(): (reading: LineReading, doc: Document, fault?: Fault) => LineNote | null {
  const t = useTranslations('reading')
  const words = useFaultText()
  const fieldsOf = ({ pieces }: LineReading, doc: Document) =>
    pieces.map((fields) =>
      fields.map((field) => decodeText(doc, field.slice(0, MAX_CHARACTERS)) || t('emptyField')).join(' · '),
    )
  const marksOf = ({ rows }: LineReading) => [
    ...rows.flatMap(({ marks }) => marks.map((mark) => t(`mark_${mark}`))),
    ...rows.flatMap(({ coveredBy, shadowedBy }) => {
      if (coveredBy !== null) return [t('coveredBy', { line: coveredBy + 1 })]
      return shadowedBy === null ? [] : [t('shadowedBy', { line: shadowedBy + 1 })]
    }),
  ]
  return (reading, doc, fault) => {
    if (fault) return { look: 'broken', text: words(fault) }
    const { kind, pieces, rows } = reading
    if (kind === 'blank') return null
    const dead = rows.find((row) => row.state === 'dead' && row.reason !== null)
    if (dead?.reason) {
      const text = t('ignored', { reason: t(`dead_${dead.reason}`) })
      return { look: HARMLESS.has(dead.reason) ? 'faint' : 'broken', text }
    }
    if (kind === 'comment') {
      return {
        look: 'faint',
        text: t(rows.some(({ state }) => state === 'disabled') ? 'switchedOff' : 'comment'),
      }
    }
    const fields = fieldsOf(reading, doc).join(' ¦ ')
    if (kind === 'split') return { look: 'broken', text: t('split', { count: pieces.length, fields }) }
    if (pieces.length === 0 || fields === '') return { look: 'faint', text: t('nothing') }
    const marks = [...new Set(marksOf(reading))]
    const isOpening = rows.some((row) => row.marks.some((mark) => OPENING.has(mark)))
    return { look: isOpening ? 'opens' : 'quiet', text: [fields, ...marks].join(' — ') }
  }
}
