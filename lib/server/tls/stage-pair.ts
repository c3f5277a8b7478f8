import { describeCertificate, type Pair } from '@/lib/certificates'
import { err, ok, type Result } from '@/lib/errors'
import type { Person } from '@/lib/people/person'
import { printDocument } from '@/lib/xmail/tab'
import type { Edit } from '@/lib/xmail/tables'
import type { Container } from '../container'
import { stageEdits } from '../draft/stage-edit'
import { holdsKey } from './read-given'
import { CERT, KEY } from './read-tls-files'

type World = Pick<Container, 'records' | 'stores'>

/**
 * Puts a key and its certificate into the draft, the key first: between the two writes no handshake succeeds, whichever
 * comes first (semantics.md 9), but the key is what a server is likelier to refuse (rights of its own), and then the
 * certificate has not been touched; and over CTRL it goes over the connection that has just been made. A key that is
 * there already is not written: then there is no gap. Errors: NOTHING_TO_CHANGE, those of stageEdits.
 */
export async function stagePair(
  world: World,
  serverId: string,
  person: Person,
  pair: Pick<Pair, 'chain' | 'key' | 'keyText' | 'certificateText'>,
): Promise<Result<null>> {
  const { names, validTo, key } = describeCertificate(pair.chain.certificates[0])
  const about = { names: [...names], validTo, key }
  const install = (path: typeof KEY, text: string): Edit => ({
    table: 'certificate',
    path,
    op: 'install',
    text,
    about,
  })
  return stageEdits(world, {
    serverId,
    person,
    paths: [KEY, CERT],
    makeEdits: (drafted) => {
      const textOf = (path: typeof KEY) => Buffer.from(printDocument(drafted(path))).toString('latin1')
      const edits: Edit[] = []
      if (!holdsKey(textOf(KEY), pair.key)) edits.push(install(KEY, pair.keyText))
      if (textOf(CERT) !== pair.certificateText) edits.push(install(CERT, pair.certificateText))
      return edits.length > 0 ? ok(edits) : err('NOTHING_TO_CHANGE')
    },
  })
}
