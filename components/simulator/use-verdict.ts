'use client'

import { useTranslations } from 'next-intl'
import type { CommandName } from '@/lib/xmail/policy'
import type { ShownAnswer } from '@/lib/xmail/simulator'

/** The commands of the simulator's sessions. */
export const ASKED_COMMANDS = [
  'connect',
  'ehlo',
  'starttls',
  'auth',
  'mail',
  'rcpt',
  'user',
  'pass',
] as const satisfies readonly CommandName[]

/** What an answer comes to, in a sentence. */
export function useVerdict(): (answer: Pick<ShownAnswer, 'verdict' | 'decidedBy' | 'exchange'>) => string {
  const t = useTranslations('simulator')
  return ({ verdict, decidedBy, exchange }) => {
    const at = exchange[decidedBy]?.command
    const command = ASKED_COMMANDS.find((each) => each === at) ?? 'connect'
    return verdict === 'closed' ? t('closed') : t(`${verdict}_${command}`)
  }
}
