import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AddressMapPage } from '@/components/address-map/address-map-page'
import { lensOfAddress } from '@/components/address-map/lens-of-address'
import { Unreadable } from '@/components/frame/unreadable'
import { readAddressMap } from '@/lib/server/queries/address-map'
import { askAddressMap } from './actions'

interface MapRoute {
  params: Promise<{ serverId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('addressMap')
  return { title: t('title') }
}

export default async function AddressMap({ params, searchParams }: MapRoute) {
  const { serverId } = await params
  const { lens } = await searchParams
  const t = await getTranslations('addressMap')
  const start = await readAddressMap(serverId, lensOfAddress(lens), Number.POSITIVE_INFINITY)
  if (!start.ok) return <Unreadable title={t('title')} fault={start.error} />
  return (
    <AddressMapPage
      base={`/servers/${serverId}`}
      start={start.value}
      ask={askAddressMap.bind(null, serverId)}
    />
  )
}
