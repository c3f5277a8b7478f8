import { useFormatter, useTranslations } from 'next-intl'
import { HelpFor } from '@/components/form/legend'
import { CopyBlock } from '@/components/probe/copy-block'
import { Notice } from '@/components/ui/notice'
import type { ShownLink } from './shown-person'

/** A one-time link: here, now, and never again. */
export function LinkShown({ link, name }: { link: ShownLink; name: string }) {
  const t = useTranslations('people')
  const format = useFormatter()
  const title = t('link', { name })
  const until = format.dateTime(link.expiresAt, { dateStyle: 'long', timeStyle: 'short' })
  return (
    <Notice
      role="status"
      title={
        <span className="inline-flex items-center gap-1">
          {title}
          <HelpFor text={title} helpKey="oneTimeLink" />
        </span>
      }
    >
      <p>{t('linkOnce')}</p>
      <CopyBlock text={link.url} label={t('linkLabel')} />
      <p className="text-xs text-ink-2">{t('linkUntil', { until })}</p>
    </Notice>
  )
}
