'use client'

import { useTranslations } from 'next-intl'
import { Tag } from '@/components/ui/tag'
import type { PropertyField, PropertyMark } from '@/lib/xmail/tables'

/** What of a row's properties does not do what it looks like, with the field that is meant. */
export function PropertyMarks({
  fields,
  marks,
}: {
  fields: readonly PropertyField[]
  marks: readonly PropertyMark[]
}) {
  const t = useTranslations('whitelist')
  return marks.map((mark) => {
    const field = fields.find((each) => each.mark === mark)?.text ?? ''
    return <Tag key={mark}>{t(`property_${mark}`, { field })}</Tag>
  })
}
