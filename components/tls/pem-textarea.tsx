import type { ComponentProps } from 'react'
import { Textarea } from '@/components/ui/input'

/** Where PEM is pasted: `kind` as its first line has it. */
export function PemTextarea({ kind, ...props }: { kind: string } & ComponentProps<typeof Textarea>) {
  return (
    <Textarea
      rows={5}
      className="mono text-xs"
      spellCheck={false}
      placeholder={`-----BEGIN ${kind}-----`}
      {...props}
    />
  )
}
