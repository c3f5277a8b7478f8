'use client'

import { useTranslations } from 'next-intl'
import type { PassReason } from '@/lib/xmail/policy'
import type { ShownStep } from '@/lib/xmail/simulator'

/** What a check can have gone by, in the order in which it is told. `variable` and `value` belong together. */
export const DETAILS = [
  'missing',
  'code',
  'zone',
  'letters',
  'account',
  'domain',
  'mechanisms',
  'properties',
  'bytes',
  'maxBytes',
] as const

/** What XMail remembers of a session. */
export const FLAGS = [
  'relay',
  'mail-locked',
  'mail-unlocked',
  'authenticated',
  'vrfy',
  'etrn',
  'listed',
  'no-rdns',
  'spammer',
  'white-listed',
  'no-sender-check',
  'want-tls',
  'tls-exempt',
] as const

/** What the programs of a sign-in can have said. */
export const PROGRAM_ANSWERS = ['accepts', 'rejects', 'fails'] as const

/** Reasons that only a trace has; the others are those of dead lines everywhere. */
export const OWN_REASONS = ['outranked', 'tie-lost', 'behind-first-match', 'host-name'] as const

type OwnReason = (typeof OWN_REASONS)[number]

/** The parts of a check in words. */
export function useStepWords() {
  const t = useTranslations('simulator')
  const reading = useTranslations('reading')
  return {
    tellReason: (why: PassReason): string =>
      isOwn(why) ? t(`why_${why}`) : t('ignored', { reason: reading(`dead_${why}`) }),
    tellDetails({ detail }: Pick<ShownStep, 'detail'>): string {
      const { variable, value } = detail
      const setting =
        variable === undefined
          ? []
          : [value === undefined ? t('unset', { variable }) : t('setting', { variable, value })]
      const others = DETAILS.flatMap((key) => {
        const given = detail[key]
        return given === undefined || given === '' ? [] : [t(`detail_${key}`, { value: given })]
      })
      const answer = PROGRAM_ANSWERS.find((each) => each === detail.answer)
      const program = answer ? [t(`program_${answer}`)] : []
      const flags = String(detail.flags ?? '').split(' ')
      const told = FLAGS.filter((flag) => flags.includes(flag)).map((flag) => t(`flag_${flag}`))
      return [...setting, ...others, ...program, ...told].join(t('comma'))
    },
  }
}

function isOwn(why: PassReason): why is OwnReason {
  return OWN_REASONS.some((reason) => reason === why)
}
