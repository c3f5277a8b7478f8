import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'

export interface ChoiceProps extends Omit<ComponentProps<'input'>, 'type'> {
  type: 'radio' | 'checkbox'
  label: ReactNode
  hint?: ReactNode
  /** Behind the words, outside of the label: a button in a label would answer for both. */
  help?: ReactNode
}

/** A radio button or check box with its words; the whole label is the target. */
export function Choice({ type, label, hint, help, className, ...props }: ChoiceProps) {
  return (
    <div className={classNames('flex items-start gap-1', className)}>
      <label className="flex min-w-0 items-start gap-2.5 py-1 text-sm">
        <input type={type} className="mt-0.5 size-4 shrink-0 accent-ink" {...props} />
        <span className="min-w-0">
          {label}
          {hint && <span className="block text-xs text-ink-2">{hint}</span>}
        </span>
      </label>
      {help}
    </div>
  )
}

/** Choices that belong together, under one name. */
export function ChoiceGroup({ legend, children }: { legend: ReactNode; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 flex min-h-6 items-center gap-1 text-sm font-medium">{legend}</legend>
      {children}
    </fieldset>
  )
}
