'use client'

import { Help } from '@/components/ui/help'
import { useHelp } from './use-help'

/** The name of a group of choices, with its help. */
export function Legend({ text, helpKey }: { text: string; helpKey: string }) {
  const { help, helpLabel } = useHelp()(helpKey, text)
  return (
    <>
      {text}
      <Help label={helpLabel}>{help}</Help>
    </>
  )
}
