'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import { HelpFor } from '@/components/form/legend'
import type { DiscardEdit } from '@/components/settings/use-stage'
import { Button } from '@/components/ui/button'
import { Notice, type NoticeLook } from '@/components/ui/notice'
import { FileName, Section } from '@/components/ui/page'
import { AddTrusted } from './add-trusted'
import type { ShownTrust, TlsActions } from './shown-tls'
import { TrustedFolder } from './trusted-folder'
import { TrustedRowView } from './trusted-row'
import { useChange } from './use-change'

export interface TrustedSectionProps
  extends Pick<
    TlsActions,
    | 'addTrusted'
    | 'removeTrusted'
    | 'removeTrustedFile'
    | 'addToFolder'
    | 'removeFromFolder'
    | 'renameInFolder'
  > {
  trusted: ShownTrust
  draftVersion: number
  mayControl: boolean
  discard: DiscardEdit
}

/** Whose certificates XMail takes: certs.pem and the folder certs, and what of them counts. */
export function TrustedSection(props: TrustedSectionProps) {
  const t = useTranslations('tls')
  const { trusted } = props
  return (
    <Section
      title={t('trust')}
      aside={<HelpFor text={t('trust')} helpKey="tlsTrusted" />}
      id="trusted"
      className="max-w-3xl"
    >
      <p className="mb-3 text-sm text-ink-2">{t('trustLead')}</p>
      <WhatCounts trusted={trusted} />
      <h3 className="mt-5 mb-2 flex flex-wrap items-baseline gap-2 text-sm font-semibold">
        {t('trustFile')} <FileName>certs.pem</FileName>
      </h3>
      {trusted.fault ? <FaultNotice fault={trusted.fault} /> : <TrustedFile {...props} />}
      <h3 className="mt-6 mb-2 flex flex-wrap items-baseline gap-2 text-sm font-semibold">
        {t('trustFolder')} <FileName>certs/</FileName>
      </h3>
      <TrustedFolder {...props} />
    </Section>
  )
}

/** In one sentence, what XMail really goes by (semantics.md 11). */
function WhatCounts({ trusted: { check } }: Pick<TrustedSectionProps, 'trusted'>) {
  const t = useTranslations('tls')
  const { key, look } = nameCheck(check)
  return (
    <Notice look={look} data-testid="what-counts">
      <p>{t(`counts_${key}`)}</p>
      {check.checks && key !== 'fails' && <p>{t('countsOutside')}</p>}
    </Notice>
  )
}

function nameCheck(check: ShownTrust['check']) {
  const quiet: NoticeLook = 'quiet'
  if (check.fails) return { key: 'fails', look: 'broken' } as const
  if (check.fallsBack) return { key: check.checks ? 'fallsBack' : 'fallsBackLater', look: 'opens' } as const
  if (!check.checks) return { key: 'unchecked', look: quiet } as const
  const usesFile = check.usesFile && check.file === 'present'
  if (usesFile) return { key: check.usesFolder ? 'both' : 'file', look: quiet } as const
  return { key: check.usesFolder ? 'folder' : 'system', look: quiet } as const
}

function TrustedFile(props: TrustedSectionProps) {
  const t = useTranslations('tls')
  const { rows, check } = props.trusted
  const isThere = rows.some(({ state }) => state !== 'removed') || check.file !== 'absent'
  return (
    <div className="space-y-3">
      {check.file === 'broken' && <Notice look="broken">{t('trustBroken')}</Notice>}
      {rows.length > 0 ? (
        <ul className="divide-y rounded-md border" data-testid="trusted-list">
          {rows.map((row) => (
            <TrustedRowView key={`${row.state} ${row.line}`} row={row} {...props} />
          ))}
        </ul>
      ) : (
        <p className="text-sm text-ink-2">{t(isThere ? 'trustEmpty' : 'trustAbsent')}</p>
      )}
      {props.mayControl && (
        <>
          <AddTrusted add={props.addTrusted} label="trustAdd" />
          {isThere && <RemoveFile remove={props.removeTrustedFile} />}
        </>
      )}
    </div>
  )
}

function RemoveFile({ remove }: { remove: TlsActions['removeTrustedFile'] }) {
  const t = useTranslations('tls')
  const [asked, setAsked] = useState(false)
  const { run, pending, fault } = useChange()
  return (
    <div className="space-y-2">
      {fault && <FaultNotice fault={fault} />}
      {asked ? (
        <Notice look="opens" title={t('trustRemoveFileSure')}>
          <p>{t('trustRemoveFileLead')}</p>
          <p className="flex flex-wrap gap-2">
            <Button size="sm" disabled={pending} onClick={() => run(remove, () => setAsked(false))}>
              {t('trustRemoveFile')}
            </Button>
            <Button size="sm" look="quiet" onClick={() => setAsked(false)}>
              {t('trustKeepFile')}
            </Button>
          </p>
        </Notice>
      ) : (
        <Button size="sm" look="quiet" onClick={() => setAsked(true)}>
          {t('trustRemoveFile')}
        </Button>
      )}
    </div>
  )
}
