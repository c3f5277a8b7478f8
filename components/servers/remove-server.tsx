'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { ActionFault, ActionResult } from '@/lib/errors'

/** Takes a server off the console's list, after asking. Nothing happens on the mail server. */
export function RemoveServer({ name, remove }: { name: string; remove: () => Promise<ActionResult<null>> }) {
  const t = useTranslations('servers')
  const common = useTranslations('common')
  const [open, setOpen] = useState(false)
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [pending, start] = useTransition()
  const confirm = () =>
    start(async () => {
      const result = await remove()
      if (result.ok) window.location.assign('/servers')
      else setFault(result.error)
    })
  return (
    <>
      <p className="mb-3 text-sm text-ink-2">{t('removeLead')}</p>
      <Button look="broken" onClick={() => setOpen(true)}>
        {t('removeServer')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('removeConfirm', { name })}
        description={t('removeLead')}
      >
        {fault && <FaultNotice fault={fault} className="mb-3" />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => setOpen(false)}>{common('cancel')}</Button>
          <Button look="broken" onClick={confirm} disabled={pending}>
            {common('remove')}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
