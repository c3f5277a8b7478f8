import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { classNames } from './class-names'

const tag = cva(
  'inline-flex max-w-full items-center gap-1 rounded-sm border px-1.5 py-px text-2xs leading-4 [&_svg]:size-3 [&_svg]:shrink-0',
  {
    variants: {
      look: {
        quiet: 'border-line text-ink-2',
        opens: 'border-opens-line bg-opens-soft text-opens',
        closes: 'border-closes-line bg-closes-soft text-closes',
        broken: 'border-broken-line bg-broken-soft text-broken',
      },
    },
    defaultVariants: { look: 'quiet' },
  },
)

export function Tag({ look, className, ...props }: ComponentProps<'span'> & VariantProps<typeof tag>) {
  return <span className={classNames(tag({ look }), className)} {...props} />
}
