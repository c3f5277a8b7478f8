'use client'

import { ZoomIn, ZoomOut } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { useFaultText } from '@/components/form/use-fault-text'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { Fault } from '@/lib/errors'
import { type Block, crumbsOf, formatBlock, readBlock, zoomFor, zoomOut } from '@/lib/xmail/address-map'

export interface ZoomBarProps {
  zoom: Block
  /** `address`: where the cursor is to be. */
  onZoom: (zoom: Block, address: number) => void
  /** To the block under the cursor. Null: it cannot be shown larger. */
  onZoomIn: (() => void) | null
}

/** Where one is, and every way to another place that needs no pointer on the picture. */
export function ZoomBar({ zoom, onZoom, onZoomIn }: ZoomBarProps) {
  const t = useTranslations('addressMap')
  const faultText = useFaultText()
  const [text, setText] = useState('')
  const [fault, setFault] = useState<Fault | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const read = readBlock(text)
    setFault(read.ok ? null : read.error)
    if (read.ok) onZoom(zoomFor(read.value), read.value.start)
  }
  const out = zoomOut(zoom)
  return (
    <div className="mb-4 flex flex-wrap items-end gap-x-6 gap-y-3">
      <form onSubmit={submit} className="flex w-full max-w-sm items-start gap-2" noValidate>
        <Field label={t('goTo')} error={fault && faultText(fault)} className="grow">
          {(control) => (
            <Input
              {...control}
              className="mono"
              placeholder="10.0.0.0/8"
              autoComplete="off"
              spellCheck={false}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" className="mt-7">
          {t('go')}
        </Button>
      </form>
      <nav aria-label={t('crumbs')} className="min-w-0">
        <ol className="flex flex-wrap items-center gap-x-1 text-sm">
          {crumbsOf(zoom).map((crumb, i, all) => (
            <li key={formatBlock(crumb)} className="flex items-center gap-1">
              {i > 0 && <span aria-hidden>›</span>}
              <Button
                look="quiet"
                size="sm"
                className="mono"
                aria-current={i === all.length - 1 ? 'location' : undefined}
                onClick={() => onZoom(crumb, zoom.start)}
              >
                {i === 0 ? t('all') : formatBlock(crumb)}
              </Button>
            </li>
          ))}
        </ol>
      </nav>
      <div className="flex gap-2">
        <Button disabled={zoom.length === 0} onClick={() => onZoom(out, zoom.start)}>
          <ZoomOut aria-hidden />
          {t('zoomOut')}
        </Button>
        <Button disabled={onZoomIn === null} onClick={() => onZoomIn?.()}>
          <ZoomIn aria-hidden />
          {t('zoomIn')}
        </Button>
      </div>
    </div>
  )
}
