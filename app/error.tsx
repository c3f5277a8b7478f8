'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'

/** What nobody expected. The log has it, under the digest. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  const t = useTranslations('frame')
  const common = useTranslations('common')
  return (
    <main className="mx-auto max-w-md px-4 pt-[15vh]">
      <h1 className="text-xl tracking-tight">{t('broken')}</h1>
      <p className="mt-1 mb-5 text-base text-ink-2">{t('brokenLead')}</p>
      <Button look="primary" onClick={reset}>
        {common('tryAgain')}
      </Button>
      {error.digest && (
        <p className="mono mt-5 text-2xs text-ink-2">{common('requestId', { id: error.digest })}</p>
      )}
    </main>
  )
}
