import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ChangePassword } from '@/components/people/change-password'
import { OwnSessions } from '@/components/people/own-sessions'
import { PageHeading, Section } from '@/components/ui/page'
import { readOwnSessions } from '@/lib/server/queries/own-sessions'
import { ConsoleFrame } from '../console-frame'
import { changeOwnPassword, endOtherSessions, endOwnSession } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('ownAccount')
  return { title: t('title') }
}

export default async function AccountPage() {
  const { name, email, sessions } = await readOwnSessions()
  const t = await getTranslations('ownAccount')
  return (
    <ConsoleFrame server={null}>
      <div className="mx-auto max-w-3xl">
        <PageHeading
          title={t('title')}
          lead={t('lead')}
          facts={
            <>
              <span>{name}</span>
              <span className="[overflow-wrap:anywhere]">{email}</span>
            </>
          }
        />
        <Section title={t('sessions')}>
          <OwnSessions sessions={sessions} end={endOwnSession} endOthers={endOtherSessions} />
        </Section>
        <Section title={t('password')} className="mt-10 border-t pt-5">
          <ChangePassword email={email} change={changeOwnPassword} />
        </Section>
        <Section title={t('preferences')} className="mt-10 border-t pt-5">
          <p className="text-sm text-ink-2">{t('preferencesLead')}</p>
        </Section>
      </div>
    </ConsoleFrame>
  )
}
