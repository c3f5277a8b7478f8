'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useAccessTable } from '@/components/access/use-access-table'
import { FaultNotice } from '@/components/form/fault-notice'
import { HelpFor } from '@/components/form/legend'
import { useAddresses } from '@/components/table/reach'
import { Reading } from '@/components/table/reading'
import { TableIntro } from '@/components/table/table-intro'
import { useStaging } from '@/components/table/use-staging'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/page'
import type { ActionResult, Fault } from '@/lib/errors'
import { type GateVerdict, gateSet, judgeGate } from '@/lib/xmail/effects'
import type { MailRootPath } from '@/lib/xmail/path'
import type { ServiceAddress } from '@/lib/xmail/services'
import { type Edit, rulesOfPreset } from '@/lib/xmail/tables'
import { FingerProof } from './finger-proof'
import { FingerUserList } from './finger-user-list'
import type { ShownFinger, ShownFingerUsers, ShownJob } from './shown-job'
import { StartOptions } from './start-options'

export interface FingerPageProps {
  path: MailRootPath
  /** finger.ipmap.tab as a byte string; '' where there is none. */
  text: string
  present: boolean
  notEditable: Fault | null
  edits: readonly Edit[]
  takenAt: number
  mayEdit: boolean
  /** The server's own address, `/servers/…`. */
  base: string
  place: ServiceAddress | null
  mayProbe: boolean
  proof: ShownJob<ShownFinger> | null
  users: ShownJob<ShownFingerUsers> | null
  stage: (edit: Edit) => Promise<ActionResult<null>>
  prove: () => Promise<ActionResult<null>>
  readUsers: (afresh: boolean) => Promise<ActionResult<null>>
  cancel: (kind: 'finger' | 'finger-users') => Promise<ActionResult<null>>
  /** The start file, where it can be changed from here. */
  children?: ReactNode
}

/** FINGER: who may ask, two ways to switch it off, whether it is off, and what it would tell. */
export function FingerPage(props: FingerPageProps) {
  const { path, text, present, notEditable, edits, base } = props
  const t = useTranslations('finger')
  const table = useAccessTable(path, text, present, edits)
  if (!table) return <Reading title={t('title')} text={text} />
  return (
    <div className="max-w-4xl">
      <TableIntro
        title={t('title')}
        helpKey="finger"
        lead={t('lead')}
        files={[path]}
        takesEffect={t('takesEffect')}
        takenAt={props.takenAt}
        now={<Now verdict={table.verdict} />}
        notEditable={notEditable}
        stale={table.stale}
        reviewHref={`${base}/review`}
      />
      <Section title={t('byList')} aside={<HelpFor text={t('byList')} helpKey="fingerByList" />}>
        <OffByList {...props} drafted={judgeGate(gateSet(table.document).set)} now={table.verdict} />
      </Section>
      <Section title={t('byOption')} aside={<HelpFor text={t('byOption')} helpKey="fingerByOption" />}>
        <StartOptions />
        {props.children}
      </Section>
      <Section title={t('proof')} aside={<HelpFor text={t('proof')} helpKey="fingerProof" />}>
        <FingerProof
          place={props.place}
          job={props.proof}
          mayProbe={props.mayProbe}
          connectionHref={`${base}/connection`}
          prove={props.prove}
        />
      </Section>
      <Section title={t('users')} aside={<HelpFor text={t('users')} helpKey="fingerUsers" />}>
        <FingerUserList
          job={props.users}
          read={props.readUsers}
          cancel={() => props.cancel('finger-users')}
        />
      </Section>
    </div>
  )
}

function Now({ verdict }: { verdict: GateVerdict }) {
  const t = useTranslations('finger')
  const addresses = useAddresses()
  switch (verdict.kind) {
    case 'everybody':
      return t('nowEverybody')
    case 'nobody':
      return t('nowNobody')
    case 'except':
      return t('nowExcept', { addresses: addresses(verdict.refused) })
    case 'some':
      return t('nowSome', { addresses: addresses(verdict.allowed) })
  }
}

interface OffByListProps
  extends Pick<FingerPageProps, 'path' | 'mayEdit' | 'notEditable' | 'base' | 'stage'> {
  now: GateVerdict
  drafted: GateVerdict
}

/** One click that puts "nobody", in IPv4 and IPv6, into the draft. */
function OffByList({ path, mayEdit, notEditable, base, stage, now, drafted }: OffByListProps) {
  const t = useTranslations('finger')
  const { send, fault, pending } = useStaging()
  const close = () =>
    send(async () => {
      const rules = rulesOfPreset({ kind: 'nobody' })
      return rules.ok ? stage({ table: 'ipmap', path, op: 'set', rules: rules.value }) : rules
    })
  const isClosed = drafted.kind === 'nobody'
  return (
    <div className="space-y-2.5 text-sm">
      <p className="text-ink-2">{t('byListLead')}</p>
      {isClosed ? (
        <p>
          {t(now.kind === 'nobody' ? 'closedByList' : 'closedInDraft')}{' '}
          {now.kind !== 'nobody' && (
            <Link href={`${base}/review`} className="underline">
              {t('toReview')}
            </Link>
          )}
        </p>
      ) : (
        mayEdit &&
        !notEditable && (
          <Button onClick={close} disabled={pending}>
            {t('closeByList')}
          </Button>
        )
      )}
      {fault && <FaultNotice fault={fault} />}
      <p>
        <Link href={`${base}/access/finger`} className="underline">
          {t('toAccess')}
        </Link>
      </p>
    </div>
  )
}
