/** One line of a diff, ready to show: text decoded, secrets masked. Line numbers are 1-based. */
export interface ShownDiffLine {
  readonly kind: 'same' | 'added' | 'removed'
  readonly before: number | null
  readonly after: number | null
  readonly text: string
}

export interface ShownFileDiff {
  readonly path: string
  readonly isNew: boolean
  readonly added: number
  readonly removed: number
  readonly hunks: readonly (readonly ShownDiffLine[])[]
  /** Changed lines that are not in `hunks`, because there are too many for a page. */
  readonly hidden: number
  /** `columns`: passwords are hidden in the lines. `whole`: no line is shown. */
  readonly secret: 'none' | 'columns' | 'whole'
}
