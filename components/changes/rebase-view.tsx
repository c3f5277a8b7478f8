'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { callAction } from '@/components/form/call-action'
import { FaultNotice } from '@/components/form/fault-notice'
import { HelpFor } from '@/components/form/legend'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { FileName, Section } from '@/components/ui/page'
import { When } from '@/components/ui/when'
import type { ActionFault, ActionResult } from '@/lib/errors'
import { CollisionView } from './collision-view'
import type { ShownRebase, ShownRebasedFile } from './shown-review'
import { useRevisionWords } from './use-revision-words'

export type RebaseChoice = 'mine' | 'theirs'

export interface ResolveInput {
  version: number
  now: ShownRebase['now']
  choices: { edit: number; choice: RebaseChoice }[]
}

interface RebaseViewProps {
  rebase: ShownRebase
  version: number
  resolve: (input: ResolveInput) => Promise<ActionResult<null>>
}

/** What changed on the server since a draft was made, what of the draft still fits, and a choice for what does not. */
export function RebaseView({ rebase, version, resolve }: RebaseViewProps) {
  const t = useTranslations('rebase')
  const router = useRouter()
  const [choices, setChoices] = useState<ReadonlyMap<number, RebaseChoice>>(new Map())
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [pending, start] = useTransition()
  const asked = rebase.files.flatMap(({ collided }) => collided.map(({ place }) => place))
  const open = asked.filter((place) => !choices.has(place)).length
  const send = () =>
    start(async () => {
      const chosen = [...choices].map(([edit, choice]) => ({ edit, choice }))
      const result = await callAction(() => resolve({ version, now: rebase.now, choices: chosen }))
      setFault(result.ok ? null : result.error)
      router.refresh()
    })
  return (
    <Section title={t('title')} aside={<HelpFor text={t('title')} helpKey="rebase" />} id="rebase">
      <Notice look={asked.length > 0 ? 'broken' : 'quiet'} title={t(asked.length > 0 ? 'collides' : 'fits')}>
        <p>{t(asked.length > 0 ? 'collidesLead' : 'fitsLead', { count: asked.length })}</p>
      </Notice>
      {rebase.files.map((file) => (
        <fieldset key={file.path} disabled={pending} className="mt-4 min-w-0 space-y-3">
          <FileFacts file={file} />
          {file.collided.map((collision) => (
            <CollisionView
              key={collision.place}
              collision={collision}
              choice={choices.get(collision.place) ?? null}
              onChoose={(choice) => setChoices(new Map([...choices, [collision.place, choice]]))}
            />
          ))}
        </fieldset>
      ))}
      {fault && <FaultNotice fault={fault} className="mt-3" />}
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button size="sm" disabled={pending || open > 0} onClick={send}>
          {t(asked.length > 0 ? 'take' : 'goOn')}
        </Button>
        {open > 0 && <p className="text-sm text-ink-2">{t('open', { count: open })}</p>}
      </div>
    </Section>
  )
}

function FileFacts({ file }: { file: ShownRebasedFile }) {
  const t = useTranslations('rebase')
  const words = useRevisionWords()
  return (
    <legend className="block w-full space-y-1 text-sm">
      <span className="block">
        <FileName>{file.path}</FileName> {t('carried', { count: file.carried })}
      </span>
      {file.since.map((revision) => (
        <span key={revision.id} className="block">
          <Link href={`history/${revision.id}`} className="underline underline-offset-2">
            {t('changed')} {words.by(revision)}
          </Link>
          <span className="text-xs text-ink-2">
            {' · '}
            <When ms={revision.startedAt} />
          </span>
        </span>
      ))}
      {file.hasChanged && file.since.length === 0 && <span className="block">{t('changedUnknown')}</span>}
      {!file.isBaseKept && <span className="block text-ink-2">{t('noBase')}</span>}
    </legend>
  )
}
