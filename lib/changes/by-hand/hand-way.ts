/**
 * How a person without this console reaches the server: by XMail's own CtrlClnt, or on the machine itself, where the
 * console uses SFTP or a folder. No secrets.
 */
export type HandWay =
  | {
      readonly kind: 'ctrl'
      /** Of letters, digits and `.:_-`. */
      readonly host: string
      readonly port: number
      readonly user: string
      readonly encryption: 'none' | 'starttls' | 'tls'
      readonly login: 'digest' | 'clear'
    }
  | {
      readonly kind: 'folder'
      /** Absolute, on the mail server. */
      readonly mailRoot: string
    }
