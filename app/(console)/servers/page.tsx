import { ChevronRight, Plus } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { WeakTag } from '@/components/servers/weak-tag'
import { Button } from '@/components/ui/button'
import { PageHeading } from '@/components/ui/page'
import { can } from '@/lib/people/roles'
import { listServerLinks } from '@/lib/server/queries/servers'
import { requirePerson } from '@/lib/server/session'
import { ConsoleFrame } from '../console-frame'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('servers')
  return { title: t('title') }
}

export default async function ServersPage() {
  const t = await getTranslations('servers')
  const servers = await listServerLinks()
  const mayAdd = can((await requirePerson()).role, 'server.connect')
  return (
    <ConsoleFrame server={null}>
      <div className="mx-auto max-w-3xl">
        <PageHeading
          title={t('title')}
          lead={servers.length > 0 ? t('lead') : mayAdd ? `${t('none')} ${t('noneLead')}` : t('noneForYou')}
          actions={
            mayAdd && (
              <Button asChild look={servers.length === 0 ? 'primary' : 'plain'}>
                <Link href="/servers/new">
                  <Plus aria-hidden />
                  {t('add')}
                </Link>
              </Button>
            )
          }
        />
        <ul className="divide-y rounded-md border empty:hidden">
          {servers.map((server) => (
            <li key={server.id}>
              <Link
                href={`/servers/${server.id}`}
                className="flex items-center gap-3 px-4 py-3 hover:bg-sunken"
              >
                <span className="min-w-0 flex-1">
                  <span className="block font-medium">{server.name}</span>
                  <span className="mono block text-xs break-all text-ink-2">{server.where}</span>
                </span>
                <WeakTag weak={server.weak} />
                <ChevronRight aria-hidden className="size-4 text-ink-3" />
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </ConsoleFrame>
  )
}
