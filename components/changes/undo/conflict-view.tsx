'use client'

import { useTranslations } from 'next-intl'
import { Choice } from '@/components/ui/choice'
import type { ShownConflict, ShownUndoneFile, UndoChoice } from './shown-undo'

interface ConflictViewProps {
  conflict: ShownConflict
  secret: ShownUndoneFile['secret']
  name: string
  choice: UndoChoice
  onChoose: (choice: UndoChoice) => void
}

/** Rows at three times, one above the other, and the question which of two stays. */
export function ConflictView({ conflict, secret, name, choice, onChoose }: ConflictViewProps) {
  const t = useTranslations('undo')
  const { line, before, made, now } = conflict
  const sides = [
    ['before', t('wasBefore'), before],
    ['made', t('wasMade'), made],
    ['now', t('isNow'), now],
  ] as const
  return (
    <fieldset className="rounded-md border" data-conflict={line}>
      <legend className="ml-2 px-1 text-sm font-medium">{t('line', { line })}</legend>
      <dl className="grid gap-x-4 gap-y-2 px-3 py-2 sm:grid-cols-[10rem_1fr]">
        {sides.map(([key, label, lines]) => (
          <div key={key} className="contents">
            <dt className="text-xs text-ink-2">{label}</dt>
            <dd className="min-w-0">
              <Lines lines={lines} isHidden={secret === 'whole'} />
            </dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap gap-x-6 border-t px-3 py-1.5">
        {(['leave', 'before'] as const).map((each) => (
          <Choice
            key={each}
            type="radio"
            name={name}
            label={t(each)}
            checked={choice === each}
            onChange={() => onChoose(each)}
          />
        ))}
      </div>
    </fieldset>
  )
}

function Lines({ lines, isHidden }: { lines: readonly string[] | null; isHidden: boolean }) {
  const t = useTranslations('undo')
  if (lines === null) return <span className="text-sm text-ink-2">{t('noFile')}</span>
  if (isHidden) return <span className="text-sm text-ink-2">{t('secret')}</span>
  if (lines.length === 0) return <span className="text-sm text-ink-2">{t('noRow')}</span>
  return <pre className="mono text-xs break-all whitespace-pre-wrap">{lines.join('\n')}</pre>
}
