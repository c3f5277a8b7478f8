import type { ComponentProps } from 'react'
import { classNames } from './class-names'

export const FIELD_LOOK =
  'w-full rounded-md border border-line-strong bg-paper px-2.5 text-sm text-ink placeholder:text-ink-3 disabled:opacity-60 aria-[invalid=true]:border-broken aria-[invalid=true]:outline-broken'

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input className={classNames(FIELD_LOOK, 'h-9', className)} {...props} />
}

export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return <textarea className={classNames(FIELD_LOOK, 'min-h-9 py-1.5', className)} {...props} />
}

export function Select({ className, ...props }: ComponentProps<'select'>) {
  return <select className={classNames(FIELD_LOOK, 'h-9 pr-8', className)} {...props} />
}
