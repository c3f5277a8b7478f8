'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Legend } from '@/components/form/legend'
import { NO_NAME, type QuestionForm, readSuppositions, supposeNoMore } from '@/lib/xmail/simulator'
import { useFactWords } from './use-fact-words'

export interface SuppositionsProps {
  form: QuestionForm
  onChange: (form: QuestionForm) => void
}

/** What somebody takes to be so of what the console cannot see, each with a button that leaves it open again. */
export function Suppositions({ form, onChange }: SuppositionsProps) {
  const t = useTranslations('simulator')
  const { tellSupposition } = useFactWords()
  const supposed = readSuppositions(form.suppose)
  const name = form.ptr.trim()
  if (supposed.length === 0 && name === '') return null
  return (
    <fieldset className="mb-4 min-w-0 text-sm" data-testid="supposed">
      <legend className="mb-1 flex items-center gap-1 text-ink-2">
        <Legend text={t('field_suppose')} helpKey="simulator_suppose" />
      </legend>
      <ul className="flex flex-wrap gap-1.5">
        {name !== '' && (
          <Chip
            text={name === NO_NAME ? t('fact_client-name_none') : t('supposed_client-name_is', { name })}
            onTakeOff={() => onChange({ ...form, ptr: '' })}
          />
        )}
        {supposed.map((each) => (
          <Chip
            key={`${each.kind} ${each.about}`}
            text={tellSupposition(each)}
            onTakeOff={() => onChange(supposeNoMore(form, each))}
          />
        ))}
      </ul>
    </fieldset>
  )
}

function Chip({ text, onTakeOff }: { text: string; onTakeOff: () => void }) {
  const t = useTranslations('simulator')
  return (
    <li className="inline-flex max-w-full items-center rounded-md border border-line-strong bg-raised">
      <span className="min-w-0 py-1 pl-2.5 [overflow-wrap:anywhere]">{text}</span>
      <button
        type="button"
        className="m-0.5 grid size-6 shrink-0 place-items-center rounded-sm text-ink-2 hover:bg-sunken hover:text-ink"
        aria-label={t('supposeNoMore', { fact: text })}
        title={t('supposeNoMoreShort')}
        onClick={onTakeOff}
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </li>
  )
}
