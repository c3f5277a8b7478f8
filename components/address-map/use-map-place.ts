'use client'

import { useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { ALL_OF_IPV4, type Block, formatBlock, type Lens, zoomOfAddress } from '@/lib/xmail/address-map'
import { lensOfAddress } from './lens-of-address'

/** The files as they are, as the draft would have them, or what the draft changes. */
export const SIDES = ['live', 'draft', 'change'] as const
export type Side = (typeof SIDES)[number]

/** What of the map is seen. */
export interface MapPlace {
  readonly lens: Lens
  readonly side: Side
  readonly zoom: Block
}

/**
 * The place that the page's address says, and a way to go on from it: Back comes back, and a link shows the same. It is kept
 * beside the address, which the framework reports late: the next key must find where the last one led.
 */
export function useMapPlace(): readonly [MapPlace, (next: Partial<MapPlace>) => void] {
  const search = useSearchParams()
  const [place, setPlace] = useState(() => placeOf(search))
  // biome-ignore lint/correctness/useExhaustiveDependencies: a report says that there is something new, and may itself be old
  useEffect(() => {
    const next = placeOf(new URLSearchParams(window.location.search))
    setPlace((now) => (addressOfPlace(now) === addressOfPlace(next) ? now : next))
  }, [search])
  const go = (change: Partial<MapPlace>) => {
    const next = { ...place, ...change }
    setPlace(next)
    window.history.pushState(null, '', addressOfPlace(next))
  }
  return [place, go]
}

function placeOf(search: Pick<URLSearchParams, 'get'>): MapPlace {
  return {
    lens: lensOfAddress(search.get('lens')),
    side: SIDES.find((side) => side === search.get('side')) ?? 'live',
    zoom: zoomOfAddress(search.get('zoom')) ?? ALL_OF_IPV4,
  }
}

/** The address below the page's own; what is not said there is the page's beginning. */
export function addressOfPlace({ lens, side, zoom }: MapPlace): string {
  const search = new URLSearchParams()
  if (lens !== 'client') search.set('lens', lens)
  if (side !== 'live') search.set('side', side)
  if (zoom.length > 0) search.set('zoom', formatBlock(zoom))
  // Slashes are allowed in a query, and people read and shorten prefixes there.
  return `?${search.toString().replaceAll('%2F', '/')}`
}
