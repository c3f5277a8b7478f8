'use client'

import { ArrowDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { SimulatorAnswer } from '@/lib/xmail/simulator'
import { useVerdict } from './use-verdict'

/** Where the form is above the answer: the answer in one line, in sight while one types. */
export function AnswerInShort({ answer: { live, draft } }: { answer: SimulatorAnswer }) {
  const t = useTranslations('simulator')
  const verdict = useVerdict()
  const [first] = live.ways
  const now =
    live.ways.length === 1 && first
      ? verdict(first.answer)
      : t('dependsShort', { count: live.ways.length + live.more })
  return (
    <a
      href="#answer"
      className="sticky top-12 z-20 -mx-4 mb-4 flex items-center gap-2 border-y bg-paper px-4 py-2 text-sm font-medium lg:-mx-8 lg:px-8 xl:hidden"
    >
      <span className="min-w-0 flex-1">{draft?.changes ? t('draftChanges') : now}</span>
      <ArrowDown aria-hidden className="size-4 shrink-0 text-ink-2" />
    </a>
  )
}
