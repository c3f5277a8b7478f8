'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import { useFaultText } from '@/components/form/use-fault-text'
import { useStaging } from '@/components/table/use-staging'
import { Choice } from '@/components/ui/choice'
import { Notice } from '@/components/ui/notice'
import { PageHeading, Section } from '@/components/ui/page'
import { When } from '@/components/ui/when'
import type { ActionResult, Fault } from '@/lib/errors'
import { type ComparedFinding, SEVERITIES, type Severity } from '@/lib/xmail/lint'
import type { Edit } from '@/lib/xmail/tables'
import { FindingView } from './finding-view'

export interface FindingsPageProps {
  findings: readonly ComparedFinding[]
  /** How many more of the same kinds there are. */
  more: number
  unread: readonly { readonly path: string; readonly fault: Fault }[]
  takenAt: number
  hasDraft: boolean
  /** The address of the server's pages. */
  base: string
  stage: (edit: Edit) => Promise<ActionResult<null>>
}

/** What the files do that people would not think, the worst first, each with what mends it. */
export function FindingsPage({ findings, more, unread, takenAt, hasDraft, base, stage }: FindingsPageProps) {
  const t = useTranslations('findings')
  const words = useFaultText()
  const { send, fault, pending } = useStaging()
  const [shown, setShown] = useState<readonly Severity[]>(SEVERITIES)
  const counted = (severity: Severity) => findings.filter((finding) => finding.severity === severity)
  return (
    <div className="max-w-4xl">
      <PageHeading title={t('page.title')} lead={t('page.lead')} />
      <p className="mb-3 text-xs text-ink-2">
        {t('page.takenAt')} <When ms={takenAt} />
      </p>
      {unread.map((file) => (
        <Notice key={file.path} look="broken" className="mb-3" title={t('page.unread', { file: file.path })}>
          <p>{words(file.fault)}</p>
        </Notice>
      ))}
      <fieldset className="mb-4 flex flex-wrap gap-x-5 gap-y-1">
        <legend className="sr-only">{t('page.show')}</legend>
        {SEVERITIES.map((severity) => (
          <Choice
            key={severity}
            type="checkbox"
            label={`${t(`severity.${severity}`)} (${counted(severity).length})`}
            checked={shown.includes(severity)}
            onChange={(event) =>
              setShown(
                event.target.checked ? [...shown, severity] : shown.filter((each) => each !== severity),
              )
            }
          />
        ))}
      </fieldset>
      {fault && <FaultNotice fault={fault} className="mb-3" />}
      {more > 0 && <p className="mb-3 text-sm text-ink-2">{t('page.more', { count: more })}</p>}
      {findings.length === 0 && <p className="text-base">{t('page.none')}</p>}
      {SEVERITIES.filter((severity) => shown.includes(severity) && counted(severity).length > 0).map(
        (severity) => (
          <Section key={severity} title={t(`severity.${severity}`)} id={severity}>
            <ul>
              {counted(severity).map((finding) => (
                <FindingView
                  key={`${finding.change} ${finding.rule} ${finding.path} ${finding.line} ${JSON.stringify(finding.details)}`}
                  finding={finding}
                  base={base}
                  showChange={hasDraft}
                  pending={pending}
                  mend={(edit) => send(() => stage(edit))}
                />
              ))}
            </ul>
          </Section>
        ),
      )}
    </div>
  )
}
