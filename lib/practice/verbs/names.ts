import { checkAddress } from '@/lib/xmail/policy/mail-path'
import { XMAIL } from './answer'

/** RFC 822 atoms joined by dots. XMail lets a slash through; here a name becomes a folder, so it does not. */
const DOT_ATOM = /^[A-Za-z0-9!#$%&'*+=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+=?^_`{|}~-]+)*$/
const BEGINS_WITH_ATOM = /^[A-Za-z0-9!#$%&'*+=?^_`{|}~-]/

/** ASCII case does not count in XMail's names. */
export function sameName(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase()
}

/** 0, or the error number with which XMail refuses a domain name. */
export function checkDomainName(name: string): number {
  if (DOT_ATOM.test(name)) return 0
  return BEGINS_WITH_ATOM.test(name) && !/\.(\.|$)/.test(name)
    ? XMAIL.INVALID_HOSTNAME
    : XMAIL.BAD_TAG_ADDRESS
}

/** 0, or the error number with which XMail refuses the part before the `@`. */
export function checkUserName(name: string): number {
  return DOT_ATOM.test(name) ? 0 : XMAIL.BAD_RFCNAME
}

/** The two parts of a mail address, or the error number with which XMail refuses it. */
export function splitAddress(address: string): { user: string; domain: string } | number {
  const checking = checkAddress(address)
  let step = checking.next()
  // `user@[name]` asks whether the name resolves. Nothing is looked up for practice: it does not.
  while (!step.done) step = checking.next('no')
  if (step.value !== null) return step.value
  const at = address.indexOf('@')
  // One with a source route before it is valid, and cannot be divided.
  if (at < 1) return XMAIL.BAD_EMAIL_ADDR
  return { user: address.slice(0, at), domain: address.slice(at + 1) }
}
