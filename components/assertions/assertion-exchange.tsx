'use client'

import { Download, Upload } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { download } from '@/components/table/download'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { type NotedAssertion, printAssertionFile } from '@/lib/xmail/assertions'
import { AssertionImport } from './assertion-import'
import type { AssertionActions } from './assertions-page'

export interface AssertionExchangeProps {
  assertions: readonly NotedAssertion[]
  /** Null: whoever looks may only read. */
  add: AssertionActions['add'] | null
}

/** The sentences of a server out as a file, and those of a file in. */
export function AssertionExchange({ assertions, add }: AssertionExchangeProps) {
  const t = useTranslations('assertions.exchange')
  const [isOpen, setIsOpen] = useState(false)
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {assertions.length > 0 && (
        <Button
          size="sm"
          look="quiet"
          onClick={() => download('assertions.json', printAssertionFile(assertions), 'application/json')}
        >
          <Download aria-hidden />
          {t('export')}
        </Button>
      )}
      {add && (
        <>
          <Button size="sm" look="quiet" onClick={() => setIsOpen(true)}>
            <Upload aria-hidden />
            {t('import')}
          </Button>
          <Dialog open={isOpen} onOpenChange={setIsOpen} title={t('title')} description={t('lead')}>
            <AssertionImport
              known={assertions.map(({ assertion }) => assertion)}
              add={add}
              onDone={() => setIsOpen(false)}
            />
          </Dialog>
        </>
      )}
    </div>
  )
}
