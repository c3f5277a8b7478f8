import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Button } from '@/components/ui/button'

export default async function NotFound() {
  const t = await getTranslations('frame')
  return (
    <main className="mx-auto max-w-md px-4 pt-[15vh]">
      <h1 className="text-xl tracking-tight">{t('notFound')}</h1>
      <p className="mt-1 mb-5 text-base text-ink-2">{t('notFoundLead')}</p>
      <Button asChild look="primary">
        <Link href="/servers">{t('allServers')}</Link>
      </Button>
    </main>
  )
}
