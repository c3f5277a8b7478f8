import { CircleAlert, CircleCheck, CircleDashed, Hourglass, OctagonX, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Tag } from '@/components/ui/tag'
import type { RevisionState } from './shown-revision'

const LOOKS = {
  applying: { key: 'stateApplying', icon: CircleDashed, look: 'quiet' },
  unconfirmed: { key: 'stateUnconfirmed', icon: Hourglass, look: 'opens' },
  'putting-back': { key: 'statePuttingBack', icon: Undo2, look: 'broken' },
  applied: { key: 'stateApplied', icon: CircleCheck, look: 'quiet' },
  'put-back': { key: 'statePutBack', icon: Undo2, look: 'broken' },
  failed: { key: 'stateFailed', icon: OctagonX, look: 'broken' },
  'let-stand': { key: 'stateLetStand', icon: CircleCheck, look: 'quiet' },
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
