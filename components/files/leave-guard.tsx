'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

/**
 * Asks before a page is left whose text is nowhere else. The browser asks where the page is closed or loaded again; a link
 * inside the console is stopped here.
 */
export function LeaveGuard({ wouldLose }: { wouldLose: () => boolean }) {
  const t = useTranslations('files')
  const router = useRouter()
  const [target, setTarget] = useState<string | null>(null)
  const isDirty = useEffectEvent(wouldLose)
  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent) => {
      if (isDirty()) event.preventDefault()
    }
    const onClick = (event: MouseEvent) => {
      const href = hrefOf(event)
      if (href === null || !isDirty()) return
      event.preventDefault()
      event.stopPropagation()
      setTarget(href)
    }
    window.addEventListener('beforeunload', onUnload)
    // Before React's own listener, which would go there at once.
    document.addEventListener('click', onClick, { capture: true })
    return () => {
      window.removeEventListener('beforeunload', onUnload)
      document.removeEventListener('click', onClick, { capture: true })
    }
  }, [])
  return (
    <Dialog
      open={target !== null}
      onOpenChange={() => setTarget(null)}
      title={t('leaveTitle')}
      description={t('leaveText')}
    >
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => setTarget(null)}>{t('leaveStay')}</Button>
        <Button look="broken" onClick={() => target !== null && router.push(target)}>
          {t('leaveGo')}
        </Button>
      </div>
    </Dialog>
  )
}

/** Where a click leads inside the console; null where it opens something else or nothing. */
function hrefOf(event: MouseEvent): string | null {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null
  if (!(link instanceof HTMLAnchorElement) || link.target === '_blank' || link.hasAttribute('download'))
    return null
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null
  const url = new URL(link.href)
  const isHere = url.pathname === window.location.pathname && url.search === window.location.search
  return url.origin !== window.location.origin || isHere ? null : url.pathname + url.search + url.hash
}
