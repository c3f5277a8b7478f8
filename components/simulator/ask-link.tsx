'use client'

import { FlaskConical } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { FilterRow } from '@/lib/xmail/tables'
import { useRelayQuestion } from './use-ask-address'

/** Asks the simulator whether a client of a network may relay. */
export function AskLink({ row, network }: { row: Pick<FilterRow, 'address' | 'size'>; network: string }) {
  const t = useTranslations('simulator')
  const question = useRelayQuestion()(row)
  if (!question) return null
  return (
    <Button asChild look="quiet" className="size-6 shrink-0 p-0 [&_svg]:size-3.5">
      <Link href={question} prefetch={false} aria-label={t('askAbout', { network })} title={t('ask')}>
        <FlaskConical aria-hidden />
      </Link>
    </Button>
  )
}
