import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Door } from '@/components/frame/door'
import { PreferencesMenu } from '@/components/frame/preferences-menu'
import { SetupForm } from '@/components/people/setup-form'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { isSetupNeeded } from '@/lib/server/entrance'
import { chooseLocale, setUp } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('setup')
  return { title: t('title') }
}

export default async function SetupPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>
}) {
  const t = await getTranslations('setup')
  const { token } = await searchParams
  const tools = <PreferencesMenu personName={null} chooseLocale={chooseLocale} />
  if (!(await isSetupNeeded())) {
    return (
      <Door title={t('title')} tools={tools}>
        <Notice className="my-5">{t('done')}</Notice>
        <Button asChild look="primary">
          <Link href="/sign-in">{t('toSignIn')}</Link>
        </Button>
      </Door>
    )
  }
  return (
    <Door title={t('title')} lead={t('lead')} tools={tools}>
      <SetupForm setUp={setUp} token={typeof token === 'string' ? token : ''} />
    </Door>
  )
}
