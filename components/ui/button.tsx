import { cva, type VariantProps } from 'class-variance-authority'
import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'
import { classNames } from './class-names'

const button = cva(
  'inline-flex items-center justify-center gap-1.5 rounded-md border text-sm font-medium whitespace-nowrap transition-colors disabled:opacity-50 disabled:cursor-not-allowed aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      look: {
        primary: 'border-ink bg-ink text-paper hover:bg-ink-2 hover:border-ink-2',
        plain: 'border-line-strong bg-raised text-ink hover:bg-sunken',
        quiet: 'border-transparent bg-transparent text-ink-2 hover:bg-sunken hover:text-ink',
        opens: 'border-opens bg-opens-soft text-opens hover:bg-opens-line/40',
        broken: 'border-broken bg-broken-soft text-broken hover:bg-broken-line/40',
      },
      size: { md: 'min-h-9 px-3.5 py-1.5', sm: 'min-h-7 px-2 py-0.5 text-xs', icon: 'size-8 p-0' },
    },
    defaultVariants: { look: 'plain', size: 'md' },
  },
)

export interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof button> {
  /** Gives the looks to its only child (a link) instead of a button element. */
  asChild?: boolean
}

export function Button({ look, size, asChild = false, className, type, ...props }: ButtonProps) {
  const Element = asChild ? Slot.Root : 'button'
  return (
    <Element
      className={classNames(button({ look, size }), className)}
      {...(!asChild && { type: type ?? 'button' })}
      {...props}
    />
  )
}
