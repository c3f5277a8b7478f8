import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Door } from '@/components/frame/door'
import { PreferencesMenu } from '@/components/frame/preferences-menu'
import { SignInForm } from '@/components/people/sign-in-form'
import { Notice } from '@/components/ui/notice'
import { isSetupNeeded } from '@/lib/server/entrance'
import { currentPerson } from '@/lib/server/session'
import { chooseLocale, signIn } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn')
  return { title: t('title') }
}

export default async function SignInPage() {
  if (await currentPerson()) redirect('/')
  const t = await getTranslations('signIn')
  const setupOpen = await isSetupNeeded()
  return (
    <Door
      title={t('title')}
      lead={t('lead')}
      tools={<PreferencesMenu personName={null} chooseLocale={chooseLocale} />}
    >
      {setupOpen && (
        <Notice className="mb-5">
          {t.rich('setupHint', {
            link: () => (
              <Link href="/setup" className="underline">
                {t('setupLink')}
              </Link>
            ),
          })}
        </Notice>
      )}
      <SignInForm signIn={signIn} />
    </Door>
  )
}
