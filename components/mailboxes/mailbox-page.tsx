'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { fileAddress } from '@/components/files/file-address'
import { OddLines } from '@/components/settings/odd-lines'
import { useVariables } from '@/components/settings/use-variables'
import { VariableList, type VariablesProps } from '@/components/settings/variable-section'
import { TableIntro } from '@/components/table/table-intro'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/page'
import type { Fault } from '@/lib/errors'
import type { AccountName } from '@/lib/xmail/tables'
import { ACCOUNT_VARIABLES, idleVariables } from '@/lib/xmail/variables'
import { addressOf } from './filter-mailboxes'
import { findIdle } from './find-idle'

interface ShownFile {
  readonly text: string
  readonly present: boolean
  readonly notEditable: Fault | null
}

export interface MailboxPageProps
  extends Pick<VariablesProps, 'edits' | 'draftVersion' | 'stage' | 'discard'> {
  mailbox: AccountName & { readonly path: string }
  file: ShownFile
  serverTab: ShownFile
  takenAt: number
  mayEdit: boolean
  /** The path of the server's pages. */
  base: string
}

/** Every variable of one account or mailing list, by what it is about, with what XMail makes of it. */
export function MailboxPage({
  mailbox,
  file,
  serverTab,
  takenAt,
  mayEdit,
  base,
  ...draft
}: MailboxPageProps) {
  const t = useTranslations('mailboxes')
  const { kind, path } = mailbox
  const table = useVariables(path, file.text, draft.edits)
  const serverTable = useVariables('server.tab', serverTab.text, draft.edits)
  const editable = mayEdit && !file.notEditable
  const list = { ...draft, ...file, path, table, serverTable, editable }
  const idle = findIdle(table.settings, idleVariables(kind))
  return (
    <>
      <TableIntro
        title={addressOf(mailbox)}
        helpKey="userTab"
        lead={t(`lead_${kind}`)}
        files={[path]}
        takesEffect={t('takesEffect')}
        takenAt={takenAt}
        notEditable={file.notEditable}
        stale={table.stale}
        reviewHref={`${base}/review`}
      />
      <MailboxWays mailbox={mailbox} base={base} />
      {!file.present && (
        <Notice className="mb-4 max-w-3xl">{t(editable ? 'absent' : 'absentReadOnly')}</Notice>
      )}
      <p className="mb-5 max-w-3xl text-sm text-ink-2">{t(`userdef_${kind}`)}</p>
      {ACCOUNT_VARIABLES[kind].map(({ part, names }) => (
        <Section key={part} id={part} title={t(`part_${part}`)}>
          {part === 'sending' && kind === 'list' && (
            <p className="mb-2 max-w-3xl text-sm text-ink-2">{t('listSending')}</p>
          )}
          <VariableList {...list} names={names} />
        </Section>
      ))}
      {idle.length > 0 && (
        <Section id="idle" title={t('idle')}>
          <p className="mb-2 max-w-3xl text-sm text-ink-2">{t(`idleLead_${kind}`)}</p>
          <VariableList {...list} names={idle} />
        </Section>
      )}
      <OddLines {...list} />
    </>
  )
}

/** What else belongs to it: from where POP3 lets it sign in, and who is in a list. */
function MailboxWays({ mailbox, base }: Pick<MailboxPageProps, 'mailbox' | 'base'>) {
  const t = useTranslations('mailboxes')
  const { domain, name, kind, folder } = mailbox
  const place = `${encodeURIComponent(domain)}/${encodeURIComponent(name)}`
  return (
    <p className="mb-4 flex flex-wrap gap-x-4 gap-y-1 text-sm">
      <Link href={`${base}/mailboxes`} className="underline">
        {t('back')}
      </Link>
      <Link href={`${base}/access/pop3/${place}`} className="underline">
        {t('ownAccess')}
      </Link>
      {kind === 'list' && (
        <Link href={fileAddress(base, `${folder}/mlusers.tab`)} className="underline">
          {t('members')}
        </Link>
      )}
    </p>
  )
}
