import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Door } from '@/components/frame/door'
import { PreferencesMenu } from '@/components/frame/preferences-menu'
import { SetPasswordForm } from '@/components/people/set-password-form'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { readLink } from '@/lib/server/entrance'
import { chooseLocale, setPassword } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('ownAccount')
  // The address holds the token: no other site is to see it.
  return { title: t('setTitle'), referrer: 'no-referrer' }
}

export default async function SetPasswordPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>
}) {
  const t = await getTranslations('ownAccount')
  const { token } = await searchParams
  const person = typeof token === 'string' ? await readLink(token) : null
  const tools = <PreferencesMenu personName={null} chooseLocale={chooseLocale} />
  if (!person || typeof token !== 'string') {
    return (
      <Door title={t('goneTitle')} tools={tools}>
        <Notice className="my-5">{t('gone')}</Notice>
        <Button asChild look="primary">
          <Link href="/sign-in">{t('toSignIn')}</Link>
        </Button>
      </Door>
    )
  }
  return (
    <Door title={t('setTitle')} lead={t('setLead', person)} tools={tools}>
      <SetPasswordForm token={token} email={person.email} setPassword={setPassword} />
    </Door>
  )
}
