'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { FaultNotice } from '@/components/form/fault-notice'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Tag } from '@/components/ui/tag'
import { WEIGHT_LOOKS } from './finding-list'
import type { ShownCertificate, ShownTrusted } from './shown-tls'
import type { TrustedSectionProps } from './trusted-section'
import { useChange } from './use-change'

export interface TrustedRowViewProps
  extends Pick<TrustedSectionProps, 'removeTrusted' | 'draftVersion' | 'mayControl' | 'discard'> {
  row: ShownTrusted
}

/** One certificate of certs.pem: whose it is, by whom, until when, and whether it does what one thinks. */
export function TrustedRowView({ row, ...props }: TrustedRowViewProps) {
  const t = useTranslations('tls')
  const { facts, findings, state, line } = row
  const { run, pending, fault } = useChange()
  const name = facts?.subject ?? t('trustLine', { line: line + 1 })
  const { edit } = row
  const undo = edit && (() => props.discard({ version: props.draftVersion, edit: edit.place }))
  return (
    <li className="space-y-1.5 px-3 py-2.5" data-state={state}>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <span
          className={classNames(
            'mono min-w-0 flex-1 font-semibold [overflow-wrap:anywhere]',
            state === 'removed' && 'text-closes line-through',
          )}
        >
          {name}
        </span>
        <span className="flex flex-wrap items-center gap-2">
          <StateTag state={state} />
          {props.mayControl && undo && (
            <Button
              size="sm"
              disabled={pending}
              aria-label={t('trustUndo', { name })}
              onClick={() => run(undo)}
            >
              {edit && edit.count > 1 ? t('trustUndoAll', { count: edit.count }) : t('trustUndoShort')}
            </Button>
          )}
          {props.mayControl && state === 'there' && (
            <Button
              size="sm"
              disabled={pending}
              aria-label={t('trustRemove', { name })}
              onClick={() => run(() => props.removeTrusted({ line, mark: row.mark }))}
            >
              {t('trustRemoveShort')}
            </Button>
          )}
        </span>
      </div>
      {facts && <AuthorityFacts facts={facts} />}
      <TrustedFindings findings={findings} />
      {fault && <FaultNotice fault={fault} />}
    </li>
  )
}

/** Opens: somebody more is trusted. */
export function StateTag({ state }: { state: ShownTrusted['state'] }) {
  const t = useTranslations('tls')
  if (state === 'there') return null
  return (
    <Tag look={state === 'added' ? 'opens' : 'closes'}>
      {state === 'added' ? '+' : '−'} {t(`trustState_${state}`)}
    </Tag>
  )
}

export function AuthorityFacts({ facts }: { facts: ShownCertificate['facts'] }) {
  const t = useTranslations('tls')
  const format = useFormatter()
  const day = (ms: number) => format.dateTime(ms, { dateStyle: 'medium' })
  return (
    <dl className="grid gap-x-4 gap-y-0.5 text-xs sm:grid-cols-[auto_1fr]">
      <dt className="text-ink-2">{t('issuer')}</dt>
      <dd className="mono min-w-0 break-all">{facts.selfSigned ? t('selfSignedBy') : facts.issuer}</dd>
      <dt className="text-ink-2">{t('valid')}</dt>
      <dd>{`${day(facts.validFrom)} – ${day(facts.validTo)}`}</dd>
      <dt className="text-ink-2">{t('fingerprint')}</dt>
      <dd className="mono min-w-0 break-all">{facts.sha256.replaceAll(/(..)(?!$)/g, '$1:')}</dd>
    </dl>
  )
}

function TrustedFindings({ findings }: Pick<ShownTrusted, 'findings'>) {
  const t = useTranslations('tls')
  const format = useFormatter()
  if (findings.length === 0) return null
  return (
    <ul className="space-y-1 text-sm" aria-label={t('findings')}>
      {findings.map(({ code, weight, details }) => (
        <li key={code} data-finding={code}>
          <Tag look={WEIGHT_LOOKS[weight]} className="mr-2">
            {t(`weight_${weight}`)}
          </Tag>
          {t(`trusted_${code}`, {
            ...details,
            date: typeof details.at === 'number' ? format.dateTime(details.at, { dateStyle: 'medium' }) : '',
          })}
        </li>
      ))}
    </ul>
  )
}
