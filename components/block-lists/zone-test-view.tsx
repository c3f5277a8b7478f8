'use client'

import { useTranslations } from 'next-intl'
import { FaultNotice } from '@/components/form/fault-notice'
import { Notice, type NoticeLook } from '@/components/ui/notice'
import type { ZoneTestState } from './use-zone-tests'
import type { ShownAnswer, ShownQuestion, ShownZoneTest } from './zone-test'

/** Lists that would refuse everybody are broken; those that do nothing, or nothing just now, let spam in. */
const LOOKS: Readonly<Record<ShownZoneTest['verdict'], NoticeLook>> = {
  works: 'fine',
  'lists-nobody': 'opens',
  'lists-everybody': 'broken',
  'refuses-resolver': 'broken',
  unavailable: 'opens',
  silent: 'broken',
}

/** How the test of a zone went: what it means for XMail, and each question with its answer. */
export function ZoneTestView({ state }: { state: ZoneTestState }) {
  const t = useTranslations('blockLists')
  if (state.state === 'running') return <p className="text-sm text-ink-2">{t('testing')}</p>
  if (state.state === 'refused') return <FaultNotice fault={state.fault} />
  const { test, request } = state
  const { nameServer } = request
  return (
    <Notice
      look={LOOKS[test.verdict]}
      role="status"
      title={t(`verdict_${test.verdict}`)}
      data-verdict={test.verdict}
    >
      <p>{t(`verdictMeans_${test.verdict}`)}</p>
      <dl className="space-y-0.5 text-xs">
        <Question label={t('mustBe')} question={test.mustBe} />
        <Question label={t('mustNotBe')} question={test.mustNotBe} />
        {test.own && <Question label={t('ownAsked', { address: request.own })} question={test.own} own />}
      </dl>
      <p className="text-xs text-ink-2">
        {nameServer
          ? t('askedServer', { server: `${nameServer.address} (${nameServer.port})` })
          : t('askedSystem')}
      </p>
    </Notice>
  )
}

function Question({ label, question, own }: { label: string; question: ShownQuestion; own?: boolean }) {
  const t = useTranslations('blockLists')
  const { answer, name } = question
  return (
    <div data-answer={answer.kind} data-own={own ?? false}>
      <dt className="inline font-medium">{label}: </dt>
      <dd className="inline">
        {own && <strong>{t(`own_${ownVerdict(answer)}`)} </strong>}
        {t(`answer_${answer.kind}`, {
          addresses: answer.kind === 'found' ? answer.addresses.join(', ') : '',
        })}{' '}
        <span className="mono break-all text-ink-2">{name}</span>
      </dd>
    </div>
  )
}

/** 127.255.255.… says that one may not ask, and nothing of the address. */
function ownVerdict(answer: ShownAnswer): 'listed' | 'notListed' | 'unknown' {
  if (answer.kind === 'none') return 'notListed'
  if (answer.kind !== 'found') return 'unknown'
  return answer.addresses.some((address) => address.startsWith('127.255.255.')) ? 'unknown' : 'listed'
}
