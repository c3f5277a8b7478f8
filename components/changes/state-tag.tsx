import { CircleAlert, CircleCheck, CircleDashed, OctagonX, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Tag } from '@/components/ui/tag'
import type { RevisionState } from './shown-revision'

const LOOKS = {
  applying: { key: 'stateApplying', icon: CircleDashed, look: 'quiet' },
  applied: { key: 'stateApplied', icon: CircleCheck, look: 'quiet' },
  'put-back': { key: 'statePutBack', icon: Undo2, look: 'broken' },
  failed: { key: 'stateFailed', icon: OctagonX, look: 'broken' },
  'in-doubt': { key: 'stateInDoubt', icon: CircleAlert, look: 'broken' },
} as const

export function StateTag({ state }: { state: RevisionState }) {
  const t = useTranslations('history')
  const { key, icon: Icon, look } = LOOKS[state]
  return (
    <Tag look={look}>
      <Icon aria-hidden />
      {t(key)}
    </Tag>
  )
}
