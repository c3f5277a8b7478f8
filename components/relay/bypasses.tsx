'use client'

import { useTranslations } from 'next-intl'
import { HelpFor } from '@/components/form/legend'
import { VariableSection } from '@/components/settings/variable-section'
import { FileName, Section } from '@/components/ui/page'
import type { ActionResult, Fault, Result } from '@/lib/errors'
import type { MailRootPath } from '@/lib/xmail/path'
import { AccountPermissions } from './account-permissions'
import { ChooseAccount } from './choose-account'
import type { DraftProps } from './draft-props'

interface ShownFile {
  readonly text: string
  readonly present: boolean
  readonly notEditable: Fault | null
}

/** An account as `name@domain` with its own user.tab. */
export interface ChosenAccount {
  readonly account: string
  readonly path: MailRootPath
  readonly file: ShownFile
}

export interface BypassesProps extends DraftProps {
  mayEdit: boolean
  serverTab: ShownFile
  account: Result<ChosenAccount> | null
  accountNames: () => Promise<ActionResult<string[]>>
}

/** What lets people relay whose address is in no row: signing in, and having just fetched mail (semantics.md 6.5, 6.6). */
export function Bypasses(props: BypassesProps) {
  const { edits, draftVersion, mayEdit, stage, discard, serverTab, account, accountNames } = props
  const t = useTranslations('relay')
  const chosen = account?.ok ? account.value : null
  const own = { edits, draftVersion, stage, discard }
  return (
    <Section
      title={t('bypasses')}
      aside={<HelpFor text={t('bypasses')} helpKey="relayBypasses" />}
      id="bypasses"
      className="mt-10"
    >
      <div className="max-w-3xl space-y-5">
        <ul className="list-disc space-y-1 pl-5 text-sm">
          <li>{t('bypassSignIn')}</li>
          <li>{t('bypassPop')}</li>
          <li>{t('bypassWhiteList')}</li>
        </ul>
        <div>
          <p className="mb-2 flex flex-wrap items-center gap-2 text-sm text-ink-2">
            {t('bypassForAll')} <FileName>server.tab</FileName>
          </p>
          <VariableSection
            {...own}
            {...serverTab}
            path="server.tab"
            names={['DefaultSmtpPerms', 'EnableAuthSMTP-POP3']}
            editable={mayEdit && !serverTab.notEditable}
          />
        </div>
        <div>
          <ChooseAccount
            chosen={chosen?.account ?? ''}
            fault={account && !account.ok ? account.error : null}
            accountNames={accountNames}
          />
          {chosen && (
            <AccountPermissions {...own} chosen={chosen} serverTab={serverTab.text} mayEdit={mayEdit} />
          )}
        </div>
      </div>
    </Section>
  )
}
