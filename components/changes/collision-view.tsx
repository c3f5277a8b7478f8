'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { useFaultText } from '@/components/form/use-fault-text'
import { Choice } from '@/components/ui/choice'
import { useEditWords } from './edit-words/use-edit-words'
import type { RebaseChoice } from './rebase-view'
import type { ShownCollision } from './shown-review'

interface CollisionViewProps {
  collision: ShownCollision
  choice: RebaseChoice | null
  onChoose: (choice: RebaseChoice) => void
}

/** One edit that collides: what it was made on, what the server has, what the draft wants, and the choice. */
export function CollisionView({ collision, choice, onChoose }: CollisionViewProps) {
  const t = useTranslations('rebase')
  const inWords = useEditWords()
  const words = useFaultText()
  const name = useId()
  const { base, now, mine, mayKeep, reason } = collision
  // Elsewhere this fault says to load the page again; here there is a choice to make.
  const why = reason?.code === 'ROW_NOT_FOUND' ? t('rowGone') : reason ? words(reason) : t('other')
  return (
    <fieldset className="min-w-0 rounded-md border">
      <legend className="sr-only">{inWords(collision)}</legend>
      <div className="border-b px-3 py-2 text-sm">
        <p className="font-medium break-words">{inWords(collision)}</p>
        <p className="text-ink-2">{why}</p>
      </div>
      <dl className="grid gap-px bg-line md:grid-cols-3">
        <Side title={t('base')} lines={base} none={base === null ? t('baseGone') : t('nothing')} />
        <Side title={t('now')} lines={now} none={t('nothing')} />
        <Side title={t('mine')} lines={mine} none={t('mineNothing')} />
      </dl>
      <div className="flex flex-wrap gap-x-6 border-t px-3 py-1.5">
        <Choice
          type="radio"
          name={name}
          label={t('keep')}
          hint={mayKeep ? t('keepHint') : t('keepNot')}
          disabled={!mayKeep}
          checked={choice === 'mine'}
          onChange={() => onChoose('mine')}
        />
        <Choice
          type="radio"
          name={name}
          label={t('leave')}
          hint={t('leaveHint')}
          checked={choice === 'theirs'}
          onChange={() => onChoose('theirs')}
        />
      </div>
    </fieldset>
  )
}

function Side({ title, lines, none }: { title: string; lines: readonly string[] | null; none: string }) {
  return (
    <div className="min-w-0 bg-paper px-3 py-2">
      <dt className="text-xs text-ink-2">{title}</dt>
      <dd className="mono mt-0.5 text-xs break-all whitespace-pre-wrap">
        {lines && lines.length > 0 ? lines.join('\n') : <span className="text-ink-2">{none}</span>}
      </dd>
    </div>
  )
}
