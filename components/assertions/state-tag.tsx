import { Check, CircleHelp, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Tag } from '@/components/ui/tag'
import type { AssertionState } from '@/lib/xmail/assertions'

const LOOKS = {
  holds: { icon: Check, look: 'quiet' },
  broken: { icon: X, look: 'broken' },
  unknown: { icon: CircleHelp, look: 'quiet' },
} as const

/** Whether a sentence is true, as a sign and a word. */
export function AssertionTag({ state }: { state: AssertionState }) {
  const t = useTranslations('assertions.state')
  const { icon: Icon, look } = LOOKS[state.kind]
  return (
    <Tag look={look} data-state={state.kind}>
      <Icon aria-hidden />
      {t(state.kind)}
    </Tag>
  )
}
