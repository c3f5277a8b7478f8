'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useTransition } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import { Button } from '@/components/ui/button'
import { PageHeading } from '@/components/ui/page'
import type { Fault } from '@/lib/errors'

/** A page whose server could not be read: what happened, what to do, and a way to try again. */
export function Unreadable({
  title,
  fault,
  children,
}: {
  title: string
  fault: Fault
  children?: ReactNode
}) {
  const t = useTranslations('common')
  const router = useRouter()
  const [pending, start] = useTransition()
  return (
    <>
      <PageHeading title={title} />
      <FaultNotice fault={fault} className="max-w-2xl" />
      <div className="mt-4 flex flex-wrap gap-2">
        <Button onClick={() => start(() => router.refresh())} disabled={pending}>
          {pending ? t('working') : t('tryAgain')}
        </Button>
        {children}
      </div>
    </>
  )
}
