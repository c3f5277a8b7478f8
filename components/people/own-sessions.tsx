'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { callAction } from '@/components/form/call-action'
import { FaultNotice } from '@/components/form/fault-notice'
import { Button } from '@/components/ui/button'
import { Tag } from '@/components/ui/tag'
import { When } from '@/components/ui/when'
import type { ActionFault, ActionResult } from '@/lib/errors'
import { describeBrowser } from '@/lib/people/describe-browser'

/** A browser that is signed in as oneself; `since`: milliseconds since the epoch. */
export interface ShownSession {
  readonly id: string
  /** '' where it is not known. */
  readonly address: string
  readonly agent: string
  readonly since: number
  readonly isThis: boolean
}

export interface OwnSessionsProps {
  sessions: readonly ShownSession[]
  end: (sessionId: string) => Promise<ActionResult<null>>
  endOthers: () => Promise<ActionResult<null>>
}

/** Where one is signed in, with a button to end each. */
export function OwnSessions({ sessions, end, endOthers }: OwnSessionsProps) {
  const t = useTranslations('ownAccount')
  const router = useRouter()
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [done, setDone] = useState(false)
  const [pending, start] = useTransition()
  const send = (action: () => Promise<ActionResult<null>>) =>
    start(async () => {
      const result = await callAction(action)
      setFault(result.ok ? null : result.error)
      setDone(result.ok)
      router.refresh()
    })
  return (
    <fieldset disabled={pending} className="space-y-3">
      <ul className="divide-y rounded-md border">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} end={() => send(() => end(session.id))} />
        ))}
      </ul>
      {fault && <FaultNotice fault={fault} />}
      <div className="flex flex-wrap items-center gap-3">
        {sessions.length > 1 && <Button onClick={() => send(endOthers)}>{t('endOthers')}</Button>}
        <span role="status" className="text-sm text-ink-2">
          {done && t('ended')}
        </span>
      </div>
    </fieldset>
  )
}

function SessionRow({ session, end }: { session: ShownSession; end: () => void }) {
  const t = useTranslations('ownAccount')
  const { browser, system } = describeBrowser(session.agent)
  const name = browser ? t('browser', { browser, system: system ?? t('unknownSystem') }) : t('unknownBrowser')
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
          {name}
          {session.isThis && <Tag>{t('thisOne')}</Tag>}
        </p>
        <p className="text-xs text-ink-2">
          {session.address === '' ? t('noAddress') : t('address', { address: session.address })}
          {' · '}
          {t.rich('since', { when: () => <When ms={session.since} /> })}
        </p>
      </div>
      {!session.isThis && (
        <Button size="sm" onClick={end} aria-label={t('endThis', { browser: name })}>
          {t('end')}
        </Button>
      )}
    </li>
  )
}
