'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { callAction } from '@/components/form/call-action'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/errors'

/** The way out of a draft that cannot even be shown. */
export function ThrowAway({ discardAll }: { discardAll: () => Promise<ActionResult<null>> }) {
  const t = useTranslations('review')
  const router = useRouter()
  const [pending, start] = useTransition()
  const discard = () =>
    start(async () => {
      await callAction(discardAll)
      router.refresh()
    })
  return (
    <Button look="broken" onClick={discard} disabled={pending}>
      {t('discardAll')}
    </Button>
  )
}
