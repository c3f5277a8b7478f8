'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { DiffView, type ShownFileDiff } from '@/components/diff/diff-view'
import { callAction } from '@/components/form/call-action'
import { FaultNotice } from '@/components/form/fault-notice'
import { useFaultText } from '@/components/form/use-fault-text'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { FileName } from '@/components/ui/page'
import type { ActionFault, ActionResult, Fault } from '@/lib/errors'

export type ShownStartFile =
  | { readonly state: 'by-ctrl' | 'not-named' }
  | { readonly state: 'trouble'; readonly path: string; readonly fault: Fault }
  | {
      readonly state: 'nothing' | 'several' | 'unclear'
      readonly path: string
      /** From 1. */
      readonly lines: readonly number[]
    }
  | {
      readonly state: 'on' | 'off'
      readonly path: string
      readonly digest: string
      readonly diff: ShownFileDiff
      readonly mayControl: boolean
    }

export interface StartFileSectionProps {
  file: ShownStartFile
  base: string
  change: (input: { to: 'on' | 'off'; digest: string }) => Promise<ActionResult<{ revisionId: string }>>
}

/** The file that starts XMail, where the console has been shown it: its one line, before and after. */
export function StartFileSection({ file, base, change }: StartFileSectionProps) {
  const t = useTranslations('finger')
  const words = useFaultText()
  return (
    <div className="mt-5 space-y-2.5 text-sm" data-start-file={file.state}>
      <p className="font-medium">
        {t('startFile')} {'path' in file && <FileName>{file.path}</FileName>}
      </p>
      {file.state === 'by-ctrl' && <p className="text-ink-2">{t('startFileByCtrl')}</p>}
      {file.state === 'not-named' && (
        <p className="text-ink-2">
          {t('startFileNotNamed')}{' '}
          <Link href={`${base}/connection`} className="underline">
            {t('startFileName')}
          </Link>
        </p>
      )}
      {file.state === 'trouble' && <Notice look="broken">{words(file.fault)}</Notice>}
      {(file.state === 'nothing' || file.state === 'several' || file.state === 'unclear') && (
        <p className="text-ink-2">{t(`startFile_${file.state}`, { lines: file.lines.join(', ') })}</p>
      )}
      {(file.state === 'on' || file.state === 'off') && <Change file={file} base={base} change={change} />}
    </div>
  )
}

interface ChangeProps extends Pick<StartFileSectionProps, 'base' | 'change'> {
  file: Extract<ShownStartFile, { state: 'on' | 'off' }>
}

function Change({ file, base, change }: ChangeProps) {
  const t = useTranslations('finger')
  const router = useRouter()
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [pending, start] = useTransition()
  const to = file.state === 'on' ? 'off' : 'on'
  const apply = () =>
    start(async () => {
      const result = await callAction(() => change({ to, digest: file.digest }))
      if (result.ok) return router.push(`${base}/history/${result.value.revisionId}`)
      setFault(result.error)
      router.refresh()
    })
  return (
    <>
      <p className="text-ink-2">{t(`startFile_${file.state}`)}</p>
      <DiffView file={file.diff} />
      <p className="text-ink-2">{t('startFileRestart')}</p>
      {file.mayControl ? (
        <Button onClick={apply} disabled={pending} look={to === 'on' ? 'opens' : 'plain'}>
          {pending ? t('startFileWriting') : t(to === 'off' ? 'startFilePut' : 'startFileTake')}
        </Button>
      ) : (
        <p className="text-ink-2">{t('startFileByRole')}</p>
      )}
      {fault && <FaultNotice fault={fault} />}
    </>
  )
}
