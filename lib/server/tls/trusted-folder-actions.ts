import 'server-only'
import type { X509Certificate } from 'node:crypto'
import { z } from 'zod'
import { describeCertificate, fingerprintOf, hashSubject, readAuthorities } from '@/lib/certificates'
import { err, ok, type Result } from '@/lib/errors'
import type { Person } from '@/lib/people/person'
import { parseMailRootPath } from '@/lib/xmail/path'
import { printDocument, toByteString } from '@/lib/xmail/tab'
import { type Edit, MAX_PEM_CHARACTERS } from '@/lib/xmail/tables'
import { action } from '../action'
import { getContainer } from '../container'
import { openDraft } from '../draft/open-draft'
import { stageEdits } from '../draft/stage-edit'
import { type FolderFile, freeName, readTrustedFolder } from './read-trusted-folder'

const serverId = z.string().min(1).max(100)
const fileName = z.string().min(1).max(100)

/** Adds certificates to the folder `certs`, each under the name that OpenSSL looks for. */
export const addToTrustedFolder = action({
  input: z.object({ serverId, certificate: z.string().max(MAX_PEM_CHARACTERS) }),
  can: 'server.control',
  name: 'draft.tls.trust-in-folder',
  run: async ({ input, actor: person }) => {
    const given = readAuthorities(input.certificate)
    if (!given.ok) return given
    const files = await readFolder(input.serverId, person)
    if (!files.ok) return files
    const taken = new Set(files.value.map(({ name }) => name))
    const there = new Set(files.value.map(({ facts }) => facts?.sha256))
    const edits: Edit[] = []
    for (const certificate of given.value) {
      if (there.has(fingerprintOf(certificate))) continue
      const edit = installUnderHash(certificate, taken)
      if (edit) edits.push(edit)
    }
    const [first] = given.value
    const subject = first ? describeCertificate(first).subject : ''
    if (edits.length === 0) return err('CERTIFICATE_DUPLICATE', { subject }, 'certificate')
    return stage(input.serverId, person, edits)
  },
})

/** Null where the subject cannot be hashed: OpenSSL could not find it either. `taken` is added to. */
function installUnderHash(certificate: X509Certificate, taken: Set<string>): Edit | null {
  const hash = hashSubject(certificate)
  const path = hash ? parseMailRootPath(`certs/${freeName(hash, taken)}`) : null
  if (!path?.ok) return null
  taken.add(path.value.slice('certs/'.length))
  const { subject, validTo, key } = describeCertificate(certificate)
  const about = { names: [subject], validTo, key }
  return { table: 'certificate', path: path.value, op: 'install', text: certificate.toString(), about }
}

/** Takes a file out of the folder `certs`. */
export const removeFromTrustedFolder = action({
  input: z.object({ serverId, name: fileName }),
  can: 'server.control',
  name: 'draft.tls.distrust-in-folder',
  detail: ({ name }) => ({ name }),
  run: async ({ input, actor: person }) => {
    const path = parseMailRootPath(`certs/${input.name}`)
    if (!path.ok) return path
    return stage(input.serverId, person, [{ table: 'certificate', path: path.value, op: 'remove-file' }])
  },
})

/** Puts what a file of the folder `certs` holds, to the byte, under the name that OpenSSL looks for. */
export const renameInTrustedFolder = action({
  input: z.object({ serverId, name: fileName }),
  can: 'server.control',
  name: 'draft.tls.rename-in-folder',
  detail: ({ name }) => ({ name }),
  run: async ({ input, actor: person }) => {
    const names = await readFolder(input.serverId, person)
    if (!names.ok) return names
    const rightName = names.value.find(({ name }) => name === input.name)?.rightName
    const [from, to] = [parseMailRootPath(`certs/${input.name}`), parseMailRootPath(`certs/${rightName}`)]
    if (!from.ok) return from
    if (!to.ok || !rightName || rightName === input.name) return err('NOTHING_TO_CHANGE')
    return stageEdits(await getContainer(), {
      ...{ serverId: input.serverId, person, paths: [from.value, to.value] },
      makeEdits: (drafted) => {
        const text = toByteString(printDocument(drafted(from.value)))
        return ok<Edit[]>([
          { table: 'certificate', path: to.value, op: 'restore', text },
          { table: 'certificate', path: from.value, op: 'remove-file' },
        ])
      },
    })
  },
})

async function stage(server: string, person: Person, edits: readonly Edit[]): Promise<Result<null>> {
  const paths = [...new Set(edits.map(({ path }) => path))]
  return stageEdits(await getContainer(), { serverId: server, person, paths, makeEdits: () => ok(edits) })
}

/** What is in the folder with the draft applied. Error: FILE_NOT_FOUND {path} where there is no such folder. */
async function readFolder(server: string, person: Person): Promise<Result<readonly FolderFile[]>> {
  const { records, stores } = await getContainer()
  const draft = await openDraft(records, server, person.id)
  if (!draft.ok) return draft
  const store = await stores.storeFor(server)
  if (!store.ok) return store
  const folder = await readTrustedFolder(store.value, draft.value.edits)
  if (folder.state === 'not-listed') return { ok: false, error: folder.fault }
  if (folder.state === 'missing') return err('FILE_NOT_FOUND', { path: 'certs' })
  return ok(folder.files.filter(({ state }) => state !== 'removed'))
}
