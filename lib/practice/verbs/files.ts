import { wildMatch } from '@/lib/xmail/wild-match'
import { type Answer, exactly, listFile, listRows, refuse, type Verb, type VerbCall } from './answer'

async function listFolder({ root, args: [folder = '', pattern = ''] }: VerbCall): Promise<Answer> {
  if (folder.includes('..')) return refuse('BAD_RELATIVE_PATH')
  const files = await root.listFiles(folder)
  if (files === null) return refuse('LISTDIR_NOT_FOUND')
  return listRows(
    files
      .filter(({ name }) => wildMatch(name, pattern))
      .map(({ name, sizeBytes }) => [name, String(sizeBytes)]),
  )
}

async function getFile({ root, args: [path = ''] }: VerbCall): Promise<Answer> {
  if (path.includes('..')) return refuse('BAD_RELATIVE_PATH')
  const text = await root.readText(path)
  return text === null ? refuse('FILE_OPEN') : listFile(text)
}

/** The target is looked at only after the data has come; no data at all removes it (semantics.md 8.4). */
async function setFile({ root, args: [path = ''] }: VerbCall): Promise<Answer> {
  if (path.includes('..')) return refuse('BAD_RELATIVE_PATH')
  const commit = async (text: string) => {
    if (text !== '') return root.writeText(path, text)
    await root.removeFile(path)
    return 0
  }
  return { kind: 'upload', commit }
}

export const FILE_VERBS: Readonly<Record<string, Verb>> = {
  filelist: { takes: exactly(2), run: listFolder },
  cfgfileget: { takes: exactly(1), run: getFile },
  cfgfileset: { takes: exactly(1), run: setFile },
}
