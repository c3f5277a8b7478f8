import { CircleAlert, CircleCheck, Info, OctagonX } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'

const LOOKS = {
  quiet: { box: 'border-line bg-sunken text-ink', icon: Info, sign: 'text-ink-2' },
  fine: { box: 'border-line bg-sunken text-ink', icon: CircleCheck, sign: 'text-ink-2' },
  opens: { box: 'border-opens-line bg-opens-soft text-ink', icon: CircleAlert, sign: 'text-opens' },
  closes: { box: 'border-closes-line bg-closes-soft text-ink', icon: Info, sign: 'text-closes' },
  broken: { box: 'border-broken-line bg-broken-soft text-ink', icon: OctagonX, sign: 'text-broken' },
} as const

export type NoticeLook = keyof typeof LOOKS

export interface NoticeProps extends Omit<ComponentProps<'div'>, 'title'> {
  look?: NoticeLook
  title?: ReactNode
}

/** A short text that stands out: what is so, and what to do. Give `role="alert"` where it appears after an action. */
export function Notice({ look = 'quiet', title, children, className, ...props }: NoticeProps) {
  const { box, icon: Icon, sign } = LOOKS[look]
  return (
    <div
      className={classNames('flex gap-2.5 rounded-md border px-3 py-2.5 text-sm', box, className)}
      {...props}
    >
      <Icon aria-hidden className={classNames('mt-0.5 size-4 shrink-0', sign)} />
      <div className="min-w-0 flex-1 space-y-1 [overflow-wrap:anywhere]">
        {title && <p className="font-semibold">{title}</p>}
        {children}
      </div>
    </div>
  )
}
