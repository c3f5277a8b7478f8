'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { callAction } from '@/components/form/call-action'
import { FaultNotice } from '@/components/form/fault-notice'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Tag } from '@/components/ui/tag'
import { When } from '@/components/ui/when'
import type { ActionFault } from '@/lib/errors'
import type { ShownRequest, TlsActions } from './shown-tls'

export interface RequestListProps extends Pick<TlsActions, 'discardRequest'> {
  requests: readonly ShownRequest[]
}

/** Keys that wait for their certificate, each with its request to send away. */
export function RequestList({ requests, discardRequest }: RequestListProps) {
  return (
    <ul className="max-w-3xl divide-y rounded-md border">
      {requests.map((request) => (
        <li key={request.id} className="space-y-2 px-4 py-3">
          <RequestView request={request} discardRequest={discardRequest} />
        </li>
      ))}
    </ul>
  )
}

function RequestView({
  request,
  discardRequest,
}: { request: ShownRequest } & Pick<TlsActions, 'discardRequest'>) {
  const t = useTranslations('tls')
  const [copied, setCopied] = useState(false)
  const names = request.names.join(', ')
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="mono min-w-0 font-semibold break-all">{names}</span>
        {request.used && <Tag>{t('waitingUsed')}</Tag>}
        <span className="text-xs text-ink-2">
          {t('waitingFacts', { kind: request.keyKind, name: request.actorName })},{' '}
          <When ms={request.createdAt} />
        </span>
      </p>
      <details>
        <summary className="cursor-pointer text-sm underline decoration-line-strong underline-offset-2">
          {t('showRequest', { names: request.names[0] ?? '' })}
        </summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
        <pre tabIndex={0} className="mono mt-2 overflow-x-auto rounded-md bg-sunken p-3 text-xs">
          {request.request}
        </pre>
      </details>
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          onClick={() => void navigator.clipboard.writeText(request.request).then(() => setCopied(true))}
        >
          {copied ? t('copied') : t('copy')}
        </Button>
        <Button asChild size="sm">
          <a
            href={`data:application/pkcs10;base64,${btoa(request.request)}`}
            download={`${(request.names[0] ?? 'request').replace('*', 'wildcard')}.csr`}
          >
            {t('download')}
          </a>
        </Button>
        <Discard request={request} names={names} discardRequest={discardRequest} />
      </div>
    </>
  )
}

function Discard({
  request,
  names,
  discardRequest,
}: { request: ShownRequest; names: string } & Pick<TlsActions, 'discardRequest'>) {
  const t = useTranslations('tls')
  const common = useTranslations('common')
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [pending, start] = useTransition()
  const discard = () =>
    start(async () => {
      const result = await callAction(() => discardRequest(request.id))
      setFault(result.ok ? null : result.error)
      if (result.ok) setAsking(false)
      router.refresh()
    })
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        {t('discard')}
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t('discardSure', { names })}
        description={t(request.used ? 'discardUsedLead' : 'discardLead')}
      >
        {fault && <FaultNotice fault={fault} className="mb-3" />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => setAsking(false)}>{common('cancel')}</Button>
          <Button look="broken" disabled={pending} onClick={discard}>
            {t('discard')}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
