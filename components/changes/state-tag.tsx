import { CircleAlert, CircleCheck, CircleDashed, Eye, Hourglass, OctagonX, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Tag } from '@/components/ui/tag'
import type { ShownRevision } from './shown-revision'

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

const OUTSIDE = { key: 'stateOutside', icon: Eye, look: 'quiet' } as const

/** How a change ended, or that it was not this console's and has only been found by it. */
export function StateTag({ state, origin }: Pick<ShownRevision, 'state' | 'origin'>) {
  const t = useTranslations('history')
  const { key, icon: Icon, look } = origin === 'outside' && state === 'applied' ? OUTSIDE : LOOKS[state]
  return (
    <Tag look={look}>
      <Icon aria-hidden />
      {t(key)}
    </Tag>
  )
}
