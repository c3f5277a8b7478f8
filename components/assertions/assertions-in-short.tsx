import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Section } from '@/components/ui/page'
import { Tag } from '@/components/ui/tag'
import type { ShownAssertion } from './shown-assertion'

/** On the overview: how many sentences are not true now, whatever a draft would do. */
export function AssertionsInShort({
  assertions,
  base,
}: {
  assertions: readonly ShownAssertion[]
  base: string
}) {
  const t = useTranslations('assertions')
  const count = (kind: ShownAssertion['live']['kind']) =>
    assertions.filter(({ live }) => live.kind === kind).length
  const [broken, unknown] = [count('broken'), count('unknown')]
  if (assertions.length === 0) return null
  return (
    <Section title={t('title')} id="assertions">
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <Tag look={broken > 0 ? 'broken' : 'quiet'}>
          {t('short.broken', { count: broken, all: assertions.length })}
        </Tag>
        {unknown > 0 && <Tag look="quiet">{t('short.unknown', { count: unknown })}</Tag>}
        <Link
          href={`${base}/assertions`}
          className="inline-flex items-center gap-1 underline underline-offset-2"
        >
          {t('short.toPage')}
          <ArrowRight aria-hidden className="size-3.5" />
        </Link>
      </p>
    </Section>
  )
}
