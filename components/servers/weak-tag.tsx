import { ShieldAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Tag } from '@/components/ui/tag'

export type Weakness = 'clear-text' | 'old-tls' | 'old-ssh'

const WORDS = {
  'clear-text': ['weakClearText', 'weakClearTextLong'],
  'old-tls': ['weakOldTls', 'weakOldTlsLong'],
  'old-ssh': ['weakOldSsh', 'weakOldSshLong'],
} as const

/** Marks a connection that an attacker on the way could read or break. Nothing where it is sound. */
export function WeakTag({ weak }: { weak: Weakness | null }) {
  const t = useTranslations('frame')
  if (!weak) return null
  const [short, long] = WORDS[weak]
  return (
    <Tag look="opens" title={t(long)}>
      <ShieldAlert aria-hidden />
      {t(short)}
    </Tag>
  )
}
