import { type ReactNode, useId } from 'react'
import { classNames } from './class-names'
import { Help } from './help'

/** What an input needs so that its label, hint and error are read with it. */
export interface FieldControlProps {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': boolean
}

export interface FieldProps {
  label: ReactNode
  /** Always in sight, below the input. */
  hint?: ReactNode
  /** Behind a button beside the label. */
  help?: ReactNode
  /** The accessible name of that button. */
  helpLabel?: string
  error?: ReactNode
  className?: string
  children: (control: FieldControlProps) => ReactNode
}

/** Label, help, input, hint, error: in this order, tied together for screen readers. */
export function Field({ label, hint, help, helpLabel, error, className, children }: FieldProps) {
  const id = useId()
  const hintId = hint ? `${id}-hint` : undefined
  const errorId = error ? `${id}-error` : undefined
  const describedBy = [hintId, errorId].filter(Boolean).join(' ') || undefined
  return (
    <div className={classNames('min-w-0', className)}>
      <div className="mb-1 flex min-h-6 items-center gap-1">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        {help && <Help label={helpLabel ?? ''}>{help}</Help>}
      </div>
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': Boolean(error) })}
      {hint && (
        <p id={hintId} className="mt-1 text-xs text-ink-2">
          {hint}
        </p>
      )}
      {/* Always in the page, so that screen readers speak an error when it appears. */}
      <div
        aria-live="polite"
        id={errorId}
        className={error ? 'mt-1 text-sm text-broken [overflow-wrap:anywhere]' : 'sr-only'}
      >
        {error}
      </div>
    </div>
  )
}
