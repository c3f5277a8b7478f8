import type { ComponentProps } from 'react'
import { classNames } from './class-names'
import { Input } from './input'

/** An input for an address, a host or an account: nothing that a browser may correct, complete or begin with a capital. */
export function CodeInput({ className, ...props }: ComponentProps<'input'>) {
  return (
    <Input
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="none"
      className={classNames('mono', className)}
      {...props}
    />
  )
}
