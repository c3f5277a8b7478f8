'use client'

import { useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'
import type { LineNote } from './editor/line-notes'

const LOOKS = { quiet: 'text-ink', faint: 'text-ink-2', opens: 'text-opens', broken: 'text-broken' } as const

interface CurrentLineProps {
  line: number
  note: LineNote | null
  /** How many lines are still being read before anything can be said of one; null: they are read. */
  linesInReading: number | null
}

/** What XMail makes of the line that the cursor is in: for narrow screens, and for those who hear it. */
export function CurrentLine({ line, note, linesInReading }: CurrentLineProps) {
  const t = useTranslations('files')
  const table = useTranslations('table')
  const nothing =
    linesInReading === null ? t('currentLineEmpty') : table('reading', { lines: linesInReading })
  return (
    <p
      role="status"
      className="mt-2 min-h-10 rounded-md border bg-sunken px-3 py-2 text-sm [overflow-wrap:anywhere]"
      data-testid="current-line"
    >
      <span className="text-ink-2">{t('currentLine', { line: line + 1 })} </span>
      <span className={classNames(note ? LOOKS[note.look] : 'text-ink-2')}>{note?.text ?? nothing}</span>
    </p>
  )
}
