'use client'

import { useTranslations } from 'next-intl'
import { useVariables } from '@/components/settings/use-variables'
import { AbsentFile, VariableList } from '@/components/settings/variable-section'
import { TableIntro } from '@/components/table/table-intro'
import type { TablePageProps } from '@/components/table/table-page-props'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/page'
import { parseSmtpConfig, parseSmtpConfigName } from '@/lib/xmail/variables'
import { AddListener } from './add-listener'

export interface SignInSettingsPageProps extends TablePageProps {
  path: string
}

/** What signing in to SMTP and POP3 needs and gives, beside the accounts themselves. */
export function SignInSettingsPage(props: SignInSettingsPageProps) {
  const { path, text, edits, takenAt, mayEdit, notEditable } = props
  const t = useTranslations('signInSettings')
  const table = useVariables(path, text, edits)
  const editable = mayEdit && !notEditable
  const list = { ...props, table, editable }
  const listeners = table.settings.filter(({ name }) => parseSmtpConfigName(name) !== null)
  // 25 is where other servers bring mail; a row for an address alone is for that port as well.
  const refusesMail = listeners.filter(({ name, drafted }) => {
    const isFor25 = [null, 25].includes(parseSmtpConfigName(name)?.port ?? null)
    return isFor25 && parseSmtpConfig(drafted.set?.value ?? '').mailAuth
  })
  return (
    <>
      <TableIntro
        title={t('title')}
        helpKey="signInSettings"
        lead={t('lead')}
        files={[path]}
        takesEffect={t('takesEffect')}
        takenAt={takenAt}
        notEditable={notEditable}
        stale={table.stale}
        reviewHref="review"
      />
      <AbsentFile {...props} />
      <Section title={t('listeners')} id="listeners">
        <p className="mb-2 max-w-3xl text-sm text-ink-2">{t('listenersLead')}</p>
        {refusesMail.length > 0 && (
          <Notice look="broken" className="mb-3 max-w-3xl" data-testid="refuses-mail">
            {t('refusesMail', { names: refusesMail.map(({ name }) => name).join(', ') })}
          </Notice>
        )}
        <VariableList {...list} names={listeners.map(({ name }) => name)} />
        {editable && <AddListener {...list} />}
      </Section>
      <Section title={t('withoutTls')} id="without-tls">
        <VariableList {...list} names={['SmtpNoTLSAuths']} />
      </Section>
      <Section title={t('accounts')} id="accounts">
        <VariableList {...list} names={['DefaultSmtpPerms', 'EnableAuthSMTP-POP3']} />
      </Section>
      <Section title={t('pop3')} id="pop3">
        <p className="mb-2 max-w-3xl text-sm text-ink-2">{t('apop')}</p>
        <VariableList {...list} names={['Pop3LogPasswd']} />
      </Section>
    </>
  )
}
