'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DiffView } from '@/components/diff/diff-view'
import type { ShownFileDiff } from '@/components/diff/shown-diff'
import { FaultNotice } from '@/components/form/fault-notice'
import { useFaultText } from '@/components/form/use-fault-text'
import { useStaging } from '@/components/table/use-staging'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { FileName } from '@/components/ui/page'
import type { ActionResult, Fault } from '@/lib/errors'
import type { Edit, StartFileEdit } from '@/lib/xmail/tables'

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
      readonly diff: ShownFileDiff
      readonly edit: StartFileEdit
      /** The place in the draft of the edit that is there already. */
      readonly drafted: number | null
      readonly stale: Fault | null
    }

export interface StartFileSectionProps {
  file: ShownStartFile
  /** The server's own address, `/servers/…`. */
  base: string
  draftVersion: number
  /** Whether this person may change how the server is started. */
  mayControl: boolean
  stage: (edit: Edit) => Promise<ActionResult<null>>
  discard: (input: { version: number; edit: number }) => Promise<ActionResult<null>>
}

/** The file that starts XMail, where the console has been shown it: its one line, before and after. */
export function StartFileSection({ file, ...props }: StartFileSectionProps) {
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
          <Link href={`${props.base}/connection`} className="underline">
            {t('startFileName')}
          </Link>
        </p>
      )}
      {file.state === 'trouble' && <Notice look="broken">{words(file.fault)}</Notice>}
      {(file.state === 'nothing' || file.state === 'several' || file.state === 'unclear') && (
        <p className="text-ink-2">{t(`startFile_${file.state}`, { lines: file.lines.join(', ') })}</p>
      )}
      {(file.state === 'on' || file.state === 'off') && <Change file={file} {...props} />}
    </div>
  )
}

interface ChangeProps extends Omit<StartFileSectionProps, 'file'> {
  file: Extract<ShownStartFile, { state: 'on' | 'off' }>
}

/** What would change, or what the draft changes already. */
function Change({ file, base, ...props }: ChangeProps) {
  const t = useTranslations('finger')
  const table = useTranslations('table')
  const words = useFaultText()
  const isDrafted = file.drafted !== null
  return (
    <>
      {file.stale && (
        <Notice look="broken" title={table('stale')}>
          {words(file.stale)}{' '}
          <Link href={`${base}/review`} className="underline">
            {table('staleLink')}
          </Link>
        </Notice>
      )}
      <p className="text-ink-2">
        {t(isDrafted ? `startFileDrafted_${file.state}` : `startFile_${file.state}`)}
      </p>
      <DiffView file={file.diff} />
      <p className="text-ink-2">
        {t('startFileRestart')}{' '}
        {isDrafted && (
          <Link href={`${base}/review`} className="text-ink underline">
            {t('toReview')}
          </Link>
        )}
      </p>
      <ChangeButton file={file} {...props} />
    </>
  )
}

/** Puts the edit into the draft, or takes it out. */
function ChangeButton({ file, draftVersion, mayControl, stage, discard }: Omit<ChangeProps, 'base'>) {
  const t = useTranslations('finger')
  const { send, fault, pending } = useStaging()
  const { edit, drafted } = file
  if (!mayControl) return <p className="text-ink-2">{t('startFileByRole')}</p>
  return (
    <>
      {drafted === null ? (
        <Button
          onClick={() => send(() => stage(edit))}
          disabled={pending}
          look={edit.to === 'on' ? 'opens' : 'plain'}
        >
          {t(edit.to === 'off' ? 'startFilePut' : 'startFileTake')}
        </Button>
      ) : (
        <Button
          onClick={() => send(() => discard({ version: draftVersion, edit: drafted }))}
          disabled={pending}
        >
          {t('startFileUndo')}
        </Button>
      )}
      {fault && <FaultNotice fault={fault} />}
    </>
  )
}
