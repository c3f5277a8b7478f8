/** An account or a mailing list in the list of all. */
export interface ShownMailbox {
  readonly domain: string
  readonly name: string
  readonly kind: 'account' | 'list'
  /** Of its user.tab. Null: its folder cannot be one of a MailRoot. */
  readonly path: string | null
  readonly inDraft: boolean
}

const KINDS = ['account', 'list'] as const

export interface MailboxFilter {
  /** Parts of the address, divided by blanks: all of them must be in it. */
  readonly text: string
  /** '': all. */
  readonly domain: string
  readonly kind: ShownMailbox['kind'] | ''
}

/** From the search of an address: `q`, `domain`, `kind`. */
export function parseMailboxFilter(search: Readonly<Record<string, string | undefined>>): MailboxFilter {
  const { q = '', domain = '', kind } = search
  return { text: q, domain, kind: KINDS.find((known) => known === kind) ?? '' }
}

/** For an address: '' where nothing is filtered, else `?q=…`. */
export function printMailboxFilter({ text, domain, kind }: MailboxFilter): string {
  const search = new URLSearchParams({
    ...(text && { q: text }),
    ...(domain && { domain }),
    ...(kind && { kind }),
  })
  return search.size === 0 ? '' : `?${search}`
}

/** Those that fit, in their order. */
export function filterMailboxes(
  mailboxes: readonly ShownMailbox[],
  { text, domain, kind }: MailboxFilter,
): readonly ShownMailbox[] {
  const parts = text.toLowerCase().split(/\s+/)
  const wanted = domain.toLowerCase()
  return mailboxes.filter((mailbox) => {
    if (kind && mailbox.kind !== kind) return false
    if (wanted && mailbox.domain.toLowerCase() !== wanted) return false
    const address = addressOf(mailbox).toLowerCase()
    return parts.every((part) => address.includes(part))
  })
}

/** The domains, each once whatever case it is written in, in their order. */
export function domainsOf(mailboxes: readonly ShownMailbox[]): string[] {
  return [...new Set(mailboxes.map(({ domain }) => domain.toLowerCase()))]
}

export function addressOf({ name, domain }: Pick<ShownMailbox, 'name' | 'domain'>): string {
  return `${name}@${domain}`
}
