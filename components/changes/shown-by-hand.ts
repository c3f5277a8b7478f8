/** What of a change can be had to make it by hand. */
export interface ShownByHand {
  /** By XMail's own CtrlClnt, or on the machine that the MailRoot is on. */
  readonly way: 'ctrl' | 'folder'
  /** Files that can be downloaded as they are to be. */
  readonly files: readonly string[]
  /** Files that the commands leave out, and why. */
  readonly leftOut: readonly { readonly path: string; readonly because: 'secret' | 'start-file' | 'bytes' }[]
}
