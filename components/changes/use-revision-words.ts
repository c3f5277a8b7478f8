import { useTranslations } from 'next-intl'
import type { ShownRevision } from './shown-revision'

type Titled = Pick<ShownRevision, 'reason' | 'ended' | 'byConsole' | 'actorName'>

const MAX_NAMED = 3

/** Why a change was made and by whom: in a person's words, or in the console's own for what it did by itself. */
export function useRevisionWords() {
  const t = useTranslations('history')
  return {
    title({ reason, ended }: Titled): string {
      if (ended.length === 0) return reason || t('noReason')
      const networks = ended.slice(0, MAX_NAMED).map(({ network }) => network)
      return t('ended', {
        count: ended.length,
        networks: networks.join(', '),
        more: ended.length - networks.length,
      })
    },
    by: ({ byConsole, actorName }: Titled): string =>
      byConsole ? t('byConsole') : t('by', { name: actorName }),
  }
}
