import type { CtrlConnection } from '@/lib/mailroot/connection'

/**
 * How a person without this console reaches the server: by XMail's own CtrlClnt, or on the machine itself, where the
 * console uses SFTP or a folder. No secrets.
 */
export type HandWay =
  | ({ readonly kind: 'ctrl' } & Pick<CtrlConnection, 'host' | 'port' | 'user' | 'encryption' | 'login'>)
  | {
      readonly kind: 'folder'
      /** Absolute, on the mail server. */
      readonly mailRoot: string
    }
