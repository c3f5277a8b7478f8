import { NextIntlClientProvider } from 'next-intl'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { type Block, makeAddressMap, viewOfMap } from '@/lib/xmail/address-map'
import { compilePolicy, mailRootFiles } from '@/lib/xmail/policy'
import { open } from '@/lib/xmail/policy/testing/policy-of'
import addressMap from '@/messages/en/addressMap.json'
import { PointedPicture } from './pointed-picture'
import { type MapCursor, useMapCursor } from './use-map-cursor'

const ZOOM: Block = { start: 0xc0000200, length: 24 }

function relayView() {
  const files = mailRootFiles(new Map([['smtprelay.tab', open('smtprelay.tab', '"192.0.2.64/26"\n')]]), null)
  const answer = makeAddressMap(compilePolicy(files), 'relay')
  if (answer.kind !== 'map') throw new Error(`${answer.path} has not been read`)
  return viewOfMap(answer.map)
}

const VIEW = relayView()

function Page({ hovered }: Pick<MapCursor, 'hovered'>) {
  const cursor = useMapCursor(ZOOM, () => {})
  return createElement(PointedPicture, {
    lens: 'relay',
    view: VIEW,
    zoom: ZOOM,
    cursor: { ...cursor, hovered },
  })
}

function render(hovered: Block | null): string {
  const children = createElement(Page, { hovered })
  const page = { locale: 'en', timeZone: 'UTC', messages: { addressMap }, children }
  return renderToStaticMarkup(createElement(NextIntlClientProvider, page))
}

describe('PointedPicture', () => {
  it('says what it is a picture of, and below it that it can be pointed at', () => {
    const html = render(null)
    expect(html).toContain('aria-label="Relay without signing in, map of 192.0.2.0/24"')
    expect(html).toContain(addressMap.hover)
  })

  it('says instead what is under the pointer, and which line decides', () => {
    const html = render({ start: 0xc0000240, length: 32 })
    expect(html).not.toContain(addressMap.hover)
    expect(html).toMatch(/data-testid="hover".*192\.0\.2\.64\/32.*smtprelay\.tab/s)
  })
})
