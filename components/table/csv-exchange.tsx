'use client'

import { Download, Upload } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useDeferredValue, useState } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import { useFaultText } from '@/components/form/use-fault-text'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/errors'
import { printCsv } from '@/lib/xmail/csv'
import type { Edit } from '@/lib/xmail/tables'
import type { CsvForm } from '@/lib/xmail/tables/csv'
import { Checking } from './checking'
import { download } from './download'
import { ListOrFile } from './list-or-file'
import { CSV_PASSES, understandCsv } from './understand-csv'
import { useStaging } from './use-staging'
import { useUnderstanding } from './use-understanding'

const MAX_SHOWN = 50

export interface CsvExchangeProps<Row> {
  form: CsvForm<Row>
  /** Of the file that is exported, without `.csv`. */
  name: string
  /** What else is to be known of an import into this table. */
  about?: ReactNode
  /** With the draft. */
  rows: readonly Row[]
  editable: boolean
  stage: (edit: Edit) => Promise<ActionResult<null>>
}

/** The rows of a table out as CSV, and in again: what is wrong with which line is said before anything is added. */
export function CsvExchange<Row>(props: CsvExchangeProps<Row>) {
  const { form, name, rows, editable } = props
  const t = useTranslations('table')
  const [open, setOpen] = useState(false)
  const save = () => {
    const records = (form.arrange?.(rows) ?? rows).map(form.print).filter((record) => record !== null)
    // Spreadsheets take it for UTF-8 by the mark in front alone.
    download(`${name}.csv`, `\ufeff${printCsv([form.columns, ...records])}`, 'text/csv')
  }
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      <Button size="sm" look="quiet" onClick={save}>
        <Download aria-hidden />
        {t('csvExport')}
      </Button>
      {editable && (
        <Button size="sm" look="quiet" onClick={() => setOpen(true)}>
          <Upload aria-hidden />
          {t('csvImport')}
        </Button>
      )}
      <Dialog open={open} onOpenChange={setOpen} title={t('csvTitle')}>
        <CsvImport {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </div>
  )
}

function CsvImport<Row>({
  form,
  rows,
  about,
  stage,
  onDone,
}: CsvExchangeProps<Row> & { onDone: () => void }) {
  const t = useTranslations('table')
  const words = useFaultText()
  const { send, fault, pending } = useStaging()
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text)
  const begin = useCallback(() => understandCsv(form, rows, wanted), [form, rows, wanted])
  const { answer, progress } = useUnderstanding(wanted, begin, CSV_PASSES)
  const { edit = null, bad = [], fine = 0 } = answer ?? {}
  const add = async () => {
    if (edit && (await send(() => stage(edit)))) onDone()
  }
  return (
    <div className="space-y-3">
      <p className="text-sm text-ink-2">{t('csvLead', { columns: form.columns.join(', ') })}</p>
      {about && <p className="text-sm text-ink-2">{about}</p>}
      <ListOrFile
        label={t('csvText')}
        hint={t('csvTextHint')}
        rows={8}
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        text={text}
        onText={setText}
      />
      <Checking progress={progress} />
      <div aria-live="polite" className="space-y-2">
        {answer?.fault && <FaultNotice fault={answer.fault} />}
        {bad.length > 0 && (
          <Notice look="broken" title={t('csvBad', { count: bad.length })}>
            <ul className="max-h-48 space-y-0.5 overflow-y-auto">
              {bad.slice(0, MAX_SHOWN).map((line) => (
                <li key={line.line} data-code={line.fault.code}>
                  <span className="font-medium">{t('csvLine', { line: line.line })}</span>{' '}
                  <code className="break-all">{line.text}</code> {words(line.fault)}
                </li>
              ))}
            </ul>
            {bad.length > MAX_SHOWN && <p>{t('csvMore', { count: bad.length - MAX_SHOWN })}</p>}
          </Notice>
        )}
        {wanted.trim() !== '' && answer && !answer.fault && (
          <p className="text-sm">{t('csvFine', { count: fine })}</p>
        )}
      </div>
      {fault && <FaultNotice fault={fault} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onDone}>
          {t('cancel')}
        </Button>
        <Button look="primary" disabled={!edit || pending} onClick={add}>
          {pending ? t('adding') : t('csvAdd', { count: fine })}
        </Button>
      </div>
    </div>
  )
}
