'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Fragment, useMemo } from 'react'
import { HelpFor } from '@/components/form/legend'
import { FileName, PageHeading } from '@/components/ui/page'
import { When } from '@/components/ui/when'
import { FILES_OF_LENS, viewOfChange, viewOfMap } from '@/lib/xmail/address-map'
import { MapChoices } from './map-choices'
import { MapFault } from './map-fault'
import { MapSections } from './map-sections'
import { type Side, useMapPlace } from './use-map-place'
import { type AskMap, type ShownMaps, useMapReading } from './use-map-reading'

export interface AddressMapPageProps {
  /** The server's own address, `/servers/…`. */
  base: string
  /** The lens that the page was opened with. */
  start: ShownMaps
  ask: AskMap
}

/** All addresses in one picture, by what a client there may do, and the same as a table. */
export function AddressMapPage({ base, start, ask }: AddressMapPageProps) {
  const t = useTranslations('addressMap')
  const table = useTranslations('table')
  const format = useFormatter()
  const [place, go] = useMapPlace()
  const { maps, fault, retry } = useMapReading(ask, { start, since: start.takenAt }, place.lens)
  const side = start.draft === null ? 'live' : place.side
  const view = useMemo(() => maps && viewOf(maps, side), [maps, side])
  const files = FILES_OF_LENS[place.lens]
  return (
    <>
      <PageHeading
        title={t('title')}
        aside={<HelpFor text={t('title')} helpKey="addressMap" />}
        lead={t('lead')}
        facts={
          <>
            <span>
              {t.rich('files', {
                files: () =>
                  // The blanks let the list break.
                  files.map((file) => (
                    <Fragment key={file}>
                      <FileName>{file}</FileName>{' '}
                    </Fragment>
                  )),
              })}
            </span>
            <span>{table.rich('readAt', { when: () => <When ms={start.takenAt} /> })}</span>
          </>
        }
      />
      <MapChoices place={{ ...place, side }} hasDraft={start.draft !== null} onChoose={go} />
      {fault && <MapFault fault={fault} retry={retry} />}
      {!fault && !view && <p role="status">{t('loading')}</p>}
      {view && view.live.unknown > 0 && (
        <p className="mb-4 text-sm text-ink-2">
          {t('unknown', { count: view.live.unknown, amount: format.number(view.live.unknown) })}
        </p>
      )}
      {view && <MapSections base={base} view={view} place={place} go={go} />}
    </>
  )
}

function viewOf({ live, draft }: ShownMaps, side: Side) {
  if (draft === null || side === 'live') return viewOfMap(live)
  return side === 'draft' ? viewOfMap(draft) : viewOfChange(live, draft)
}
