import type { Migration } from 'kysely'
import { foundation } from './0001-foundation'
import { people } from './0002-people'
import { services } from './0003-services'
import { certificateRequests } from './0004-certificate-requests'
import { assertions } from './0005-assertions'
import { keepOrPutBack } from './0006-keep-or-put-back'
import { outsideChanges } from './0007-outside-changes'
import { probes } from './0008-probes'
import { rolesOnServers } from './0009-roles-on-servers'

/** In the order of their names. A migration that was released is never changed; a change is a new one. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001-foundation': foundation,
  '0002-people': people,
  '0003-services': services,
  '0004-certificate-requests': certificateRequests,
  '0005-assertions': assertions,
  '0006-keep-or-put-back': keepOrPutBack,
  '0007-outside-changes': outsideChanges,
  '0008-probes': probes,
  '0009-roles-on-servers': rolesOnServers,
}
