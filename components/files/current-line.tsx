'use client'

import { useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'
import type { LineNote } from './editor/line-notes'

const LOOKS = { quiet: 'text-ink', faint: 'text-ink-2', opens: 'text-opens', broken: 'text-broken' } as const

/** What XMail makes of the line that the cursor is in: for narrow screens, and for those who hear it. */
export function CurrentLine({ line, note }: { line: number; note: LineNote | null }) {
  const t = useTranslations('files')
  return (
    <p
      role="status"
      className="mt-2 min-h-10 rounded-md border bg-sunken px-3 py-2 text-sm [overflow-wrap:anywhere]"
      data-testid="current-line"
    >
      <span className="text-ink-2">{t('currentLine', { line: line + 1 })} </span>
      <span className={classNames(note ? LOOKS[note.look] : 'text-ink-2')}>
        {note?.text ?? t('currentLineEmpty')}
      </span>
    </p>
  )
}
