'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { callAction } from '@/components/form/call-action'
import { FaultNotice } from '@/components/form/fault-notice'
import { Button } from '@/components/ui/button'
import type { ActionFault, ActionResult } from '@/lib/errors'
import type { ShownWholeRevision } from './shown-revision'

type Decide = () => Promise<ActionResult<null>>

export interface Decisions {
  readonly keep: Decide
  readonly putBack: Decide
  readonly lookAgain: Decide
  readonly letStand: Decide
}

export interface DecideButtonsProps {
  revision: Pick<ShownWholeRevision, 'state' | 'mayDecide' | 'mayLetStand'>
  decisions: Decisions
}

/** What a person can do about a change that is not over: what the state allows, and this person may. */
export function DecideButtons({ revision, decisions }: DecideButtonsProps) {
  const t = useTranslations('history')
  const router = useRouter()
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [pending, start] = useTransition()
  const decide = (action: Decide) => () =>
    start(async () => {
      const result = await callAction(action)
      setFault(result.ok ? null : result.error)
      router.refresh()
    })
  const { state, mayDecide, mayLetStand } = revision
  const isUnsettled = state === 'in-doubt' || state === 'putting-back'
  return (
    <>
      {state === 'unconfirmed' && mayDecide && (
        <>
          <Button look="primary" onClick={decide(decisions.keep)} disabled={pending}>
            {t('keep')}
          </Button>
          <Button onClick={decide(decisions.putBack)} disabled={pending}>
            {t('putBackNow')}
          </Button>
        </>
      )}
      {state === 'unconfirmed' && !mayDecide && <p>{t('onlyOwnDecides')}</p>}
      {state === 'in-doubt' && (
        <Button size="sm" onClick={decide(decisions.lookAgain)} disabled={pending}>
          {pending ? t('checking') : t('checkAgain')}
        </Button>
      )}
      {isUnsettled && mayLetStand && (
        <Button size="sm" onClick={decide(decisions.letStand)} disabled={pending}>
          {t('letStand')}
        </Button>
      )}
      {fault && <FaultNotice fault={fault} className="w-full" />}
    </>
  )
}
