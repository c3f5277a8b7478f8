import { useTranslations } from 'next-intl'
import type { ShownRevision } from './shown-revision'

type Titled = Pick<ShownRevision, 'reason' | 'ended' | 'origin' | 'actorName'>

const BY = { person: 'by', console: 'byConsole', outside: 'byOutside' } as const

const MAX_NAMED = 3

/** Why a change was made and by whom: in a person's words, or in the console's own for what it did by itself. */
export function useRevisionWords() {
  const t = useTranslations('history')
  return {
    title({ origin, reason, ended }: Titled): string {
      if (origin === 'outside') return t('outside')
      if (ended.length === 0) return reason || t('noReason')
      const networks = ended.slice(0, MAX_NAMED).map(({ network }) => network)
      return t('ended', {
        count: ended.length,
        networks: networks.join(', '),
        more: ended.length - networks.length,
      })
    },
    by: ({ origin, actorName }: Pick<Titled, 'origin' | 'actorName'>): string =>
      t(BY[origin], { name: actorName }),
  }
}
