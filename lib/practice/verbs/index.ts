import { ALIAS_VERBS } from './aliases'
import type { Verb } from './answer'
import { CUSTOM_DOMAIN_VERBS } from './custom-domains'
import { DOMAIN_VERBS } from './domains'
import { FILE_VERBS } from './files'
import { POP3_LINK_VERBS } from './pop3-links'
import { QUEUE_VERBS } from './queue'
import { USER_FILE_VERBS } from './user-files'
import { USER_VERBS } from './users'

export { type Answer, type VerbCall, XMAIL } from './answer'

/** What XMail 1.27 understands after login, by lower-case name (semantics.md 8.5). */
export const VERBS: ReadonlyMap<string, Verb> = new Map(
  [
    FILE_VERBS,
    DOMAIN_VERBS,
    USER_VERBS,
    USER_FILE_VERBS,
    ALIAS_VERBS,
    POP3_LINK_VERBS,
    CUSTOM_DOMAIN_VERBS,
    QUEUE_VERBS,
  ].flatMap((verbs) => Object.entries(verbs)),
)
