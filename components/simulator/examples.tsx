'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { addressOfQuestion, type QuestionForm } from '@/lib/xmail/simulator'
import type { Example } from './make-examples'

export interface ExamplesProps {
  examples: readonly Example[]
  chosen: QuestionForm
  onChoose: (form: QuestionForm) => void
}

/** Questions that people have; each fills the form. */
export function Examples({ examples, chosen, onChoose }: ExamplesProps) {
  const t = useTranslations('simulator')
  const now = addressOfQuestion(chosen)
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm font-medium">{t('examples')}</legend>
      <div className="flex flex-wrap gap-1.5">
        {examples.map(({ name, form }) => (
          <Button
            key={name}
            size="sm"
            className="max-w-full text-left whitespace-normal aria-pressed:border-ink aria-pressed:font-semibold"
            aria-pressed={addressOfQuestion(form) === now}
            onClick={() => onChoose(form)}
          >
            {t(`example_${name}`)}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}
