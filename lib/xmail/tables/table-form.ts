/** What differs from table to table for whoever finds, hides, switches off or notes its rows. */
export interface TableForm {
  /** Whether XMail would use a line with these tokens. */
  readonly isLive: (tokens: readonly string[]) => boolean
  /** Whether live tokens in a comment are a row even without quotes. Prose must not pass. */
  readonly isSurelyRow: (tokens: readonly string[]) => boolean
  /** The token that nobody is shown, from 0. */
  readonly secretColumn?: number
  /** Whether the fields stand one off, so that the secret may be where a name belongs. */
  readonly isShifted?: (tokens: readonly string[]) => boolean
  /** What is written into a file that would be left without a byte. XMail would lose it (semantics.md 0.1). */
  readonly commentIfEmpty: string
}
