'use client'

import { Help } from '@/components/ui/help'
import { useHelp } from './use-help'

/** The help of something that is no field: a heading, a group of choices. */
export function HelpFor({ text, helpKey }: { text: string; helpKey: string }) {
  const { help, helpLabel } = useHelp()(helpKey, text)
  return <Help label={helpLabel}>{help}</Help>
}

/** The name of a group of choices, with its help. */
export function Legend({ text, helpKey }: { text: string; helpKey: string }) {
  return (
    <>
      {text}
      <HelpFor text={text} helpKey={helpKey} />
    </>
  )
}
