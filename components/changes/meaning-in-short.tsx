'use client'

import { useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'
import type { ShownMeaning } from './shown-review'
import { statementsOf } from './statements'
import { useStatementText } from './use-statement-text'

/** A row of the history tells the first of what a change meant; its page tells all. */
const MAX_TOLD = 2

const MARKS = { opens: '+', closes: '−', neither: '' } as const
const COLOURS = { opens: 'text-opens', closes: 'text-closes', neither: 'text-ink-2' } as const

/** What a change meant, in a line or two: what it opened or closed, and how many other things. */
export function MeaningInShort({ meaning }: { meaning: ShownMeaning }) {
  const t = useTranslations('effects')
  const tell = useStatementText()
  const statements = statementsOf(meaning).filter(({ look }) => look !== 'neither')
  const told = statements.slice(0, MAX_TOLD)
  const more = statements.length - told.length + meaning.variables.length
  if (told.length === 0 && more === 0) return null
  return (
    <span className="w-full space-y-0.5 text-sm [overflow-wrap:anywhere]" data-testid="meant">
      {told.map((statement) => {
        const { look, key, values, names = [] } = statement
        const [name] = names
        return (
          <span key={JSON.stringify([key, values])} className={classNames('block', COLOURS[look])}>
            <span className="sr-only">{t(look)}: </span>
            <span aria-hidden>{MARKS[look]} </span>
            {tell(statement).text}
            {name !== undefined && names.length === 1 && <span className="mono"> {name}</span>}
          </span>
        )
      })}
      {more > 0 && <span className="block text-ink-2">{t('more', { count: more })}</span>}
    </span>
  )
}
